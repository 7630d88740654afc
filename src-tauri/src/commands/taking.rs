//! Taking in, texts and references from outside, and bytes out again: long work all.

use vouchsafe_app::{self as app, *};

use super::{commands, request::*};

commands! {
    job add_preview(request: AddPreviewRequest) -> AddPreviewReport
        = |opened, work| app::add_preview(&opened.session(Purpose::Read)?, &request, work);
    job add(request: AddRequest) -> AddReport
        = |opened, work| {
            let mut session = opened.session(Purpose::Write)?;
            app::add(&mut session, &request, work, &mut |items| work.safe(items))
        };
    job document_extract(request: ExtractRequest) -> ExtractReport
        = |opened, work| {
            let mut session = opened.session(Purpose::Write)?;
            app::document_extract(&mut session, &request, work)
        };
    job document_derive(request: DeriveRequest) -> DeriveReport
        = |opened, work| {
            let mut session = opened.session(Purpose::Write)?;
            app::document_derive(&mut session, &request, work)
        };
    job document_get(request: DocumentTo) -> DocumentGetReport
        = |opened, work| {
            let mut session = opened.session(Purpose::Record)?;
            document_get_to_file(&mut session, &request.document, &request.path, work)
        };
    job references_import(request: ReferencesImportRequest) -> ReferencesImportReport
        = |opened, work| {
            let mut session = opened.session(Purpose::Write)?;
            app::references_import(&mut session, &request, work)
        };
    job search_update(_request: Nothing) -> SearchUpdateReport
        = |opened, work| app::search_update(&opened.session(Purpose::Read)?, work);
    job check(request: CheckRequest) -> CheckReport
        = |opened, work| {
            let mut session = opened.session(Purpose::Record)?;
            app::check(&mut session, &request, work)
        };
}
