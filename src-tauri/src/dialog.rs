//! The system's own dialogs for files and folders, and the clipboard: asked from Rust only.

use std::{
    collections::HashSet,
    path::{Path, PathBuf},
    pin::Pin,
    sync::{Mutex, PoisonError, mpsc::channel},
};

use rfd::AsyncFileDialog;
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Manager as _};
use tauri_plugin_clipboard_manager::ClipboardExt as _;
use ts_rs::TS;

use crate::{
    answer::{Answer, failed},
    archive::OpenArchive,
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
    let picked = picked(app, request)?;
    if matches!(request.kind, PickKind::NewFile) {
        app.state::<Chosen>().remember(&picked);
    }
    Ok(picked)
}

fn picked(app: &AppHandle, request: &PickRequest) -> Answer<Picked> {
    #[cfg(debug_assertions)]
    if let Some(picked) = rehearsed() {
        return Ok(picked);
    }
    let main = app.get_webview_window(window::MAIN).ok_or_else(|| failed("no window is open"))?;
    let mut dialog = AsyncFileDialog::new().set_title(&request.title).set_parent(&main);
    if let Some(name) = &request.name {
        dialog = dialog.set_file_name(name);
    }
    if !request.endings.is_empty() {
        dialog = dialog.add_filter(request.endings.join(", "), &request.endings);
    }
    let (kind, (tell, told)) = (request.kind, channel());
    // Systems want their dialogs begun on the thread that runs the windows.
    let begun = app.run_on_main_thread(move || {
        let asked = ask(dialog, kind);
        tauri::async_runtime::spawn(async move {
            // Whoever asked may have gone: then nobody misses the answer.
            let _ = tell.send(asked.await);
        });
    });
    begun.map_err(|error| failed(format!("cannot ask for a file: {error}")))?;
    Ok(Picked { paths: told.recv().unwrap_or_default() })
}

type Asked = Pin<Box<dyn Future<Output = Vec<PathBuf>> + Send>>;

fn ask(dialog: AsyncFileDialog, kind: PickKind) -> Asked {
    let path = |file: rfd::FileHandle| file.path().to_owned();
    match kind {
        PickKind::File => {
            let asked = dialog.pick_file();
            Box::pin(async move { asked.await.map(path).into_iter().collect() })
        }
        PickKind::Files => {
            let asked = dialog.pick_files();
            Box::pin(async move { asked.await.into_iter().flatten().map(path).collect() })
        }
        PickKind::Folder => {
            let asked = dialog.pick_folder();
            Box::pin(async move { asked.await.map(path).into_iter().collect() })
        }
        PickKind::NewFile => {
            let asked = dialog.save_file();
            Box::pin(async move { asked.await.map(path).into_iter().collect() })
        }
    }
}

/// Places for new files that a person picked: the window may write to these, and nowhere else.
#[derive(Default)]
pub struct Chosen(Mutex<HashSet<PathBuf>>);

impl Chosen {
    fn remember(&self, picked: &Picked) {
        let mut chosen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        chosen.extend(picked.paths.iter().cloned());
    }

    fn has(&self, path: &Path) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains(path)
    }
}

/// Writes a file where a person wanted one.
///
/// # Errors
/// Nobody picked that place, it is the open archive itself, or it cannot be written.
pub fn save(app: &AppHandle, path: &Path, bytes: &[u8]) -> Answer<()> {
    let cannot = |why: String| failed(format!("cannot write {}: {why}", path.display()));
    if !app.state::<Chosen>().has(path) {
        return Err(cannot("no dialog has asked for that place".into()));
    }
    let same = |opened: &Path| path.canonicalize().is_ok_and(|path| path == opened);
    if app.state::<OpenArchive>().opened().is_ok_and(|opened| same(opened.path())) {
        return Err(cannot("the archive that is open is there".into()));
    }
    std::fs::write(path, bytes).map_err(|error| cannot(error.to_string()))
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
