//! What was done, and taking it back; keys, checkpoints, and the integrity of the archive.

use vouchsafe_app::{self as app, *};

use super::{commands, request::*};

commands! {
    read history(request: Named) -> HistoryReport
        = |session| app::history(session, &request.name, request.show_sealed);
    read custody(request: Named) -> CustodyReport
        = |session| app::custody(session, &request.name);
    write undo(request: Act) -> UndoReport
        = |session| app::undo(session, request.act.as_deref());
    read undo_list(_request: Nothing) -> UndoListReport
        = |session| app::undo_list(session);
    write remove(request: RecordsBecause) -> RemoveReport
        = |session| app::remove(session, &request.records, &request.reason);
    write restore(request: Records) -> RestoreReport
        = |session| app::restore(session, &request.records);
    read trash_list(request: TrashListRequest) -> TrashListReport
        = |session| app::trash_list(session, &request);
    read purge_plan(request: PurgeRequest) -> PurgeReport
        = |session| app::purge_plan(session, &request);
    write purge(request: PurgeRequest) -> PurgeReport
        = |session| app::purge(session, &request);

    read log_list(request: LogListRequest) -> LogListReport
        = |session| app::log_list(session, &request);
    read log_show(request: LogNamed) -> EntryReport
        = |session| app::log_show(session, &request.name);
    write log_accept(request: LogNamed) -> String
        = |session| app::log_accept(session, &request.name);
    read checkpoint(_request: Nothing) -> CheckpointReport
        = |session| app::checkpoint(session);
    record key_show(_request: Nothing) -> KeyReport
        = |session| app::key_show(session);
    write key_certify(request: To) -> KeyReport
        = |session| app::key_certify(session, &request.path);
    write key_protect(request: NewPassphrase) -> KeyReport
        = |session| {
            let passphrase = request.passphrase.and_then(|text| Passphrase::new(text).ok());
            app::key_protect(session, passphrase.as_ref())
        };

    read verification_runs(request: VerificationRunsRequest) -> VerificationRunsReport
        = |session| app::verification_runs(session, &request);
    read content_documents(request: Contents) -> ContentDocumentsReport
        = |session| app::content_documents(session, &request.contents);
    read integrity_overview(_request: Nothing) -> IntegrityReport
        = |session| app::integrity_overview(session);

    job verify(request: VerifyRequest) -> VerifyReport
        = |opened, work| app::verify(
            opened.environment(), opened.path(), opened.secrets(), &request, work,
        );
    job copy(request: To) -> CopyReport
        = |opened, work| {
            let mut session = opened.session(Purpose::Record)?;
            app::copy(&mut session, &request.path, work)
        };
}
