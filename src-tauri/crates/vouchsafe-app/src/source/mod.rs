//! `source`: described works and their citation metadata.

mod add;
mod csl;
mod list;
mod set;
mod show;

pub use add::{SourceAddReport, SourceAddRequest, source_add};
pub use list::{SourceDocument, SourceItem, SourceListReport, SourceListRequest, source_list};
pub use set::{SourceSetReport, SourceSetRequest, source_set};
pub use show::{FieldItem, SourceShowReport, source_show};

pub(crate) use add::made_key;
pub(crate) use csl::{check_variable, of as csl_of, variable_of};

use serde_json::json;
use vouchsafe_archive::Catalogue;
use vouchsafe_model::{Kind, RecordId};

use crate::error::Error;

/// Refuses a citation key that another source, not removed, has already.
fn refuse_taken(
    catalogue: &Catalogue<'_>,
    what: &str,
    key: &str,
    own: Option<RecordId>,
) -> Result<(), Error> {
    for id in catalogue.with_value(Kind::Source, "key", &json!(key))? {
        let Some(source) = catalogue.record(Kind::Source, id)? else { continue };
        if Some(id) != own && !source.is_removed() && source.text("key") == Some(key) {
            return Err(Error::refused(what, format!("source {id} has the key `{key}` already")));
        }
    }
    Ok(())
}
