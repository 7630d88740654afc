//! Small pictures of documents, kept beside the search index: made once, thrown away with it.

use vouchsafe_archive::IndexError;
use vouchsafe_model::ContentId;

use super::keep;
use crate::session::Session;

/// Returns the small picture of a content, if one is kept; that none can be read is no reason to
/// show nothing.
pub(crate) fn thumbnail(session: &Session, content: ContentId) -> Option<Vec<u8>> {
    let index = keep::open(session).index?;
    index.thumbnail(content).ok().flatten()
}

/// Keeps small pictures of contents, where they can be kept.
///
/// # Errors
/// Another program fills the index, or it cannot be written: the pictures are made again when
/// somebody looks.
pub(crate) fn keep_thumbnails<'a>(
    session: &Session,
    pictures: impl Iterator<Item = (ContentId, &'a [u8])>,
) -> Result<(), IndexError> {
    let mut pictures = pictures.peekable();
    if pictures.peek().is_none() {
        return Ok(());
    }
    let Some(mut index) = keep::open(session).index else { return Ok(()) };
    let mut writer = index.begin()?;
    for (content, png) in pictures {
        writer.put_thumbnail(content, png)?;
    }
    writer.commit()
}
