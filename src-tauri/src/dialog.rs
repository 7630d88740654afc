//! The system's own dialogs for files and folders, and the clipboard: asked from Rust only.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Manager as _};
use tauri_plugin_clipboard_manager::ClipboardExt as _;
use tauri_plugin_dialog::{DialogExt as _, FileDialogBuilder};
use ts_rs::TS;

use crate::{
    answer::{Answer, failed},
    window,
};

/// What is to be picked.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct PickRequest {
    /// What for.
    pub kind: PickKind,
    /// What the dialog is called.
    pub title: String,
    /// For a new file: the name proposed.
    pub name: Option<String>,
    /// Endings that are shown, without the dot; all if empty.
    pub endings: Vec<String>,
}

/// What a dialog asks for.
#[derive(Debug, Clone, Copy, Default, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PickKind {
    /// One file that is there.
    #[default]
    File,
    /// Files that are there.
    Files,
    /// A folder.
    Folder,
    /// A place for a new file.
    NewFile,
}

/// What was picked.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct Picked {
    /// The paths; none where the person changed their mind.
    pub paths: Vec<PathBuf>,
}

/// Asks a person for files or a folder; returns when the dialog is closed.
///
/// # Errors
/// The main window is not there.
pub fn pick(app: &AppHandle, request: &PickRequest) -> Answer<Picked> {
    #[cfg(debug_assertions)]
    if let Some(picked) = rehearsed() {
        return Ok(picked);
    }
    let main = app.get_webview_window(window::MAIN).ok_or_else(|| failed("no window is open"))?;
    let mut dialog: FileDialogBuilder<_> =
        app.dialog().file().set_parent(&main).set_title(&request.title);
    if let Some(name) = &request.name {
        dialog = dialog.set_file_name(name);
    }
    if !request.endings.is_empty() {
        let endings: Vec<&str> = request.endings.iter().map(String::as_str).collect();
        dialog = dialog.add_filter(request.endings.join(", "), &endings);
    }
    let paths = match request.kind {
        PickKind::File => dialog.blocking_pick_file().into_iter().collect(),
        PickKind::Files => dialog.blocking_pick_files().unwrap_or_default(),
        PickKind::Folder => dialog.blocking_pick_folder().into_iter().collect(),
        PickKind::NewFile => dialog.blocking_save_file().into_iter().collect(),
    };
    let paths = paths.into_iter().filter_map(|path| path.into_path().ok()).collect();
    Ok(Picked { paths })
}

/// Puts text on the clipboard; what has said so is really there.
///
/// # Errors
/// The system refused it.
pub fn copy(app: &AppHandle, text: &str, html: Option<&str>) -> Answer<()> {
    let clipboard = app.clipboard();
    let written = match html {
        Some(html) => clipboard.write_html(html, Some(text)),
        None => clipboard.write_text(text),
    };
    written.map_err(|error| failed(format!("cannot write to the clipboard: {error}")))
}

/// In debug builds, tests answer the dialogs: one line of `VOUCHSAFE_E2E_PICK` for each, paths of
/// one answer with tabs between.
#[cfg(debug_assertions)]
fn rehearsed() -> Option<Picked> {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static ASKED: AtomicUsize = AtomicUsize::new(0);
    let answers = std::env::var_os("VOUCHSAFE_E2E_PICK")?;
    let answers = answers.to_string_lossy().into_owned();
    let line = answers.lines().nth(ASKED.fetch_add(1, Ordering::Relaxed))?;
    Some(Picked {
        paths: line.split('\t').filter(|path| !path.is_empty()).map(PathBuf::from).collect(),
    })
}
