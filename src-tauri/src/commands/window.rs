//! What belongs to the window itself: which archive is open, dialogs, clipboard, settings.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use tauri::Manager as _;
use ts_rs::TS;
use vouchsafe_app::{
    DocumentRowsReport, DocumentRowsRequest, LogContinueReport, LogContinueRequest, RepairReport,
    StyleListing, VerifyReport, locales,
};

use super::{commands, request::*};
use crate::{
    answer::failed,
    archive::OpenArchive,
    dialog::{self, PickRequest, Picked},
    job::Jobs,
    machine::ThisMachine,
    opening::{
        self, ArchiveNewReport, ArchiveNewRequest, ArchiveOpenRequest, ArchiveState,
        ExamineRequest, RecoverySheet, RepairClosedRequest, SampleOpened,
    },
    preferences::{self, Preferences, RecentArchive},
    window,
};

/// Text for the clipboard, plain and with markup.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ClipboardRequest {
    /// As plain text.
    pub text: String,
    /// As HTML, for programs that take it.
    pub html: Option<String>,
}

/// Text for a file.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct SaveRequest {
    /// Where; the dialog asked before anything there is replaced.
    pub path: PathBuf,
    /// What is written.
    pub text: String,
}

/// A picture for a file.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct SaveBytesRequest {
    /// Where; the dialog asked before anything there is replaced.
    pub path: PathBuf,
    /// What is written.
    pub base64: String,
}

/// Settings of the window.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct PreferenceValues {
    /// By name.
    #[ts(type = "Record<string, unknown>")]
    pub values: serde_json::Map<String, serde_json::Value>,
}

/// Archives that were open before.
#[derive(Debug, Serialize, TS)]
pub struct RecentReport {
    /// Newest first.
    pub archives: Vec<RecentArchive>,
}

/// The styles that come with the program.
#[derive(Debug, Serialize, TS)]
pub struct StylesReport {
    /// The styles.
    #[ts(type = "{ name: string, also: string[], title: string, kind: string }[]")]
    pub styles: Vec<StyleListing>,
    /// The languages that styles can be written in.
    pub locales: Vec<String>,
}

commands! {
    ask archive_state(_request: Nothing) -> ArchiveState = |app| opening::state(&app);
    ask archive_open(request: ArchiveOpenRequest) -> ArchiveState
        = |app| opening::open(&app, request);
    ask archive_new(request: ArchiveNewRequest) -> ArchiveNewReport
        = |app| opening::make(&app, request);
    long sample_open(request: ArchiveNewRequest) -> SampleOpened
        = |app, work| opening::sample(&app, request, work);
    ask archive_close(_request: Nothing) -> ArchiveState = |app| {
        app.state::<OpenArchive>().close();
        Ok(ArchiveState::None)
    };
    ask log_continue(request: LogContinueRequest) -> LogContinueReport
        = |app| opening::go_on(&app, &request);
    ask recovery_sheet(_request: Nothing) -> RecoverySheet = |app| opening::sheet(&app);
    long passphrase_set(request: NewPassphrase) -> ArchiveState
        = |app, work| opening::set_passphrase(&app, request.passphrase, work);
    long examine(request: ExamineRequest) -> VerifyReport
        = |app, work| opening::examine(&app, request, work);
    long repair_closed(request: RepairClosedRequest) -> RepairReport
        = |app, work| opening::repair_closed(&app, request, work);
    long repair(request: From) -> RepairReport
        = |app, work| opening::repair(&app, &request.paths, work);

    ask recent_list(_request: Nothing) -> RecentReport = |app| {
        let archives = Preferences::read(&app.state::<ThisMachine>().config_dir()?).recent();
        Ok(RecentReport { archives })
    };
    ask recent_forget(request: Forgotten) -> Done = |app| {
        let stays = |path: &PathBuf| request.path.as_ref().is_some_and(|one| one != path);
        preferences::change(&app, |kept| kept.recent.retain(stays)).map(|()| Done {})
    };
    ask preferences_get(_request: Nothing) -> PreferenceValues = |app| {
        let values = Preferences::read(&app.state::<ThisMachine>().config_dir()?).values;
        Ok(PreferenceValues { values })
    };
    ask preferences_set(request: PreferenceValues) -> Done
        = |app| preferences::change(&app, |kept| kept.values = request.values)
            .map(|()| Done {});

    ask pick(request: PickRequest) -> Picked = |app| dialog::pick(&app, &request);
    ask document_rows(request: DocumentRowsRequest) -> DocumentRowsReport
        = |app| app.state::<OpenArchive>().rows(request);
    ask clipboard_write(request: ClipboardRequest) -> Done
        = |app| dialog::copy(&app, &request.text, request.html.as_deref()).map(|()| Done {});
    ask save_text(request: SaveRequest) -> Done
        = |app| dialog::save(&app, &request.path, request.text.as_bytes()).map(|()| Done {});
    ask save_bytes(request: SaveBytesRequest) -> Done = |app| {
        let bytes = data_encoding::BASE64.decode(request.base64.as_bytes());
        let bytes = bytes.map_err(|error| failed(format!("this is no base64: {error}")))?;
        dialog::save(&app, &request.path, &bytes).map(|()| Done {})
    };
    ask job_cancel(request: JobNamed) -> Done = |app| {
        app.state::<Jobs>().cancel(&request.job);
        Ok(Done {})
    };
    ask styles(_request: Nothing) -> StylesReport = |_app| {
        Ok(StylesReport { styles: vouchsafe_app::styles(), locales: locales() })
    };
    ask window_close(_request: Nothing) -> Done = |app| {
        app.state::<Jobs>().cancel_all();
        window::close(&app);
        Ok(Done {})
    };
}
