//! Long work: told to the window at most ten times a second, and stopped when it asks.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use serde::Serialize;
use tauri::ipc::Channel;
use ts_rs::TS;
use vouchsafe_app::{AddItem, Advance, Progress, VerifyProgress};

const BETWEEN_MESSAGES: Duration = Duration::from_millis(100);

/// How far a long piece of work has come.
#[derive(Debug, Clone, Default, Serialize, TS)]
#[ts(rename = "Progress")]
pub struct Told {
    /// What is being done, in a word.
    pub stage: String,
    /// What is being worked on.
    pub item: Option<String>,
    /// How many bytes are done.
    pub done_bytes: u64,
    /// How many there are; 0 where that is not known.
    pub total_bytes: u64,
    /// How many items are done.
    pub done_items: u64,
    /// How many there are; 0 where that is not known.
    pub total_items: u64,
    /// Of an accession: what became safe since the last message.
    pub safe: Vec<AddItem>,
}

/// The long work under way, by the names the window gave.
#[derive(Clone, Default)]
pub struct Jobs {
    running: Arc<Mutex<HashMap<String, Arc<AtomicBool>>>>,
}

impl Jobs {
    /// Starts a piece of work; it stays in the list for as long as the answer lives.
    pub fn start(&self, name: String, channel: Channel<Told>) -> Running {
        let cancelled = Arc::new(AtomicBool::new(false));
        self.list().insert(name.clone(), Arc::clone(&cancelled));
        let teller = Mutex::new(Teller { channel, told: Told::default(), last: None });
        Running { name, jobs: self.clone(), cancelled, teller }
    }

    /// Asks a piece of work to stop; one that has ended is left alone.
    pub fn cancel(&self, name: &str) {
        if let Some(cancelled) = self.list().get(name) {
            cancelled.store(true, Ordering::Relaxed);
        }
    }

    /// Asks all work to stop.
    pub fn cancel_all(&self) {
        self.list().values().for_each(|cancelled| cancelled.store(true, Ordering::Relaxed));
    }

    /// Returns how much is under way.
    pub fn count(&self) -> usize {
        self.list().len()
    }

    fn list(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<AtomicBool>>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One piece of long work, as it tells of itself.
pub struct Running {
    name: String,
    jobs: Jobs,
    cancelled: Arc<AtomicBool>,
    teller: Mutex<Teller>,
}

struct Teller {
    channel: Channel<Told>,
    told: Told,
    last: Option<Instant>,
}

impl Running {
    /// Tells of files that are safe in the archive.
    pub fn safe(&self, items: &[AddItem]) {
        self.tell(|told| {
            told.done_items += items.len() as u64;
            told.safe.extend_from_slice(items);
        });
    }

    fn tell(&self, change: impl FnOnce(&mut Told)) {
        let mut teller = self.teller.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut teller.told);
        if teller.last.is_none_or(|last| last.elapsed() >= BETWEEN_MESSAGES) {
            teller.send();
        }
    }
}

impl Teller {
    fn send(&mut self) {
        self.last = Some(Instant::now());
        // A window that has closed hears nothing; the work goes on to its end.
        let _ = self.channel.send(self.told.clone());
        self.told.safe.clear();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.teller.lock().unwrap_or_else(PoisonError::into_inner).send();
        self.jobs.list().remove(&self.name);
    }
}

impl Progress for Running {
    fn begin(&self, total_bytes: u64) {
        self.tell(|told| told.total_bytes = total_bytes);
    }

    fn item(&self, name: &str) {
        self.tell(|told| told.item = Some(name.to_owned()));
    }

    fn advance(&self, bytes: u64) {
        self.tell(|told| told.done_bytes += bytes);
    }

    fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

impl VerifyProgress for Running {
    fn report(&self, advance: &Advance) {
        let stage = serde_json::to_value(advance.stage).ok();
        let stage = stage.and_then(|word| Some(word.as_str()?.to_owned())).unwrap_or_default();
        self.tell(|told| {
            told.stage = stage;
            told.done_items = advance.items_done;
            told.total_items = advance.items_total;
            told.done_bytes = advance.bytes_done;
            told.total_bytes = advance.bytes_total;
        });
    }

    fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}
