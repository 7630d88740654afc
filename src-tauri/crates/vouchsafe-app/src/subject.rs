//! `subject`: persons, bodies, events and places that are spoken of.
//!
//! Never merged by the program: two similar names are two subjects until a person says otherwise.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;
use vouchsafe_archive::{Append, Catalogue, Record, SetDraft};
use vouchsafe_model::{Kind, RecordId, SubjectId};

use crate::{
    dates,
    error::Error,
    links, names,
    note::{NoteItem, notes_on},
    records::{self, RecordItem},
    secrecy::{self, Level},
    session::Session,
};

/// A subject to be described, or what is to be changed about one.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct SubjectRequest {
    /// The name it is listed by.
    pub name: Option<String>,
    /// The language and script of that name: `fa`, `fa-Latn`.
    pub language: Option<String>,
    /// `person`, `body`, `event` or `place`.
    pub subject_kind: Option<String>,
    /// What it goes by where its name must not be seen.
    pub pseudonym: Option<String>,
    /// When it lived, happened or was.
    pub date: Option<dates::DateRequest>,
    /// A comment.
    pub comment: Option<String>,
    /// More names.
    pub names: Vec<NameRequest>,
}

/// One more name of a subject.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct NameRequest {
    /// The name.
    pub text: String,
    /// Its language and script.
    pub language: Option<String>,
    /// `original`, `romanization`, `translation` or `alias`.
    pub form: String,
}

/// A subject that was written to.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SubjectReport {
    /// The subject.
    pub subject: String,
    /// What it is called.
    pub label: String,
    /// Other subjects with a like name, which it was not merged with.
    pub similar: Vec<RecordItem>,
}

/// A subject.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SubjectItem {
    /// Its id.
    pub id: String,
    /// What it is called: its name, or its pseudonym where the name must not be seen.
    pub label: String,
    /// `person`, `body`, `event` or `place`.
    pub subject_kind: Option<String>,
    /// Its names; none where they must not be seen.
    pub names: Vec<NameItem>,
    /// When it lived, happened or was; `None` where it must not be seen.
    pub date: Option<dates::DateItem>,
    /// A comment; `None` where it must not be seen.
    pub comment: Option<String>,
    /// How many claims, passages and figures name it, or quote it.
    pub mentions: usize,
    /// `open`, `restricted` or `sealed`.
    pub sensitivity: String,
    /// Whether it was removed.
    pub removed: bool,
}

/// A name of a subject.
#[derive(Debug, Clone, Serialize, TS)]
pub struct NameItem {
    /// Its id; `None` for the name that the subject is listed by.
    pub id: Option<String>,
    /// The name.
    pub text: String,
    /// Its language and script.
    pub language: Option<String>,
    /// `original`, `romanization`, `translation` or `alias`.
    pub form: Option<String>,
}

/// Subjects.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct SubjectListReport {
    /// The subjects, in the order in which they came to be.
    pub subjects: Vec<SubjectItem>,
}

/// A subject with everything that names it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SubjectShowReport {
    /// The subject.
    #[serde(flatten)]
    pub item: SubjectItem,
    /// The claims, passages and figures about it.
    pub mentioned_in: Vec<RecordItem>,
    /// The passages in which it speaks.
    pub speaks_in: Vec<RecordItem>,
    /// The notes on it.
    pub notes: Vec<NoteItem>,
}

/// Describes a subject.
///
/// # Errors
/// It has no name, or a language or date is none.
pub fn subject_add(
    session: &mut Session,
    request: &SubjectRequest,
) -> Result<SubjectReport, Error> {
    let what = "cannot add the subject";
    let name = request.name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let name = name.ok_or_else(|| Error::refused(what, "it needs a name"))?.to_owned();
    let similar = similar(session, &name)?;
    let fields = fields(request)?;
    session.write(|append| {
        let subject: SubjectId = append.new_id();
        let mut draft = SetDraft::new(Kind::Subject, subject);
        draft.fields = fields;
        append.set(draft)?;
        add_names(append, subject.into(), &request.names)?;
        Ok(SubjectReport { subject: subject.to_string(), label: name, similar })
    })
}

/// Changes what is said about a subject, and adds names.
///
/// # Errors
/// There is no such subject, or a language or date is none.
pub fn subject_set(
    session: &mut Session,
    subject: &str,
    request: &SubjectRequest,
) -> Result<SubjectReport, Error> {
    let subject = names::find(&session.catalogue(), Kind::Subject, subject)?;
    let mut draft = SetDraft::new(Kind::Subject, subject.id);
    draft.fields = fields(request)?;
    draft.fields.retain(|(name, value)| subject.get(name) != Some(value));
    if draft.fields.is_empty() && request.names.is_empty() {
        let label = records::subject_label(&subject);
        return Ok(SubjectReport { subject: subject.id.to_string(), label, similar: Vec::new() });
    }
    session.write(|append| {
        if !draft.fields.is_empty() {
            append.set(draft)?;
        }
        add_names(append, subject.id, &request.names)
    })?;
    let label = names::find(&session.catalogue(), Kind::Subject, &subject.id.to_string())?;
    let label = records::subject_label(&label);
    Ok(SubjectReport { subject: subject.id.to_string(), label, similar: Vec::new() })
}

fn fields(request: &SubjectRequest) -> Result<Vec<(String, Value)>, Error> {
    let texts = [
        ("name", request.name.as_ref()),
        ("language", request.language.as_ref()),
        ("subject_kind", request.subject_kind.as_ref()),
        ("pseudonym", request.pseudonym.as_ref()),
        ("comment", request.comment.as_ref()),
    ];
    let mut fields: Vec<(String, Value)> = Vec::new();
    for (name, text) in texts {
        if let Some(text) = text {
            fields.push((name.to_owned(), text.trim().into()));
        }
    }
    if let Some(date) = &request.date {
        fields.push((
            "date".to_owned(),
            date.read("cannot set the subject's date")?.to_json().into(),
        ));
    }
    Ok(fields)
}

fn add_names(
    append: &mut Append<'_>,
    subject: RecordId,
    names: &[NameRequest],
) -> Result<(), Error> {
    for name in names {
        let id: RecordId = append.new_id();
        let draft = SetDraft::new(Kind::Name, id)
            .with("subject", subject.to_string())
            .with("text", name.text.trim())
            .with("form", name.form.as_str())
            .with_some("language", name.language.as_deref());
        append.set(draft)?;
    }
    Ok(())
}

/// Lists subjects.
///
/// # Errors
/// The archive cannot be read.
pub fn subject_list(
    session: &Session,
    text: Option<&str>,
    show_sealed: bool,
) -> Result<SubjectListReport, Error> {
    let catalogue = session.catalogue();
    let text = text.map(|text| vouchsafe_anchor::fold(text).text().to_owned());
    let mut report = SubjectListReport::default();
    catalogue.for_each(Kind::Subject, |subject| {
        if subject.is_removed() {
            return Ok(());
        }
        let item = item(session, &subject, show_sealed)?;
        let has = |name: &str| {
            text.as_ref().is_none_or(|text| vouchsafe_anchor::fold(name).text().contains(text))
        };
        if has(&item.label) || item.names.iter().any(|name| has(&name.text)) {
            report.subjects.push(item);
        }
        Ok::<(), Error>(())
    })?;
    Ok(report)
}

/// Shows a subject and what names it.
///
/// # Errors
/// There is no such subject; or the archive cannot be read.
pub fn subject_show(
    session: &Session,
    name: &str,
    show_sealed: bool,
) -> Result<SubjectShowReport, Error> {
    let catalogue = session.catalogue();
    let subject = names::find(&catalogue, Kind::Subject, name)?;
    let mut mentioned_in = Vec::new();
    for mention in links::linked(&catalogue, Kind::Mention, "subject", subject.id)? {
        mentioned_in.extend(records::item_on(&catalogue, &mention)?);
    }
    let passages = links::linked(&catalogue, Kind::Passage, "attributed_to", subject.id)?;
    let speaks_in =
        passages.iter().map(|passage| records::item(&catalogue, Kind::Passage, passage));
    Ok(SubjectShowReport {
        item: item(session, &subject, show_sealed)?,
        mentioned_in,
        speaks_in: speaks_in.collect::<Result<_, _>>()?,
        notes: notes_on(session, subject.id, show_sealed)?,
    })
}

fn item(session: &Session, subject: &Record, show_sealed: bool) -> Result<SubjectItem, Error> {
    let catalogue = session.catalogue();
    let shows = show_sealed || secrecy::own(subject) == Level::Open;
    let text = |field: &str| subject.text(field).map(str::to_owned);
    let mut names = Vec::new();
    if shows {
        names.extend(text("name").map(|name| NameItem {
            id: None,
            text: name,
            language: text("language"),
            form: None,
        }));
        for name in links::linked(&catalogue, Kind::Name, "subject", subject.id)? {
            names.push(NameItem {
                id: Some(name.id.to_string()),
                text: name.text("text").unwrap_or_default().to_owned(),
                language: name.text("language").map(str::to_owned),
                form: name.text("form").map(str::to_owned),
            });
        }
    }
    let mentions = links::linked(&catalogue, Kind::Mention, "subject", subject.id)?.len()
        + links::linked(&catalogue, Kind::Passage, "attributed_to", subject.id)?.len();
    let label = if shows { links::label(subject) } else { records::subject_label(subject) };
    Ok(SubjectItem {
        id: subject.id.to_string(),
        label,
        subject_kind: text("subject_kind"),
        names,
        date: dates::DateItem::of(subject, "date").filter(|_| shows),
        comment: text("comment").filter(|_| shows),
        mentions,
        sensitivity: records::sensitivity(subject).to_owned(),
        removed: subject.is_removed(),
    })
}

/// Says that a record is about a subject; nothing, if that was said already.
///
/// # Errors
/// There is no such record or subject.
pub fn subject_mention(
    session: &mut Session,
    subject: &str,
    on: &str,
) -> Result<SubjectReport, Error> {
    let catalogue = session.catalogue();
    let subject = names::find(&catalogue, Kind::Subject, subject)?;
    let kinds = [Kind::Claim, Kind::Passage, Kind::Figure, Kind::Source, Kind::Document];
    let (kind, record) = names::find_any(&catalogue, &kinds, on)?;
    let mentions = links::linked(&catalogue, Kind::Mention, "subject", subject.id)?;
    if !mentions.iter().any(|mention| mention.link("on") == Some(record.id)) {
        session.write(|append| mention(append, subject.id, kind, record.id))?;
    }
    let label = records::subject_label(&subject);
    Ok(SubjectReport { subject: subject.id.to_string(), label, similar: Vec::new() })
}

/// Writes that a record is about a subject.
pub(crate) fn mention(
    append: &mut Append<'_>,
    subject: RecordId,
    kind: Kind,
    on: RecordId,
) -> Result<(), Error> {
    let id: RecordId = append.new_id();
    let draft = SetDraft::new(Kind::Mention, id)
        .with("subject", subject.to_string())
        .with("on", on.to_string())
        .with("on_kind", kind.name());
    Ok(append.set(draft)?)
}

/// Returns the subjects that a record is about.
pub(crate) fn subjects_of(
    catalogue: &Catalogue<'_>,
    on: RecordId,
) -> Result<Vec<RecordItem>, Error> {
    let mut items: Vec<RecordItem> = Vec::new();
    for mention in links::linked(catalogue, Kind::Mention, "on", on)? {
        let subject = links::followed(catalogue, &mention, "subject", Kind::Subject)?;
        if let Some(subject) = subject.filter(|subject| !subject.is_removed()) {
            items.push(records::item(catalogue, Kind::Subject, &subject)?);
        }
    }
    Ok(items)
}

/// Returns the field of a passage that names its speaker: a subject, if one is called so, else the
/// name as it was given.
///
/// # Errors
/// Several subjects are called so.
pub(crate) fn speaker_field(
    catalogue: &Catalogue<'_>,
    name: &str,
) -> Result<(String, Value), Error> {
    match names::find(catalogue, Kind::Subject, name) {
        // A removed subject speaks only where it is named by its id.
        Ok(subject) if subject.is_removed() && subject.text("name") == Some(name.trim()) => {
            Ok(("attributed_as".to_owned(), name.trim().into()))
        }
        Ok(subject) => Ok(("attributed_to".to_owned(), subject.id.to_string().into())),
        Err(Error::NotFound { .. }) => Ok(("attributed_as".to_owned(), name.trim().into())),
        Err(error) => Err(error),
    }
}

/// Returns the subjects whose name, folded, is the same.
fn similar(session: &Session, name: &str) -> Result<Vec<RecordItem>, Error> {
    let catalogue = session.catalogue();
    let folded = vouchsafe_anchor::fold(name).text().to_owned();
    let same = |name: &str| vouchsafe_anchor::fold(name).text() == folded;
    let mut found = Vec::new();
    catalogue.for_each(Kind::Subject, |subject| {
        if !subject.is_removed() && subject.text("name").is_some_and(same) {
            found.push(records::item(&catalogue, Kind::Subject, &subject)?);
        }
        Ok::<(), Error>(())
    })?;
    Ok(found)
}
