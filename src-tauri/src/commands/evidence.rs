//! Passages, claims, evidence, figures, traces and searches.

use vouchsafe_app::{self as app, *};

use super::{commands, request::*};

commands! {
    record document_text(request: DocumentTextRequest) -> DocumentTextReport
        = |session| app::document_text(session, &request);

    record document_reading(request: DocumentReadingRequest) -> DocumentReadingReport
        = |session| app::document_reading(session, &request);
    read page_words(request: PageWordsRequest) -> PageWordsReport
        = |session| app::page_words(session, &request);
    read passage_overview(request: PassageOverviewRequest) -> PassageOverviewReport
        = |session| app::passage_overview(session, &request);
    read quick_copy(request: QuickCopyRequest) -> QuickCopyReport
        = |session| app::quick_copy(session, &request);

    write passage_add(request: PassageRequest) -> PassageReport
        = |session| app::passage_add(session, &request);
    read passage_list(request: PassageListRequest) -> PassageListReport
        = |session| app::passage_list(session, &request);
    read passage_show(request: Named) -> PassageShowReport
        = |session| app::passage_show(session, &request.name, request.show_sealed);
    write passage_edit(request: PassageEditRequest) -> PassageItem
        = |session| app::passage_edit(session, &request);
    record passage_check(request: AnchorRequest) -> AnchorReport
        = |session| app::passage_check(session, &request);
    write passage_move(request: Moved) -> AnchorItem
        = |session| app::passage_move(session, &request.passage, request.accept_changed);

    write passage_place(request: Placed) -> AnchorItem
        = |session| app::passage_place(session, &request.passage, request.range);

    write claim_add(request: ClaimRequest) -> ClaimReport
        = |session| app::claim_add(session, &request);
    write claim_edit(request: ClaimEditRequest) -> ClaimReport
        = |session| app::claim_edit(session, &request);
    write claim_from(request: ClaimFromRequest) -> ClaimFromReport
        = |session| app::claim_from(session, &request);
    read claim_list(request: ClaimListRequest) -> ClaimListReport
        = |session| app::claim_list(session, &request);
    read claim_show(request: Named) -> ClaimShowReport
        = |session| app::claim_show(session, &request.name, request.show_sealed);
    write claim_sign(request: SignOffRequest) -> SignOffItem
        = |session| app::claim_sign(session, &request);
    write claim_searched(request: InquiryRequest) -> InquiryItem
        = |session| app::claim_searched(session, &request);

    write evidence_add(request: EvidenceRequest) -> EvidenceReport
        = |session| app::evidence_add(session, &request);
    read evidence_list(request: Of) -> EvidenceListReport
        = |session| app::evidence_list(session, request.of.as_deref(), request.show_sealed);
    write evidence_withdraw(request: Withdrawn) -> EvidenceItem
        = |session| app::evidence_withdraw(session, &request.evidence, &request.reason);

    write figure_add(request: FigureOn) -> FigureReport
        = |session| app::figure_add(session, &request.on, &request.figure);
    read figure_list(request: Of) -> FigureListReport
        = |session| app::figure_list(session, request.of.as_deref(), request.show_sealed);
    read conflicts(request: Of) -> ConflictReport
        = |session| app::conflicts(session, request.of.as_deref(), request.show_sealed);
    read independence(request: Named) -> IndependenceReport
        = |session| app::independence(session, &request.name, request.show_sealed);

    read trace(request: TraceRequest) -> TraceReport
        = |session| app::trace(session, &request);

    read search(request: SearchRequest) -> SearchReport
        = |session| app::search(session, &request);
    write saved_search_add(request: SearchKept) -> SavedSearchReport
        = |session| app::saved_search_add(session, &request.name, &request.query);
    read saved_search_list(_request: Nothing) -> SavedSearchListReport
        = |session| app::saved_search_list(session);
}
