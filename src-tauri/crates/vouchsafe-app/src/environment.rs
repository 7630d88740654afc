//! What lies outside an archive: the time, randomness, and the folder that holds keys and heads.
//!
//! All of it is an argument. Only [`Environment::of_this_machine`] reads the real clock.

use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
};

use vouchsafe_archive::Clock;
use vouchsafe_extract::Extractor;
use vouchsafe_fixity::{Entropy, OsEntropy};
use vouchsafe_model::Instant;

/// The circumstances of a use case. Clones share clock and randomness.
#[derive(Clone)]
pub struct Environment {
    /// Where keys and known heads are kept.
    pub config_dir: PathBuf,
    /// Where a search index is kept that cannot be beside its archive; `None` if there is nowhere.
    pub cache_dir: Option<PathBuf>,
    /// The key file to use instead of the one in `config_dir`.
    pub key_path: Option<PathBuf>,
    /// The program that parses documents in a process of its own; `None` where there is none.
    pub extractor: Option<Extractor>,
    /// What time it is said to be.
    pub clock: Arc<dyn Clock + Send + Sync>,
    /// Where ids, seeds and keys come from.
    pub entropy: SharedEntropy,
}

impl Environment {
    /// Returns this machine's own circumstances.
    pub fn of_this_machine(
        config_dir: PathBuf,
        cache_dir: Option<PathBuf>,
        key_path: Option<PathBuf>,
    ) -> Self {
        let entropy = SharedEntropy::new(OsEntropy);
        let extractor = Extractor::find();
        let clock = Arc::new(SystemClock);
        Self { config_dir, cache_dir, key_path, extractor, clock, entropy }
    }

    /// Returns 16 random bytes, for an id or a token.
    pub fn random_id(&mut self) -> [u8; 16] {
        let mut bytes = [0; 16];
        self.entropy.fill(&mut bytes);
        bytes
    }
}

impl std::fmt::Debug for Environment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Environment").field("config_dir", &self.config_dir).finish_non_exhaustive()
    }
}

/// Randomness that several owners draw from.
#[derive(Clone)]
pub struct SharedEntropy(Arc<Mutex<dyn Entropy + Send>>);

impl SharedEntropy {
    /// Shares a source of randomness.
    pub fn new(entropy: impl Entropy + Send + 'static) -> Self {
        Self(Arc::new(Mutex::new(entropy)))
    }
}

impl Entropy for SharedEntropy {
    /// # Panics
    /// If another owner panicked while drawing: what it drew cannot be relied on.
    fn fill(&mut self, bytes: &mut [u8]) {
        self.0.lock().expect("no owner of the randomness panicked").fill(bytes);
    }
}

/// The operating system's clock.
struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        #[expect(clippy::disallowed_methods, reason = "the one place where the clock is read")]
        Instant::new(chrono::Utc::now())
    }
}
