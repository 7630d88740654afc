//! `references_read`: a reference that was pasted, read and not yet taken in.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

use super::{import::ImportProblem, import::problems};
use crate::{error::Error, session::Session};

/// Text that may hold references.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ReferencesReadRequest {
    /// The text: BibTeX, BibLaTeX, RIS or CSL-JSON, told by itself.
    pub text: String,
}

/// What the text holds.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReferencesReadReport {
    /// In which format.
    pub format: String,
    /// The references, as CSL-JSON items; `id` is the key they have there.
    pub items: Vec<Map<String, Value>>,
    /// What could not be read, or is doubtful.
    pub problems: Vec<ImportProblem>,
}

/// Reads references behind the process wall, and changes nothing.
///
/// # Errors
/// The text holds none in any format.
pub fn references_read(
    session: &Session,
    request: &ReferencesReadRequest,
) -> Result<ReferencesReadReport, Error> {
    let imported = session
        .extractor()?
        .references(None, &mut request.text.as_bytes())
        .map_err(Error::behind_wall("cannot read this as a reference"))?;
    Ok(ReferencesReadReport {
        format: imported.format.name().to_owned(),
        items: imported.references.into_iter().map(|reference| reference.item).collect(),
        problems: problems(imported.refused, imported.warnings),
    })
}
