//! Documents as they look and sound.

use vouchsafe_app::{self as app, *};

use super::{commands, request::*};
use crate::viewing::{self, CapturedShowRequest, MediaUrl, RefusedReport};

commands! {
    ask media_url(request: DocumentBytesRequest) -> MediaUrl
        = |app| viewing::media_url(&app, &request);
    read media_peaks(request: MediaPeaksRequest) -> MediaPeaksReport
        = |session| app::media_peaks(session, &request);
    read document_active_content(request: DocumentBytesRequest) -> ActiveContentReport
        = |session| app::document_active_content(session, &request);
    ask captured_show(request: CapturedShowRequest) -> ActiveContentReport
        = |app| viewing::captured_show(&app, &request);
    ask requests_refused(_request: Nothing) -> RefusedReport = |app| {
        Ok(tauri::Manager::state::<viewing::Media>(&app).refused())
    };
}
