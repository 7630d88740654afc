//! `passage list`, `show` and `edit`: what was quoted, by whom it is said, and how we know it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use vouchsafe_archive::{Record, SetDraft};
use vouchsafe_model::Kind;

use super::{SelectorItem, selector, source_of, speaker};
use crate::{
    error::Error,
    figure::{FigureItem, figures_on},
    links, names,
    note::{NoteItem, notes_on},
    records::{self, RecordItem},
    session::Session,
    subject,
};

/// Which passages are listed.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct PassageListRequest {
    /// Only those of this document.
    pub document: Option<String>,
    /// Only those of this source's documents.
    pub source: Option<String>,
    /// Only those in which this subject speaks.
    pub attributed_to: Option<String>,
    /// Only those that are evidence for no claim.
    pub unused: bool,
    /// Removed ones too.
    pub removed: bool,
    /// The words of sealed passages too.
    pub show_sealed: bool,
}

/// Passages.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct PassageListReport {
    /// The passages, in the order in which they came to be.
    pub passages: Vec<PassageItem>,
}

/// A passage.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PassageItem {
    /// Its id.
    pub id: String,
    /// The document it is in.
    pub document: String,
    /// The document's source, by citation key if it has one.
    pub source: Option<String>,
    /// Where it stands; without its words, if it is sealed and was not asked for.
    pub selector: SelectorItem,
    /// What is to be seen or heard there.
    pub described: Option<String>,
    /// Who speaks.
    pub attributed_to: Option<SpeakerItem>,
    /// The source through which the words are known.
    pub known_through: Option<String>,
    /// The passage of the original that it translates or transcribes.
    pub original: Option<String>,
    /// A comment.
    pub comment: Option<String>,
    /// For how many claims it is evidence.
    pub evidence_count: usize,
    /// `open`, `restricted` or `sealed`.
    pub sensitivity: String,
    /// Whether it was removed.
    pub removed: bool,
}

/// Who speaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SpeakerItem {
    /// The subject; `None` where only a name was given.
    pub subject: Option<String>,
    /// What the speaker is called.
    pub label: String,
}

/// A passage with everything that hangs on it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PassageShowReport {
    /// The passage.
    #[serde(flatten)]
    pub item: PassageItem,
    /// The claims it is evidence for or against.
    pub claims: Vec<RecordItem>,
    /// The figures it states.
    pub figures: Vec<FigureItem>,
    /// The subjects it is about.
    pub about: Vec<RecordItem>,
    /// The notes on it.
    pub notes: Vec<NoteItem>,
}

/// What is to be changed about a passage; its place never is.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct PassageEditRequest {
    /// The passage.
    pub passage: String,
    /// Who speaks there; an empty text clears it.
    pub attributed_to: Option<String>,
    /// The source through which the words are known; an empty text clears it.
    pub known_through: Option<String>,
    /// A comment; an empty text clears it.
    pub comment: Option<String>,
    /// What is to be seen or heard there; an empty text clears it.
    pub described: Option<String>,
}

/// Lists passages.
///
/// # Errors
/// There is no such document, source or subject; or the archive cannot be read.
pub fn passage_list(
    session: &Session,
    request: &PassageListRequest,
) -> Result<PassageListReport, Error> {
    let catalogue = session.catalogue();
    let find = |kind, name: &Option<String>| match name {
        Some(name) => names::find(&catalogue, kind, name).map(|record| Some(record.id)),
        None => Ok(None),
    };
    let document = find(Kind::Document, &request.document)?;
    let source = find(Kind::Source, &request.source)?;
    let subject = find(Kind::Subject, &request.attributed_to)?;
    let mut report = PassageListReport::default();
    let mut each = |passage: Record| {
        if passage.is_removed() && !request.removed {
            return Ok(());
        }
        if document.is_some() && passage.link("document") != document {
            return Ok(());
        }
        if subject.is_some() && passage.link("attributed_to") != subject {
            return Ok(());
        }
        if let Some(wanted) = source
            && source_of(&catalogue, &passage)?.is_none_or(|source| source.id != wanted)
        {
            return Ok(());
        }
        let item = item(session, &passage, request.show_sealed)?;
        if !request.unused || item.evidence_count == 0 {
            report.passages.push(item);
        }
        Ok::<(), Error>(())
    };
    match document {
        // By the index, not through all passages of the archive.
        Some(id) if !request.removed => {
            super::of_document(&catalogue, id)?.into_iter().try_for_each(each)?;
        }
        _ => catalogue.for_each(Kind::Passage, &mut each)?,
    }
    Ok(report)
}

/// Shows a passage.
///
/// # Errors
/// There is no such passage; or it is sealed and was not asked for.
pub fn passage_show(
    session: &Session,
    name: &str,
    show_sealed: bool,
) -> Result<PassageShowReport, Error> {
    let catalogue = session.catalogue();
    let passage = names::find(&catalogue, Kind::Passage, name)?;
    if !show_sealed && records::is_sealed(&catalogue, &passage)? {
        return Err(records::not_shown(&passage));
    }
    let mut claims = Vec::new();
    for evidence in links::linked(&catalogue, Kind::Evidence, "passage", passage.id)? {
        let claim = links::followed(&catalogue, &evidence, "claim", Kind::Claim)?;
        if let Some(claim) = claim.filter(|claim| !claim.is_removed()) {
            claims.push(records::item(&catalogue, Kind::Claim, &claim)?);
        }
    }
    Ok(PassageShowReport {
        item: item(session, &passage, show_sealed)?,
        claims,
        figures: figures_on(session, passage.id)?,
        about: subject::subjects_of(&catalogue, passage.id)?,
        notes: notes_on(session, passage.id, show_sealed)?,
    })
}

/// Changes what is said about a passage.
///
/// # Errors
/// There is no such passage or source; or several subjects are called so.
pub fn passage_edit(
    session: &mut Session,
    request: &PassageEditRequest,
) -> Result<PassageItem, Error> {
    let catalogue = session.catalogue();
    let passage = names::find(&catalogue, Kind::Passage, &request.passage)?;
    let mut fields: Vec<(String, serde_json::Value)> = Vec::new();
    if let Some(speaker) = &request.attributed_to {
        let cleared = ["attributed_to", "attributed_as"]
            .map(|name| (name.to_owned(), serde_json::Value::Null));
        fields.extend(cleared);
        if !speaker.trim().is_empty() {
            let (name, value) = subject::speaker_field(&catalogue, speaker)?;
            fields.retain(|field| field.0 != name);
            fields.push((name, value));
        }
    }
    if let Some(through) = &request.known_through {
        let value = match through.trim() {
            "" => serde_json::Value::Null,
            name => names::find(&catalogue, Kind::Source, name)?.id.to_string().into(),
        };
        fields.push(("known_through".to_owned(), value));
    }
    for (name, text) in [("comment", &request.comment), ("described", &request.described)] {
        if let Some(text) = text {
            let value = match text.trim() {
                "" => serde_json::Value::Null,
                text => text.into(),
            };
            fields.push((name.to_owned(), value));
        }
    }
    fields.retain(|(name, value)| passage.get(name).unwrap_or(&serde_json::Value::Null) != value);
    if !fields.is_empty() {
        let mut draft = SetDraft::new(Kind::Passage, passage.id);
        draft.fields = fields;
        session.write(|append| Ok(append.set(draft)?))?;
    }
    let passage = names::find(&session.catalogue(), Kind::Passage, &passage.id.to_string())?;
    item(session, &passage, false)
}

/// Describes a passage.
pub(crate) fn item(
    session: &Session,
    passage: &Record,
    show_sealed: bool,
) -> Result<PassageItem, Error> {
    let catalogue = session.catalogue();
    let level = crate::secrecy::level(&catalogue, passage)?;
    let shows = show_sealed || level != crate::secrecy::Level::Sealed;
    let mut selector = selector(passage);
    if !shows {
        (selector.exact, selector.prefix, selector.suffix) = (None, None, None);
    }
    let evidence = links::linked(&catalogue, Kind::Evidence, "passage", passage.id)?;
    let through = links::followed(&catalogue, passage, "known_through", Kind::Source)?;
    let text = |field: &str| passage.text(field).filter(|_| shows).map(str::to_owned);
    let called = |source: Option<Record>| {
        source.map(|source| records::label_of(&catalogue, &source, show_sealed)).transpose()
    };
    Ok(PassageItem {
        id: passage.id.to_string(),
        document: passage.text("document").unwrap_or_default().to_owned(),
        source: called(source_of(&catalogue, passage)?)?,
        selector,
        described: text("described"),
        attributed_to: if shows { speaker(&catalogue, passage)? } else { None },
        known_through: called(through)?,
        original: passage.text("original").map(str::to_owned),
        comment: text("comment"),
        evidence_count: evidence.len(),
        sensitivity: level.name().to_owned(),
        removed: passage.is_removed(),
    })
}
