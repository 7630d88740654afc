//! This machine as the shell finds it: folders, key, and the archive it was started with.

use std::{
    path::PathBuf,
    sync::{Mutex, MutexGuard, PoisonError},
};

use vouchsafe_app::{Environment, Machine};

use crate::answer::{Answer, failed};

/// What the environment of the process says, asked once at the start.
pub struct ThisMachine {
    machine: Machine,
    wanted: Mutex<Option<PathBuf>>,
    writing: Mutex<()>,
}

impl ThisMachine {
    /// Reads the environment; `wanted` is the archive named at the start.
    pub fn new(wanted: Option<PathBuf>) -> Self {
        let machine = Machine::of(|name| std::env::var_os(name));
        let wanted = Mutex::new(wanted.or_else(|| machine.archive.clone()));
        Self { machine, wanted, writing: Mutex::default() }
    }

    /// Returns the folder of keys, known archives and settings.
    ///
    /// # Errors
    /// There is no home to keep it in.
    pub fn config_dir(&self) -> Answer<PathBuf> {
        let none = || failed("there is no folder for keys: set HOME or VOUCHSAFE_CONFIG_DIR");
        self.machine.config_dir.clone().ok_or_else(none)
    }

    /// Returns the circumstances of use cases.
    ///
    /// # Errors
    /// As `config_dir`.
    pub fn environment(&self) -> Answer<Environment> {
        let Machine { cache_dir, key, .. } = self.machine.clone();
        Ok(Environment::of_this_machine(self.config_dir()?, cache_dir, key))
    }

    /// Remembers the archive that was asked for from outside: at the start, or by a second start.
    pub fn want(&self, path: PathBuf) {
        *self.wanted.lock().unwrap_or_else(PoisonError::into_inner) = Some(path);
    }

    /// Returns the archive that was asked for from outside, once.
    pub fn take_wanted(&self) -> Option<PathBuf> {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Lets one command at a time change the settings.
    pub fn writing(&self) -> MutexGuard<'_, ()> {
        self.writing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
