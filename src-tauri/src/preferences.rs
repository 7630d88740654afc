//! What the window remembers between two starts: its settings, and which archives were open.
//!
//! Kept in the folder of keys and known archives, readable by its owner only: the names of
//! archives say something about whoever opened them. `forget` empties the list.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tauri::Manager as _;
use ts_rs::TS;

use crate::{
    answer::{Answer, failed},
    machine::ThisMachine,
};

/// How many archives are remembered.
const RECENT_MAX: usize = 12;

/// What is remembered.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Preferences {
    /// The window's own settings; only the window knows what they mean.
    #[ts(type = "Record<string, unknown>")]
    pub values: Map<String, Value>,
    /// Archives that were open, newest first.
    pub recent: Vec<PathBuf>,
}

/// An archive that was open before.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RecentArchive {
    /// Where it was.
    pub path: PathBuf,
    /// Its file's name.
    pub name: String,
    /// Whether it is still there.
    pub there: bool,
}

impl Preferences {
    /// Reads what is remembered; nothing, where there is no file or it cannot be read.
    pub fn read(config_dir: &Path) -> Self {
        let text = fs::read_to_string(file(config_dir)).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    /// Remembers these.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(&self, config_dir: &Path) -> Answer<()> {
        let path = file(config_dir);
        let text = serde_json::to_string_pretty(self).expect("settings are JSON");
        let written = fs::create_dir_all(config_dir).and_then(|()| private(&path, text.as_bytes()));
        written.map_err(|error| failed(format!("cannot write {}: {error}", path.display())))
    }

    /// Puts an archive at the head of the list.
    pub fn opened(&mut self, path: &Path) {
        self.recent.retain(|other| other != path);
        self.recent.insert(0, path.to_owned());
        self.recent.truncate(RECENT_MAX);
    }

    /// Tells of the archives that were open.
    pub fn recent(&self) -> Vec<RecentArchive> {
        let told = |path: &PathBuf| RecentArchive {
            path: path.clone(),
            name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            there: path.is_file(),
        };
        self.recent.iter().map(told).collect()
    }
}

/// Changes what is remembered.
///
/// # Errors
/// It cannot be written.
pub fn change(app: &tauri::AppHandle, change: impl FnOnce(&mut Preferences)) -> Answer<()> {
    let machine = app.state::<ThisMachine>();
    let folder = machine.config_dir()?;
    let _one_at_a_time = machine.writing();
    let mut preferences = Preferences::read(&folder);
    change(&mut preferences);
    preferences.write(&folder)
}

fn file(config_dir: &Path) -> PathBuf {
    config_dir.join("window.json")
}

/// Writes a file that only its owner can read, in the place of the one before.
fn private(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let beside = path.with_extension("new");
    let mut options = fs::File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(beside, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_opened_last_is_first_and_stands_once() {
        let mut preferences = Preferences::default();
        for name in ["a", "b", "a"] {
            preferences.opened(Path::new(name));
        }
        assert_eq!(preferences.recent, [PathBuf::from("a"), PathBuf::from("b")]);
    }
}
