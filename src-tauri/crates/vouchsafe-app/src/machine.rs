//! What the environment variables of a process say: which folders and files are Vouchsafe's.
//!
//! Both front ends look them up by the same rules; the looking up is an argument.

use std::{ffi::OsString, path::PathBuf};

/// What the environment of the process says about Vouchsafe.
#[derive(Debug, Clone)]
pub struct Machine {
    /// The archive to use where none is named: `VOUCHSAFE_ARCHIVE`.
    pub archive: Option<PathBuf>,
    /// The folder for keys and known archives; `None` where there is no home.
    pub config_dir: Option<PathBuf>,
    /// The folder for search indexes that cannot be beside their archives.
    pub cache_dir: Option<PathBuf>,
    /// The key file to use: `VOUCHSAFE_KEY`.
    pub key: Option<PathBuf>,
}

impl Machine {
    /// Asks for each variable once. Empty ones count as not set.
    pub fn of(look_up: impl Fn(&str) -> Option<OsString>) -> Self {
        let path = |name: &str| look_up(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let cache = || cache_home(&path).map(|folder| folder.join("vouchsafe"));
        let config = || config_home(&path).map(|folder| folder.join("vouchsafe"));
        Self {
            archive: path("VOUCHSAFE_ARCHIVE"),
            config_dir: path("VOUCHSAFE_CONFIG_DIR").or_else(config),
            cache_dir: path("VOUCHSAFE_CACHE_DIR").or_else(cache),
            key: path("VOUCHSAFE_KEY"),
        }
    }
}

/// Returns the folder where programs keep their settings. A relative path in `XDG_CONFIG_HOME`
/// is ignored, as the XDG Base Directory Specification asks.
fn config_home(path: &impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    let xdg = path("XDG_CONFIG_HOME").filter(|folder| folder.is_absolute());
    xdg.or_else(|| {
        if cfg!(windows) {
            path("APPDATA")
        } else if cfg!(target_os = "macos") {
            path("HOME").map(|home| home.join("Library/Application Support"))
        } else {
            path("HOME").map(|home| home.join(".config"))
        }
    })
}

/// Returns the folder for what programs can make again, by the same rules.
fn cache_home(path: &impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    let xdg = path("XDG_CACHE_HOME").filter(|folder| folder.is_absolute());
    xdg.or_else(|| {
        if cfg!(windows) {
            path("LOCALAPPDATA")
        } else if cfg!(target_os = "macos") {
            path("HOME").map(|home| home.join("Library/Caches"))
        } else {
            path("HOME").map(|home| home.join(".cache"))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config_dir(variables: &[(&str, &str)]) -> Option<PathBuf> {
        let find = |name: &str| variables.iter().find(|variable| variable.0 == name);
        Machine::of(|name| find(name).map(|variable| variable.1.into())).config_dir
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_config_folder_is_the_one_named_else_that_of_the_desktop() {
        let home = ("HOME", "/h");
        for (variables, expected) in [
            (&[home][..], Some("/h/.config/vouchsafe")),
            (&[home, ("XDG_CONFIG_HOME", "/x")], Some("/x/vouchsafe")),
            (&[home, ("XDG_CONFIG_HOME", "x")], Some("/h/.config/vouchsafe")),
            (&[home, ("VOUCHSAFE_CONFIG_DIR", "here")], Some("here")),
            (&[home, ("VOUCHSAFE_CONFIG_DIR", "")], Some("/h/.config/vouchsafe")),
            (&[], None),
        ] {
            assert_eq!(config_dir(variables), expected.map(PathBuf::from), "{variables:?}");
        }
    }
    #[test]
    #[cfg(target_os = "linux")]
    fn the_cache_folder_is_the_one_named_else_that_of_the_desktop() {
        let home = ("HOME", "/h");
        for (variables, expected) in [
            (&[home][..], Some("/h/.cache/vouchsafe")),
            (&[home, ("XDG_CACHE_HOME", "/x")], Some("/x/vouchsafe")),
            (&[home, ("XDG_CACHE_HOME", "x")], Some("/h/.cache/vouchsafe")),
            (&[home, ("VOUCHSAFE_CACHE_DIR", "here")], Some("here")),
            (&[], None),
        ] {
            let find = |name: &str| variables.iter().find(|variable| variable.0 == name);
            let found = Machine::of(|name| find(name).map(|variable| variable.1.into())).cache_dir;
            assert_eq!(found, expected.map(PathBuf::from), "{variables:?}");
        }
    }
}
