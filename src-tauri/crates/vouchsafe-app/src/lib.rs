//! Use cases, one verb a file: all that the shell, the command line and the tests may call.
//!
//! Requests are plain structs, reports are wire types with stable keys (`docs/cli.md`). Nothing
//! here prints, asks, or reads the environment; time and randomness are arguments.

mod accession;
mod active_content;
mod appraisal;
mod bytes;
mod check;
mod checkpoint;
mod citation_key;
mod cite;
mod claim;
mod collection;
mod conflicts;
mod copy;
mod custody;
mod dates;
mod document;
mod environment;
mod error;
mod evidence;
mod figure;
mod history;
mod independence;
mod init;
mod integrity;
mod key;
mod keys;
mod known;
mod links;
mod log;
mod machine;
mod marks;
mod names;
mod note;
mod overview;
mod page_image;
mod passage;
mod passphrase;
mod peaks;
mod place;
mod progress;
mod purge;
mod quick_copy;
mod records;
mod recovery_sheet;
mod references;
mod relate;
mod remove;
mod repair;
mod runs;
mod sample;
mod search;
mod secrecy;
mod sensitivity;
mod session;
mod shelf;
mod source;
mod subject;
mod swap;
mod tag;
mod text;
mod together;
mod trace;
mod trash;
mod undo;
mod verify;
mod visible;
mod wording;

pub use accession::{
    AccessionFacts, AddItem, AddReport, AddRequest, AddStatus, Sidecar, SidecarSource, add,
};
pub use accession::{
    AddPreviewItem, AddPreviewReport, AddPreviewRequest, AddPreviewStatus, AlreadyHeld, add_preview,
};
pub use active_content::{
    ActiveContentReport, AddressKind, CapturedPageReport, document_active_content,
    document_captured_page,
};
pub use appraisal::{AppraisalItem, AppraisalRequest, appraise};
pub use bytes::{DocumentBytes, DocumentBytesRequest, document_bytes};
pub use check::{
    CheckReport, CheckRequest, CitationCheck, CitationState, QuotationItem, QuotationState, check,
};
pub use checkpoint::{CheckpointItem, CheckpointReport, checkpoint};
pub use cite::{
    BibliographyItem, CitationItem, CiteMarkup, CiteReport, CiteRequest, StyleListing, cite,
    locales, styles,
};
pub use claim::{
    ClaimEditRequest, ClaimItem, ClaimListReport, ClaimListRequest, ClaimReport, ClaimRequest,
    ClaimShowReport, ClaimWording, InquiryItem, InquiryRequest, SignOffItem, SignOffRequest,
    StandingItem, StandingWord, claim_add, claim_edit, claim_list, claim_searched, claim_show,
    claim_sign,
};
pub use collection::{
    CollectionItem, CollectionListReport, CollectionNewRequest, CollectionReport, collection_add,
    collection_list, collection_new, collection_remove,
};
pub use conflicts::{
    ConflictItem, ConflictReport, FigureListReport, StatedFigure, conflicts, figure_list,
};
pub use copy::{CopyReport, copy};
pub use custody::{CustodyEvent, CustodyReport, custody};
pub use dates::{DateItem, DateRequest};
pub use document::{
    CaptureMinimum, Derivation, DeriveReport, DeriveRequest, DocumentGetReport, DocumentItem,
    DocumentListReport, DocumentListRequest, DocumentShowReport, RenditionItem, document_derive,
    document_get, document_get_to_file, document_list, document_show,
};
pub use environment::{Environment, SharedEntropy};
pub use error::{Error, ErrorClass, ErrorReport};
pub use evidence::{
    EvidenceItem, EvidenceListReport, EvidenceReport, EvidenceRequest, evidence_add, evidence_list,
    evidence_withdraw,
};
pub use figure::{FigureItem, FigureReport, FigureRequest, figure_add};
pub use history::{HistoryEntry, HistoryReport, HistoryWrite, history};
pub use independence::{CoincidenceItem, IndependenceReport, OriginGroup, independence};
pub use init::{InitReport, InitRequest, init};
pub use integrity::{
    ContentDocuments, ContentDocumentsReport, CopyItem, IntegrityReport, LastVerification,
    VerificationCounts, VerificationRun, VerificationRunsReport, VerificationRunsRequest,
    VerificationScope, WaitingDocument, content_documents, integrity_overview, verification_runs,
};
pub use key::{KeyReport, key_certify, key_protect, key_show};
pub use log::{
    EntryItem, EntryReport, LogContinueReport, LogContinueRequest, LogItem, LogListReport,
    LogListRequest, log_accept, log_continue, log_list, log_show,
};
pub use machine::Machine;
pub use marks::{MarkItem, MarkStatus};
pub use note::{
    NoteItem, NoteListReport, NoteListRequest, NoteReport, note_add, note_edit, note_list,
};
pub use overview::{Overview, OverviewCounts, overview};
pub use page_image::{PageImageRequest, document_page_image, document_thumbnail};
pub use passage::{
    AnchorItem, AnchorReport, AnchorRequest, AnchorState, Candidate, Match, PassageEditRequest,
    PassageItem, PassageListReport, PassageListRequest, PassageReport, PassageRequest,
    PassageShowReport, Selection, SelectorItem, SpeakerItem, passage_add, passage_check,
    passage_edit, passage_list, passage_move, passage_place, passage_show,
};
pub use passage::{
    PassageCounts, PassageOverviewReport, PassageOverviewRequest, PassageRow, ReadEvidence,
    ReadPassage, passage_overview,
};
pub use passphrase::{PassphraseReport, passphrase_set, passphrase_sheet};
pub use peaks::{MediaPeaksReport, MediaPeaksRequest, media_peaks};
pub use progress::{Progress, Silent};
pub use purge::{PurgeReport, PurgeRequest, purge, purge_plan};
pub use quick_copy::{QuickCopyReport, QuickCopyRequest, quick_copy};
pub use records::{RecordItem, WriteItem};
pub use recovery_sheet::recovery_sheet;
pub use references::{
    DuplicateItem, DuplicateListReport, ImportProblem, ImportedSource, LossItem, MergeReport,
    ReferenceFormat, ReferencesExportReport, ReferencesExportRequest, ReferencesImportReport,
    ReferencesImportRequest, ReferencesReadReport, ReferencesReadRequest, references_export,
    references_import, references_read, source_duplicates, source_merge,
};
pub use relate::{
    CrossReferenceItem, CrossReferenceListReport, RelateReport, RelateRequest,
    cross_reference_list, relate,
};
pub use remove::{RemoveReport, RestoreReport, remove, restore};
pub use repair::{RepairReport, repair};
pub use sample::{SampleReport, sample};
pub use search::{
    HitItem, SEARCH_LIMIT, SavedSearchItem, SavedSearchListReport, SavedSearchReport, SearchReport,
    SearchRequest, SearchUpdateReport, saved_search, saved_search_add, saved_search_list, search,
    search_update,
};
pub use sensitivity::{
    SensitivityItem, SensitivityListReport, SensitivitySetRequest, sensitivity_list,
    sensitivity_set, sensitivity_show,
};
pub use session::{Purpose, Secrets, Session, Unlocked};

pub use shelf::{
    DocumentFacetsReport, DocumentFilter, DocumentMedia, DocumentNeed, DocumentResult,
    DocumentResultsReport, DocumentResultsRequest, DocumentRow, DocumentRowsReport,
    DocumentRowsRequest, DocumentSort, FacetItem, Shelf, document_facets, document_results,
    document_rows, document_rows_first,
};
pub use source::{
    FieldItem, SourceAddReport, SourceAddRequest, SourceDocument, SourceItem, SourceListReport,
    SourceListRequest, SourceSetReport, SourceSetRequest, SourceShowReport, source_add,
    source_list, source_set, source_show,
};
pub use subject::{
    NameItem, NameRequest, SubjectItem, SubjectListReport, SubjectReport, SubjectRequest,
    SubjectShowReport, subject_add, subject_list, subject_mention, subject_set, subject_show,
};
pub use tag::{TagItem, TagListReport, TagReport, tag_add, tag_list, tag_remove, tag_show};
pub use text::{
    AcceptReport, AlignReport, AlignRequest, BlockItem, DocumentTextReport, DocumentTextRequest,
    ExtractItem, ExtractReport, ExtractRequest, ProposalItem, ProposalListReport, document_accept,
    document_align, document_extract, document_proposals, document_text,
};
pub use text::{
    BesideItem, DocumentReadingReport, DocumentReadingRequest, PageWordsReport, PageWordsRequest,
    ReadingBlock, ReadingCue, ReadingImage, ReadingPage, SiblingItem, WordItem, document_reading,
    page_words,
};
pub use together::{
    ClaimFromReport, ClaimFromRequest, SourceSetManyReport, SourceSetManyRequest, claim_from,
    source_set_many,
};
pub use trace::{
    MissingItem, OriginItem, PathItem, PathState, StepItem, TraceReport, TraceRequest, trace,
};
pub use trash::{TrashItem, TrashListReport, TrashListRequest, trash_list};
pub use undo::{
    ActItem, KeptItem, UndoListReport, UndoReport, Undone, UndoneItem, undo, undo_list,
};
pub use verify::{VerifyProgress, VerifyReport, VerifyRequest, verify};
pub use visible::is_hidden;
pub use vouchsafe_fixity::{PageKey, Passphrase};
pub use vouchsafe_verify::{Advance, Finding, Report, Severity, Stage, Verdict};
