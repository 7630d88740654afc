//! Works, documents and what is said about them.

use vouchsafe_app::{self as app, *};

use super::{commands, request::*};

commands! {
    browse document_results(request: DocumentResultsRequest) -> DocumentResultsReport
        = |session, shelf| app::document_results(session, shelf, &request);
    browse document_facets(request: DocumentFilter) -> DocumentFacetsReport
        = |session, shelf| app::document_facets(session, shelf, &request);
    read document_list(request: DocumentListRequest) -> DocumentListReport
        = |session| app::document_list(session, &request);
    read document_show(request: Named) -> DocumentShowReport
        = |session| app::document_show(session, &request.name, request.show_sealed);
    record document_proposals(request: Named) -> ProposalListReport
        = |session| app::document_proposals(session, &request.name, request.show_sealed);
    write document_accept(request: Accepted) -> AcceptReport
        = |session| app::document_accept(session, &request.document, &request.numbers);
    write document_align(request: AlignRequest) -> AlignReport
        = |session| app::document_align(session, &request);

    read source_list(request: SourceListRequest) -> SourceListReport
        = |session| app::source_list(session, &request);
    read source_show(request: Named) -> SourceShowReport
        = |session| app::source_show(session, &request.name, request.show_sealed);
    write source_add(request: SourceAddRequest) -> SourceAddReport
        = |session| app::source_add(session, &request);
    write source_set(request: SourceSetRequest) -> SourceSetReport
        = |session| app::source_set(session, &request);
    write source_set_many(request: SourceSetManyRequest) -> SourceSetManyReport
        = |session| app::source_set_many(session, &request);
    write source_merge(request: Merge) -> MergeReport
        = |session| app::source_merge(session, &request.stays, &request.goes);
    read source_duplicates(_request: Nothing) -> DuplicateListReport
        = |session| app::source_duplicates(session);

    read references_read(request: ReferencesReadRequest) -> ReferencesReadReport
        = |session| app::references_read(session, &request);
    read references_export(request: ReferencesExportRequest) -> ReferencesExportReport
        = |session| app::references_export(session, &request);
    read cite(request: CiteRequest) -> CiteReport
        = |session| app::cite(session, &request);

    write relate(request: RelateRequest) -> RelateReport
        = |session| app::relate(session, &request);
    read cross_reference_list(request: Of) -> CrossReferenceListReport
        = |session| app::cross_reference_list(session, request.of.as_deref());
    write appraise(request: AppraisalRequest) -> AppraisalItem
        = |session| app::appraise(session, &request);

    read subject_list(request: WithText) -> SubjectListReport
        = |session| app::subject_list(session, request.text.as_deref(), request.show_sealed);
    read subject_show(request: Named) -> SubjectShowReport
        = |session| app::subject_show(session, &request.name, request.show_sealed);
    write subject_add(request: SubjectRequest) -> SubjectReport
        = |session| app::subject_add(session, &request);
    write subject_set(request: SubjectSet) -> SubjectReport
        = |session| app::subject_set(session, &request.subject, &request.set);
    write subject_mention(request: Mention) -> SubjectReport
        = |session| app::subject_mention(session, &request.subject, &request.on);

    write note_add(request: NoteText) -> NoteReport
        = |session| app::note_add(session, &request.on, &request.text);
    write note_edit(request: NoteText) -> NoteReport
        = |session| app::note_edit(session, &request.on, &request.text);
    read note_list(request: NoteListRequest) -> NoteListReport
        = |session| app::note_list(session, &request);

    write tag_add(request: RecordsUnder) -> TagReport
        = |session| app::tag_add(session, &request.records, &request.under);
    write tag_remove(request: RecordsUnder) -> TagReport
        = |session| app::tag_remove(session, &request.records, &request.under);
    read tag_list(request: Of) -> TagListReport
        = |session| app::tag_list(session, request.of.as_deref());
    read tag_show(request: Named) -> TagItem
        = |session| app::tag_show(session, &request.name);

    write collection_new(request: CollectionNewRequest) -> CollectionReport
        = |session| app::collection_new(session, &request);
    write collection_add(request: RecordsUnder) -> CollectionReport
        = |session| app::collection_add(session, &request.under, &request.records);
    write collection_remove(request: RecordsUnder) -> CollectionReport
        = |session| app::collection_remove(session, &request.under, &request.records);
    read collection_list(request: Of) -> CollectionListReport
        = |session| app::collection_list(session, request.of.as_deref());

    write sensitivity_set(request: SensitivitySetRequest) -> SensitivityItem
        = |session| app::sensitivity_set(session, &request);
    read sensitivity_show(request: Named) -> SensitivityItem
        = |session| app::sensitivity_show(session, &request.name);
    read sensitivity_list(_request: Nothing) -> SensitivityListReport
        = |session| app::sensitivity_list(session);
}
