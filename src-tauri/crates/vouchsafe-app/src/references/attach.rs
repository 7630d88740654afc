//! The files that a bibliography names: those beside it are taken in. Others are named and left: a
//! bibliography of somebody else's must not choose what of this machine goes into an archive.

use std::path::Path;

use vouchsafe_archive::Record;
use vouchsafe_citation::Attachment;
use vouchsafe_model::{ActId, Kind, RecordId};

use crate::{
    accession::{AddItem, AddRequest, AddStatus, add_in},
    error::Error,
    progress::Progress,
    session::Session,
};

/// Takes in what lies in `folder`, each file as a document of its source.
///
/// # Errors
/// The archive cannot be written; what was taken in before stays.
pub(super) fn attach(
    session: &mut Session,
    act: ActId,
    folder: &Path,
    named: &[(RecordId, &Attachment)],
    progress: &dyn Progress,
) -> Result<Vec<AddItem>, Error> {
    let mut items = Vec::new();
    let inside = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    for (source, attachment) in named {
        if let Some(why) = why_left(folder, &inside, &attachment.path) {
            items.push(AddItem::left_out(&attachment.path, why));
            continue;
        }
        let path = folder.join(&attachment.path);
        if was_removed(session, *source, &path)? {
            let why = "it was removed from this archive; `restore` brings it back";
            let left = AddItem::left_out(&attachment.path, why);
            items.push(AddItem { status: AddStatus::AlreadyPresent, ..left });
            continue;
        }
        let request = AddRequest {
            paths: vec![path],
            source: Some(source.to_string()),
            role: Some("attachment".to_owned()),
            ..AddRequest::default()
        };
        items.extend(add_in(session, act, &request, progress, &mut |_| ())?.items);
    }
    Ok(items)
}

/// Says why a path is not taken in, if it is not.
fn why_left(folder: &Path, inside: &Path, path: &str) -> Option<&'static str> {
    if path.contains("://") {
        return Some("it is an address, not a file beside the bibliography");
    }
    let path = folder.join(path);
    match path.canonicalize() {
        Err(_) => Some("there is no such file beside the bibliography"),
        Ok(real) if !real.starts_with(inside) => {
            Some("it is not in the folder of the bibliography")
        }
        Ok(real) if !real.is_file() => Some("it is not a file"),
        Ok(_) => None,
    }
}

/// Whether a person removed the document that this file is: of its name and size, of this source.
fn was_removed(session: &Session, source: RecordId, path: &Path) -> Result<bool, Error> {
    let catalogue = session.catalogue();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let size_bytes = path.metadata().map(|found| found.len()).unwrap_or_default();
    for id in catalogue.with_value(Kind::Document, "source", &source.to_string().into())? {
        let document = catalogue.record(Kind::Document, id)?;
        let Some(document) = document.filter(Record::is_removed) else { continue };
        let content = document.link("content").map(|id: RecordId| catalogue.content(id.into()));
        let content = content.transpose()?.flatten();
        if content.and_then(|content| content.size_bytes) != Some(size_bytes) {
            continue;
        }
        for id in catalogue.with_value(Kind::Accession, "document", &id.to_string().into())? {
            let accession = catalogue.record(Kind::Accession, id)?;
            if accession.is_some_and(|found| found.text("original_name") == Some(&*name)) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}
