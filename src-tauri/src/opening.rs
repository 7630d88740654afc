//! Which archive is open, and how it comes to be: opened, made, gone on with, rewritten.
//!
//! Whatever puts another file in the archive's place first closes every session on it.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tauri::{Manager as _, path::BaseDirectory};
use ts_rs::TS;
use vouchsafe_app::{
    self as app, InitReport, LogContinueReport, LogContinueRequest, Overview, Passphrase, Purpose,
    RepairReport, SampleReport, Secrets, VerifyReport, VerifyRequest,
};

use crate::{
    answer::{Answer, failed, nothing_open, words},
    archive::{OpenArchive, Opened},
    job::{Jobs, Running},
    machine::ThisMachine,
    preferences,
};

/// Which archive is open.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ArchiveState {
    /// None.
    None,
    /// None yet: the program was started with this one.
    Wanted {
        /// Where it is.
        path: PathBuf,
    },
    /// This one.
    Open(Box<Overview>),
}

/// An archive to open, and what opens it.
#[derive(Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ArchiveOpenRequest {
    /// Where it is.
    pub path: PathBuf,
    /// Its passphrase.
    pub passphrase: Option<String>,
    /// Instead of it, the key of the recovery sheet: 96 hex digits.
    pub recovery_key: Option<String>,
    /// The passphrase of the key that signs.
    pub key_passphrase: Option<String>,
}

/// An archive to verify that is not open.
#[derive(Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ExamineRequest {
    /// Where it is, and what opens it.
    pub archive: ArchiveOpenRequest,
    /// Files with checkpoints that someone else kept.
    pub against: Vec<PathBuf>,
}

/// An archive to repair that is not open.
#[derive(Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct RepairClosedRequest {
    /// Where it is, and what opens it.
    pub archive: ArchiveOpenRequest,
    /// Archives, folders and files to repair it from.
    pub from: Vec<PathBuf>,
}

/// An archive to make.
#[derive(Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ArchiveNewRequest {
    /// Where; nothing may be there.
    pub path: PathBuf,
    /// Its title.
    pub title: Option<String>,
    /// The name to sign with; a pseudonym is fine.
    pub agent_name: String,
    /// Encrypts it; without one it is plain.
    pub passphrase: Option<String>,
}

/// A new archive, open.
#[derive(Debug, Serialize, TS)]
pub struct ArchiveNewReport {
    /// What was made.
    pub made: InitReport,
    /// It is open.
    pub state: ArchiveState,
}

/// The sample archive, open.
#[derive(Debug, Serialize, TS)]
pub struct SampleOpened {
    /// What it holds.
    pub sample: SampleReport,
    /// It is open.
    pub state: ArchiveState,
}

/// The recovery sheet of the archive that is open.
#[derive(Debug, Serialize, TS)]
pub struct RecoverySheet {
    /// Its text.
    pub text: String,
}

/// Tells which archive is open.
///
/// # Errors
/// It cannot be read.
pub fn state(app: &tauri::AppHandle) -> Answer<ArchiveState> {
    let archive = app.state::<OpenArchive>();
    if archive.opened().is_ok() {
        return Ok(ArchiveState::Open(Box::new(archive.record(|session| app::overview(session))?)));
    }
    let wanted = app.state::<ThisMachine>().take_wanted();
    Ok(wanted.map_or(ArchiveState::None, |path| ArchiveState::Wanted { path }))
}

/// Opens an archive in the place of the one that is open.
///
/// # Errors
/// It cannot be opened; none is open then.
pub fn open(app: &tauri::AppHandle, request: ArchiveOpenRequest) -> Answer<ArchiveState> {
    let machine = app.state::<ThisMachine>();
    let archive = app.state::<OpenArchive>();
    // Before anything else: the file may not be read while a connection to it is open.
    archive.close();
    let path = request.path.clone();
    let opened = Opened::open(machine.environment()?, &path, secrets(request)?).map_err(words)?;
    let path = opened.path().to_owned();
    archive.put(opened);
    preferences::change(app, |kept| kept.opened(&path))?;
    state(app)
}

/// Verifies an archive that is not open, such as a second copy or one too damaged to be opened. The
/// run stays out of its log: an entry of its own would make a copy another branch.
///
/// # Errors
/// It cannot be read at all. Were it the archive that is open, that is closed first.
pub fn examine(
    app: &tauri::AppHandle,
    request: ExamineRequest,
    work: &Running,
) -> Answer<VerifyReport> {
    close_if(app, &request.archive.path);
    let environment = app.state::<ThisMachine>().environment()?;
    let asked =
        VerifyRequest { against: request.against, no_record: true, ..VerifyRequest::default() };
    let (path, secrets) = (request.archive.path.clone(), secrets(request.archive)?);
    app::verify(environment, &path, secrets, &asked, work).map_err(words)
}

/// Repairs an archive that is not open, from what a person has elsewhere.
///
/// # Errors
/// As `vouchsafe_app::repair`. Were it the archive that is open, that is closed first.
pub fn repair_closed(
    app: &tauri::AppHandle,
    request: RepairClosedRequest,
    work: &Running,
) -> Answer<RepairReport> {
    close_if(app, &request.archive.path);
    let environment = app.state::<ThisMachine>().environment()?;
    let (path, secrets) = (request.archive.path.clone(), secrets(request.archive)?);
    app::repair(environment, &path, secrets, &request.from, work).map_err(words)
}

/// Closes the archive that is open if it is this file, which is then read in another way.
fn close_if(app: &tauri::AppHandle, path: &Path) {
    let archive = app.state::<OpenArchive>();
    let is_open = |opened: &Opened| path.canonicalize().is_ok_and(|path| path == opened.path());
    if archive.opened().is_ok_and(|opened| is_open(&opened))
        && let Some(opened) = archive.close()
    {
        opened.rest();
    }
}

/// Reads the secrets a person typed.
fn secrets(request: ArchiveOpenRequest) -> Answer<Secrets> {
    let secret = |text: Option<String>| text.and_then(|text| Passphrase::new(text).ok());
    let page_key = request.recovery_key.map(|digits| {
        let digits: String = digits.chars().filter(|digit| !digit.is_whitespace()).collect();
        digits.parse().map_err(|_| failed("a recovery key has 96 hex digits"))
    });
    Ok(Secrets {
        passphrase: secret(request.passphrase),
        page_key: page_key.transpose()?,
        key_passphrase: secret(request.key_passphrase),
        unlocked: None,
    })
}

/// Makes an archive and opens it.
///
/// # Errors
/// It cannot be made; what was open stays open.
pub fn make(app: &tauri::AppHandle, request: ArchiveNewRequest) -> Answer<ArchiveNewReport> {
    let passphrase = request.passphrase.map(Passphrase::new).transpose();
    let passphrase = passphrase.map_err(|error| failed(error.to_string()))?;
    let asked = app::InitRequest {
        path: &request.path,
        title: request.title.filter(|title| !title.trim().is_empty()),
        agent_name: request.agent_name,
        passphrase,
        key_passphrase: None,
    };
    let environment = app.state::<ThisMachine>().environment()?;
    let (session, made) = app::init(environment, asked).map_err(words)?;
    let path = session.path();
    app.state::<OpenArchive>().put(Opened::of(session));
    preferences::change(app, |kept| kept.opened(&path))?;
    Ok(ArchiveNewReport { made, state: state(app)? })
}

/// Makes the sample archive in a new file and opens it.
///
/// # Errors
/// The file exists, or the sample's documents did not come with the program.
pub fn sample(
    app: &tauri::AppHandle,
    request: ArchiveNewRequest,
    work: &Running,
) -> Answer<SampleOpened> {
    make(app, request)?;
    let folder = sample_folder(app)?;
    let sample = app.state::<OpenArchive>().write(|session| app::sample(session, &folder, work))?;
    Ok(SampleOpened { sample, state: state(app)? })
}

/// Returns where the sample's documents are: among the program's files, or in the source it was
/// built from.
fn sample_folder(app: &tauri::AppHandle) -> Answer<PathBuf> {
    let installed = app.path().resolve("sample", BaseDirectory::Resource).ok();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/sample");
    let here = installed.filter(|folder| folder.join("story.json").is_file());
    let here = here.or_else(|| (cfg!(debug_assertions) && source.is_dir()).then_some(source));
    here.ok_or_else(|| failed("the sample's documents did not come with this program"))
}

/// Starts a log of this machine's own in the archive that is open.
///
/// # Errors
/// This machine cannot write there, or does already.
pub fn go_on(app: &tauri::AppHandle, request: &LogContinueRequest) -> Answer<LogContinueReport> {
    let again = closed(app, 0)?;
    let (path, secrets) = (again.path().to_owned(), again.secrets());
    let report = app::log_continue(again.environment(), &path, &secrets, request).map_err(words);
    reopen(app, &again, secrets)?;
    report
}

/// Returns the recovery sheet of the archive that is open.
///
/// # Errors
/// It is not encrypted.
pub fn sheet(app: &tauri::AppHandle) -> Answer<RecoverySheet> {
    app.state::<OpenArchive>().read(|session| {
        let key = app::passphrase_sheet(session)?.recovery_key;
        let path = session.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let text = key.map(|key| app::recovery_sheet(&name, &key)).unwrap_or_default();
        Ok(RecoverySheet { text })
    })
}

/// Encrypts the archive that is open, changes its passphrase, or takes its encryption off.
///
/// # Errors
/// Other work is under way, or there is no room for a second file. Nothing was changed then.
pub fn set_passphrase(
    app: &tauri::AppHandle,
    passphrase: Option<String>,
    work: &Running,
) -> Answer<ArchiveState> {
    let passphrase = passphrase.map(Passphrase::new).transpose();
    let passphrase = passphrase.map_err(|error| failed(error.to_string()))?;
    let again = closed(app, 1)?;
    let session = again.session(Purpose::Write).map_err(words)?;
    let done = app::passphrase_set(session, passphrase, work).map_err(words);
    let secrets = match &done {
        Ok(report) => Secrets {
            unlocked: Some(match &report.recovery_key {
                Some(key) => app::Unlocked::Key(key.clone()),
                None => app::Unlocked::Plain,
            }),
            ..again.secrets()
        },
        Err(_) => again.secrets(),
    };
    reopen(app, &again, secrets)?;
    done?;
    state(app)
}

/// Repairs the archive that is open from what a person has elsewhere.
///
/// # Errors
/// As `vouchsafe_app::repair`; the archive is opened again either way.
pub fn repair(app: &tauri::AppHandle, from: &[PathBuf], work: &Running) -> Answer<RepairReport> {
    let again = closed(app, 1)?;
    let (path, secrets) = (again.path().to_owned(), again.secrets());
    let done = app::repair(again.environment(), &path, secrets.clone(), from, work);
    reopen(app, &again, secrets)?;
    done.map_err(words)
}

/// Closes the archive for work that puts another file in its place; `own` of the jobs under way
/// are that work itself.
fn closed(app: &tauri::AppHandle, own: usize) -> Answer<std::sync::Arc<Opened>> {
    if app.state::<Jobs>().count() > own {
        return Err(failed("other work is under way in this archive: wait for its end first"));
    }
    let opened = app.state::<OpenArchive>().close().ok_or_else(nothing_open)?;
    opened.rest();
    Ok(opened)
}

fn reopen(app: &tauri::AppHandle, again: &Opened, secrets: Secrets) -> Answer<()> {
    let opened = Opened::open(again.environment(), again.path(), secrets).map_err(words)?;
    app.state::<OpenArchive>().put(opened);
    Ok(())
}
