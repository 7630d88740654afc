//! `references`: bibliographies of other programs, in and out; works that are there twice.

mod about;
mod attach;
mod export;
mod find;
mod import;
mod item;
mod merge;
mod plan;
mod read;

pub use export::{LossItem, ReferencesExportReport, ReferencesExportRequest, references_export};
pub use import::{
    ImportProblem, ImportedSource, ReferencesImportReport, ReferencesImportRequest,
    references_import,
};
pub use merge::{DuplicateItem, DuplicateListReport, MergeReport, source_duplicates, source_merge};
pub use read::{ReferencesReadReport, ReferencesReadRequest, references_read};
pub use vouchsafe_citation::ReferenceFormat;

pub(crate) use export::may_leave;
pub(crate) use item::whole_item;
