//! The archive that is open in the window: several readers, one writer, and what unlocks it.
//!
//! Each session has a connection of its own, so that a long accession or verification goes on
//! while someone reads and quotes. Sessions are opened again with what opened the first one,
//! never by reading the file in another way (`Session::secrets`).

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock},
};

use vouchsafe_app::{
    self as app, DocumentRowsReport, DocumentRowsRequest, Environment, Error, Purpose, Secrets,
    Session, Shelf,
};

use crate::answer::{Answer, nothing_open, words};

/// Readers kept open between commands; more are opened when all are busy, and closed again.
const READERS_KEPT: usize = 3;

/// The archive open in the window, if there is one. Clones are the same.
#[derive(Clone, Default)]
pub struct OpenArchive {
    opened: Arc<RwLock<Option<Arc<Opened>>>>,
}

/// One archive, opened.
pub struct Opened {
    path: PathBuf,
    environment: Environment,
    secrets: Secrets,
    readers: Mutex<Vec<Session>>,
    writer: Mutex<Option<Session>>,
    shelf: Mutex<Shelf>,
}

impl Opened {
    /// Opens an archive and keeps what opened it.
    ///
    /// # Errors
    /// It cannot be opened for reading.
    pub fn open(environment: Environment, path: &Path, secrets: Secrets) -> Result<Self, Error> {
        let first = Session::open(environment, path, secrets, Purpose::Record)?;
        Ok(Self::of(first))
    }

    /// Takes over a session.
    pub fn of(session: Session) -> Self {
        let writes = session.writable().is_ok();
        let (path, environment) = (session.path(), session.environment().clone());
        let secrets = session.secrets();
        let (readers, writer) =
            if writes { (vec![], Some(session)) } else { (vec![session], None) };
        let (readers, writer) = (Mutex::new(readers), Mutex::new(writer));
        Self { path, environment, secrets, readers, writer, shelf: Mutex::default() }
    }

    /// Returns where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns the circumstances it was opened in.
    pub fn environment(&self) -> Environment {
        self.environment.clone()
    }

    /// Returns what opens it again.
    pub fn secrets(&self) -> Secrets {
        self.secrets.clone()
    }

    /// Opens one more session, for work that takes long.
    ///
    /// # Errors
    /// The file is gone, or this machine cannot write where `purpose` asks for it.
    pub fn session(&self, purpose: Purpose) -> Result<Session, Error> {
        Session::open(self.environment(), &self.path, self.secrets(), purpose)
    }

    /// Closes its sessions, once the answers under way are given.
    pub fn rest(&self) {
        held(&self.readers).clear();
        *held(&self.writer) = None;
    }

    fn read<T>(&self, ask: impl FnOnce(&mut Session) -> Result<T, Error>) -> Result<T, Error> {
        let kept = held(&self.readers).pop();
        let mut session = match kept {
            Some(session) => session,
            None => self.session(Purpose::Read)?,
        };
        let answer = ask(&mut session);
        let mut readers = held(&self.readers);
        if readers.len() < READERS_KEPT {
            readers.push(session);
        }
        answer
    }

    fn write<T>(&self, ask: impl FnOnce(&mut Session) -> Result<T, Error>) -> Result<T, Error> {
        let mut writer = held(&self.writer);
        let session = match &mut *writer {
            Some(session) => session,
            none => none.insert(self.session(Purpose::Write)?),
        };
        let answer = ask(session);
        // After a failure the file is looked at anew: it may have been replaced, or be gone.
        if matches!(answer, Err(Error::Archive(_) | Error::Open(_))) {
            *writer = None;
        }
        answer
    }

    fn record<T>(&self, ask: impl FnOnce(&mut Session) -> Result<T, Error>) -> Result<T, Error> {
        let writes = held(&self.writer).is_some();
        if writes { self.write(ask) } else { self.read(ask) }
    }
}

impl OpenArchive {
    /// Puts an archive in the place of the one that is open.
    pub fn put(&self, opened: Opened) {
        *self.opened.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(opened));
    }

    /// Closes the archive: its keys go as soon as the last answer under way is given.
    pub fn close(&self) -> Option<Arc<Opened>> {
        self.opened.write().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Returns the archive that is open.
    ///
    /// # Errors
    /// None is.
    pub fn opened(&self) -> Answer<Arc<Opened>> {
        let opened = self.opened.read().unwrap_or_else(PoisonError::into_inner);
        opened.clone().ok_or_else(nothing_open)
    }

    /// Asks on a session that only reads.
    pub fn read<T>(&self, ask: impl FnOnce(&mut Session) -> Result<T, Error>) -> Answer<T> {
        self.opened()?.read(ask).map_err(words)
    }

    /// Asks on the session that writes.
    pub fn write<T>(&self, ask: impl FnOnce(&mut Session) -> Result<T, Error>) -> Answer<T> {
        self.opened()?.write(ask).map_err(words)
    }

    /// Asks on the session that writes, where this machine can, else on one that reads: for what
    /// is answered either way, and leaves a trace in the log where it can.
    pub fn record<T>(&self, ask: impl FnOnce(&mut Session) -> Result<T, Error>) -> Answer<T> {
        self.opened()?.record(ask).map_err(words)
    }

    /// Shows a window on the list of documents. While the shelf is being filled, the first ones are
    /// read by themselves, so that nobody waits for them.
    pub fn rows(&self, request: DocumentRowsRequest) -> Answer<DocumentRowsReport> {
        let opened = self.opened()?;
        let is_filled = opened.shelf.try_lock().is_ok_and(|shelf| shelf.is_filled());
        if !is_filled
            && let Some(first) =
                opened.read(|session| app::document_rows_first(session, &request)).map_err(words)?
        {
            let archive = self.clone();
            // What fails here fails again, and is told, where the next question is asked.
            std::thread::spawn(move || {
                archive.browse(|session, shelf| app::document_rows(session, shelf, &request))
            });
            return Ok(first);
        }
        self.browse(|session, shelf| app::document_rows(session, shelf, &request))
    }

    /// Asks with the shelf of documents in hand, which is kept between questions.
    pub fn browse<T>(
        &self,
        ask: impl FnOnce(&Session, &mut Shelf) -> Result<T, Error>,
    ) -> Answer<T> {
        let opened = self.opened()?;
        let mut shelf = held(&opened.shelf);
        opened.read(|session| ask(session, &mut shelf)).map_err(words)
    }
}

/// Takes a lock. A panic under it left nothing half done: sessions roll back, shelves are rebuilt.
fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
