//! A desk to test on: an archive, a configuration folder and files of its own, gone at the end.
//!
//! Time goes on by a second at every look, and randomness is seeded, so that a run can be repeated.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::{
        Arc, OnceLock,
        atomic::{AtomicI64, Ordering},
    },
};

use rusqlite::Connection;
use serde_json::Value;
use tempfile::TempDir;
use vouchsafe_app::{
    AddReport, AddRequest, Advance, ClaimRequest, Environment, Error, ErrorClass, EvidenceReport,
    EvidenceRequest, InitRequest, PassageReport, PassageRequest, Passphrase, PurgeRequest, Purpose,
    RelateRequest, Secrets, Selection, SensitivitySetRequest, Session, SharedEntropy, Silent,
    SourceAddRequest, VerifyProgress, VerifyReport, VerifyRequest, add, claim_add, evidence_add,
    init, passage_add, purge, relate, remove, sensitivity_set, source_add, verify,
};
use vouchsafe_archive::{Access, Append, Archive, Author, Clock};
use vouchsafe_extract::Extractor;
use vouchsafe_fixity::{Entropy, LogKey, OsEntropy, Sha256Stream};
use vouchsafe_model::{ActId, AgentId, Instant};

/// An archive of a person who signs as Shirin, and everything around it.
pub struct Desk {
    folder: TempDir,
    environment: Environment,
    passphrase: Option<String>,
}

impl Desk {
    /// Makes a desk with a new, empty, plain archive on it.
    pub fn new() -> Self {
        let desk = Self::empty();
        desk.init();
        desk
    }

    /// Makes a desk with a new, empty archive encrypted by this passphrase.
    pub fn encrypted(passphrase: &str) -> Self {
        let desk = Self { passphrase: Some(passphrase.to_owned()), ..Self::empty() };
        desk.init();
        desk
    }

    /// Makes a desk without an archive.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a folder for temporary files");
        let environment = environment(&folder.path().join("config"));
        Self { folder, environment, passphrase: None }
    }

    /// Makes a desk with an archive that holds three documents, one of several chunks.
    pub fn with_documents() -> Self {
        let desk = Self::new();
        desk.fill();
        desk
    }

    /// Puts three documents into the archive.
    pub fn fill(&self) {
        self.file("report.txt", b"One of six was sentenced. He and six others appealed.");
        self.file("letter.txt", "نامه‌ای دربارهٔ شیرین".as_bytes());
        self.file("film.bin", &noise(3_500_000));
        let report = self.add(&["report.txt", "letter.txt", "film.bin"]);
        assert_eq!(report.added, 3, "{report:?}");
    }

    fn init(&self) {
        let request = InitRequest {
            path: &self.archive(),
            title: Some("Darband 1402".to_owned()),
            agent_name: "Shirin".to_owned(),
            passphrase: self.secrets().passphrase,
            key_passphrase: None,
        };
        init(self.environment(), request).expect("a new archive on a new desk");
    }

    /// Returns a path on the desk.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Returns where the archive is.
    pub fn archive(&self) -> PathBuf {
        self.path("case.vouch")
    }

    /// Returns the circumstances of this desk.
    pub fn environment(&self) -> Environment {
        self.environment.clone()
    }

    /// Returns the circumstances of another machine that knows nothing yet.
    pub fn other_machine(&self) -> Environment {
        environment(&self.path("other-config"))
    }

    /// Returns what opens the archive.
    pub fn secrets(&self) -> Secrets {
        let passphrase = self.passphrase.clone();
        let passphrase = passphrase.map(|text| Passphrase::new(text).expect("it is not empty"));
        Secrets { passphrase, ..Secrets::default() }
    }

    /// Opens the archive.
    pub fn session(&self, purpose: Purpose) -> Session {
        let session = Session::open(self.environment(), &self.archive(), self.secrets(), purpose);
        session.unwrap_or_else(|error| panic!("{:?}", error.report()))
    }

    /// Puts a file on the desk.
    pub fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a path on the desk")).expect("a folder");
        fs::write(&path, bytes).expect("a file on the desk");
        path
    }

    /// Takes files of the desk in.
    pub fn add(&self, names: &[&str]) -> AddReport {
        let paths = names.iter().map(|name| self.path(name)).collect();
        self.add_request(&AddRequest { paths, recursive: true, ..AddRequest::default() })
    }

    /// Takes files in as the request says.
    pub fn add_request(&self, request: &AddRequest) -> AddReport {
        let mut session = self.session(Purpose::Write);
        add(&mut session, request, &Silent, &mut |_| ()).expect("what the test asks for")
    }

    /// Verifies the archive, without recording it.
    pub fn verify(&self) -> VerifyReport {
        self.verify_as(&VerifyRequest { no_record: true, ..VerifyRequest::default() })
    }

    /// Verifies the archive as the request says.
    pub fn verify_as(&self, request: &VerifyRequest) -> VerifyReport {
        let environment = self.environment();
        verify(environment, &self.archive(), self.secrets(), request, &Unwatched)
            .unwrap_or_else(|error| panic!("{:?}", error.report()))
    }

    /// Returns the codes of all findings but notes, as the auditor reports them.
    pub fn codes(&self) -> Vec<String> {
        codes(&serde_json::to_value(self.verify()).expect("a report is JSON"))
    }

    /// Does what someone with SQL access can do: takes the triggers off, runs `sql`, and puts them
    /// back as they were.
    pub fn tamper(&self, sql: &str) {
        let connection = Connection::open(self.archive()).expect("a plain archive");
        let triggers: Vec<(String, String)> = connection
            .prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            .and_then(|mut query| {
                query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
            })
            .expect("the triggers");
        let off: String =
            triggers.iter().map(|(name, _)| format!("DROP TRIGGER {name};")).collect();
        let on: String = triggers.iter().map(|(_, sql)| format!("{sql};")).collect();
        let script = format!("PRAGMA ignore_check_constraints = ON;{off}{sql};{on}");
        connection.execute_batch(&script).unwrap_or_else(|error| panic!("{sql}: {error}"));
    }

    /// Returns one value from the archive's tables.
    pub fn query<T: rusqlite::types::FromSql>(&self, sql: &str) -> T {
        let connection = Connection::open(self.archive()).expect("a plain archive");
        connection
            .query_row(sql, [], |row| row.get(0))
            .unwrap_or_else(|error| panic!("{sql}: {error}"))
    }

    /// Returns the key of the archive's log, which must not be encrypted.
    pub fn log_key(&self) -> LogKey {
        let archive: String = self.query("SELECT value FROM meta WHERE name = 'archive'");
        let log: String = self.query("SELECT value FROM meta WHERE name = 'founding_log'");
        let path = self.path("config/keys").join(archive).join(log);
        LogKey::from_openssh(&fs::read_to_string(path).expect("a key"), None).expect("a key")
    }

    /// Writes what no command would: entries that are well formed, signed by the archive's key.
    pub fn append<T>(&self, write: impl FnOnce(&mut Append<'_>) -> T) -> T {
        let mut archive =
            Archive::open(&self.archive(), None, Access::Write).expect("a plain archive");
        let environment = self.environment();
        let mut author = Author {
            log: archive.founding_log(),
            key: &self.log_key(),
            agent: AgentId::from_bytes([10; 16]),
            act: ActId::from_bytes([11; 16]),
            known: Vec::new(),
            clock: environment.clock.as_ref(),
            entropy: &mut OsEntropy,
        };
        let mut append = archive.begin(&mut author).expect("nobody else writes");
        let written = write(&mut append);
        append.commit().expect("a disk with room");
        written
    }

    /// Asks the second verifier, the one in Python.
    pub fn second_opinion(&self, against: &[&Path]) -> Value {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("verify_archive.py");
        let mut command = Command::new("python3");
        command.arg(script).arg("--json").arg(self.archive());
        for path in against {
            command.arg("--against").arg(path);
        }
        let output = command.output().expect("python3 is installed");
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| {
            panic!("the second verifier failed: {}", String::from_utf8_lossy(&output.stderr))
        })
    }

    /// Runs the command with this desk's configuration on this desk's archive.
    pub fn cli(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the command can be run")
    }

    /// Prepares the command, for tests that need more than its output.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(binary());
        command
            .env("VOUCHSAFE_CONFIG_DIR", self.path("config"))
            .env("VOUCHSAFE_CACHE_DIR", self.path("cache"))
            .env("VOUCHSAFE_ARCHIVE", self.archive())
            .env_remove("VOUCHSAFE_KEY")
            .current_dir(self.folder.path())
            .args(arguments);
        command
    }
}

/// What tests of passages, claims and traces are made of.
impl Desk {
    /// Takes a file in and returns its document. Its source goes by the file's name.
    pub fn document(&self, name: &str, bytes: &[u8]) -> String {
        self.file(name, bytes);
        let item = self.add(&[name]).items.remove(0);
        item.document.unwrap_or_else(|| panic!("{name}: {:?}", item.reason))
    }

    /// Takes a text in and returns its document.
    pub fn text_document(&self, name: &str, text: &str) -> String {
        self.document(name, text.as_bytes())
    }

    /// Takes another capture of a source in and returns its document.
    pub fn later_capture(&self, source: &str, name: &str, text: &str) -> String {
        let request = AddRequest {
            paths: vec![self.file(name, text.as_bytes())],
            source: Some(source.to_owned()),
            role: Some("capture".to_owned()),
            ..AddRequest::default()
        };
        self.add_request(&request).items.remove(0).document.expect("it was taken in")
    }

    /// Describes a work that is not held, and returns its id.
    pub fn source(&self, key: &str) -> String {
        let request = SourceAddRequest { key: Some(key.to_owned()), ..SourceAddRequest::default() };
        self.write(|session| source_add(session, &request)).source
    }

    /// Describes works that are not held.
    pub fn sources(&self, keys: &[&str]) {
        keys.iter().for_each(|key| drop(self.source(key)));
    }

    /// Makes a claim and returns its id.
    pub fn claim(&self, statement: &str) -> String {
        let request = ClaimRequest { statement: statement.to_owned(), ..ClaimRequest::default() };
        self.write(|session| claim_add(session, &request)).claim
    }

    /// Keeps words of a document and returns the passage.
    pub fn passage(&self, document: &str, quote: &str) -> String {
        self.quote(&quotation(document, quote)).passage.expect("they stand there once")
    }

    /// Keeps a passage, or not, as the request says.
    pub fn quote(&self, request: &PassageRequest) -> PassageReport {
        self.write(|session| passage_add(session, request))
    }

    /// Holds words of a document for or against a claim.
    pub fn hold(&self, claim: &str, document: &str, quote: &str, stance: &str) -> EvidenceReport {
        let request = EvidenceRequest {
            claim: claim.to_owned(),
            new_passage: Some(quotation(document, quote)),
            stance: stance.to_owned(),
            ..EvidenceRequest::default()
        };
        self.write(|session| evidence_add(session, &request))
    }

    /// Says how one source stands to another.
    pub fn relate(&self, from: &str, relation: &str, to: &str) -> String {
        self.relate_from(from, relation, to, None)
    }

    /// Says how a passage of one source, if one is named, stands to another source.
    pub fn relate_from(
        &self,
        from: &str,
        relation: &str,
        to: &str,
        from_passage: Option<&str>,
    ) -> String {
        let request = RelateRequest {
            from: from.to_owned(),
            to: to.to_owned(),
            relation: relation.to_owned(),
            from_passage: from_passage.map(str::to_owned),
            ..RelateRequest::default()
        };
        self.write(|session| relate(session, &request)).cross_reference
    }

    /// Seals a record.
    pub fn seal(&self, record: &str) {
        let request = SensitivitySetRequest {
            record: record.to_owned(),
            level: "sealed".to_owned(),
            ..SensitivitySetRequest::default()
        };
        self.write(|session| sensitivity_set(session, &request));
    }

    /// Removes a record.
    pub fn remove(&self, record: &str) {
        self.write(|session| remove(session, &[record.to_owned()], "a test removes it"));
    }

    /// Purges a record.
    pub fn purge(&self, record: &str) {
        let request = PurgeRequest {
            records: vec![record.to_owned()],
            fields: Vec::new(),
            digests: false,
            shared: false,
            reason: "a test purges it".to_owned(),
        };
        self.write(|session| purge(session, &request));
    }

    /// Does what must succeed.
    pub fn write<T>(&self, act: impl FnOnce(&mut Session) -> Result<T, Error>) -> T {
        act(&mut self.session(Purpose::Write))
            .unwrap_or_else(|error| panic!("{:?}", error.report()))
    }

    /// Does what must be refused as bad input, with a sentence and nothing changed; returns it.
    pub fn refuses<T: std::fmt::Debug>(
        &self,
        act: impl FnOnce(&mut Session) -> Result<T, Error>,
    ) -> String {
        let before = self.entries();
        let error = act(&mut self.session(Purpose::Write)).expect_err("it must be refused");
        let message = error.report().message;
        assert_eq!(error.class(), ErrorClass::BadInput, "{message}");
        assert_eq!(self.entries(), before, "something was written: {message}");
        message
    }

    /// Returns how many entries the log has.
    pub fn entries(&self) -> i64 {
        self.query("SELECT count(*) FROM entry")
    }

    /// Asserts that both verifiers find nothing wrong.
    pub fn is_intact(&self) {
        assert_eq!(self.codes(), Vec::<String>::new());
        let second = self.second_opinion(&[]);
        assert_eq!(second["verdict"], "intact", "{second}");
    }
}

/// Returns a request to keep words of a document.
pub fn quotation(document: &str, quote: &str) -> PassageRequest {
    let selection = Selection { quote: Some(quote.to_owned()), ..Selection::default() };
    PassageRequest { document: document.to_owned(), selection, ..PassageRequest::default() }
}

/// Returns the codes of all findings but notes of a report, in order, each once.
pub fn codes(report: &Value) -> Vec<String> {
    let findings = report["findings"].as_array().expect("a report has findings");
    let serious = findings.iter().filter(|finding| finding["severity"] != "note");
    let mut codes: Vec<String> = serious
        .map(|finding| finding["code"].as_str().expect("a finding has a code").to_owned())
        .collect();
    codes.sort();
    codes.dedup();
    codes
}

/// Returns bytes that do not compress and do not repeat, the same at every call.
pub fn noise(length: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(length + 32);
    let mut entropy = Seeded(77);
    while bytes.len() < length {
        let mut block = [0; 32];
        entropy.fill(&mut block);
        bytes.extend_from_slice(&block);
    }
    bytes.truncate(length);
    bytes
}

fn environment(config_dir: &Path) -> Environment {
    Environment {
        config_dir: config_dir.to_owned(),
        cache_dir: Some(config_dir.with_file_name("cache")),
        key_path: None,
        extractor: Some(extractor()),
        clock: Arc::new(Ticking(AtomicI64::new(1_573_632_720))),
        entropy: SharedEntropy::new(Seeded(u64::from(std::process::id()) << 32 | next_seed())),
    }
}

fn next_seed() -> u64 {
    static SEED: AtomicI64 = AtomicI64::new(1);
    SEED.fetch_add(1, Ordering::Relaxed).unsigned_abs()
}

/// A clock that goes on by a second at every look.
struct Ticking(AtomicI64);

impl Clock for Ticking {
    fn now(&self) -> Instant {
        let seconds = self.0.fetch_add(1, Ordering::Relaxed);
        let start: Instant = "1970-01-01T00:00:00Z".parse().expect("an instant");
        let time = start.as_datetime() + std::time::Duration::from_secs(seconds.unsigned_abs());
        Instant::new(time)
    }
}

/// Bytes that differ for every seed and repeat for the same.
struct Seeded(u64);

impl Entropy for Seeded {
    fn fill(&mut self, bytes: &mut [u8]) {
        for block in bytes.chunks_mut(32) {
            let mut hash = Sha256Stream::default();
            hash.update(&self.0.to_le_bytes());
            self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
            block.copy_from_slice(&hash.finish().as_bytes()[..block.len()]);
        }
    }
}

/// Watches nothing and stops nothing.
pub struct Unwatched;

impl VerifyProgress for Unwatched {
    fn report(&self, _: &Advance) {}

    fn is_cancelled(&self) -> bool {
        false
    }
}

/// Returns what parses documents, in a process of its own.
pub fn extractor() -> Extractor {
    Extractor::new(built("vouchsafe-extract").to_owned())
}

/// Returns the built command, building it if `cargo test` has not.
pub fn binary() -> &'static Path {
    built("vouchsafe")
}

/// Returns a built program of ours by its name.
fn built(name: &str) -> &'static Path {
    static PROGRAMS: OnceLock<Vec<PathBuf>> = OnceLock::new();
    let programs = PROGRAMS.get_or_init(|| {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let output = Command::new(env!("CARGO"))
            .args(["build", "--quiet", "--offline"])
            .args(["--package", "vouchsafe-cli", "--package", "vouchsafe-extract"])
            .args(["--message-format", "json"])
            .current_dir(root)
            .output()
            .expect("cargo can be run");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let messages = String::from_utf8_lossy(&output.stdout).into_owned();
        let built = messages.lines().filter_map(|line| {
            let message: Value = serde_json::from_str(line).ok()?;
            message["executable"].as_str().map(PathBuf::from)
        });
        built.collect()
    });
    let called = |path: &&PathBuf| path.file_stem().is_some_and(|stem| stem == name);
    programs.iter().find(called).expect("cargo built the program")
}
