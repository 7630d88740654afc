//! `claim add` and `claim edit`: a statement, its dates, figures, subjects and translations.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;
use vouchsafe_archive::SetDraft;
use vouchsafe_model::{ClaimId, Kind};

use crate::{
    dates::DateRequest,
    error::Error,
    figure::{self, FigureRequest},
    names,
    session::Session,
    subject,
};

/// A claim to be made.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ClaimRequest {
    /// The statement.
    pub statement: String,
    /// Its language: `en`, `fa` …
    pub language: Option<String>,
    /// When what it states was.
    pub date: Option<DateRequest>,
    /// What it says in other languages, by language tag.
    pub translations: Vec<(String, String)>,
    /// The subjects it is about.
    pub about: Vec<String>,
    /// Its figures.
    pub figures: Vec<FigureRequest>,
    /// A comment.
    pub comment: Option<String>,
}

/// What is to be changed about a claim. The earlier wording stays in its history.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ClaimEditRequest {
    /// The claim.
    pub claim: String,
    /// Another wording.
    pub statement: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// When what it states was.
    pub date: Option<DateRequest>,
    /// What it says in other languages; an empty text clears one.
    pub translations: Vec<(String, String)>,
    /// More subjects it is about.
    pub about: Vec<String>,
    /// More figures.
    pub figures: Vec<FigureRequest>,
    /// A comment; an empty text clears it.
    pub comment: Option<String>,
}

/// A claim that was written to.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ClaimReport {
    /// The claim.
    pub claim: String,
    /// The fields that have another value now.
    pub changed: Vec<String>,
    /// The figures that were added.
    pub figures: Vec<String>,
    /// What else is worth knowing.
    pub remarks: Vec<String>,
}

/// Makes a claim.
///
/// # Errors
/// The statement is empty; a date, language or figure is none; or there is no such subject.
pub fn claim_add(session: &mut Session, request: &ClaimRequest) -> Result<ClaimReport, Error> {
    let statement = request.statement.trim();
    if statement.is_empty() {
        return Err(Error::refused("cannot make the claim", "a claim needs a statement"));
    }
    let edit = ClaimEditRequest {
        claim: String::new(),
        statement: Some(statement.to_owned()),
        language: request.language.clone(),
        date: request.date.clone(),
        translations: request.translations.clone(),
        about: request.about.clone(),
        figures: request.figures.clone(),
        comment: request.comment.clone(),
    };
    write(session, &edit, None)
}

/// Changes a claim.
///
/// # Errors
/// There is no such claim; and as `claim_add`.
pub fn claim_edit(session: &mut Session, request: &ClaimEditRequest) -> Result<ClaimReport, Error> {
    let claim = names::find(&session.catalogue(), Kind::Claim, &request.claim)?;
    write(session, request, Some(claim))
}

fn write(
    session: &mut Session,
    request: &ClaimEditRequest,
    present: Option<vouchsafe_archive::Record>,
) -> Result<ClaimReport, Error> {
    let catalogue = session.catalogue();
    let mut fields = fields(request)?;
    let present_value = |name: &str| match &present {
        Some(claim) => claim.get(name).cloned().unwrap_or(Value::Null),
        None => Value::Null,
    };
    fields.retain(|(name, value)| present_value(name) != *value);
    for (name, value) in &fields {
        vouchsafe_model::check_field(Kind::Claim, name, value)?;
    }
    let mut subjects = Vec::new();
    for name in &request.about {
        subjects.push(names::find(&catalogue, Kind::Subject, name)?.id);
    }
    if let Some(claim) = &present {
        let known: Vec<String> =
            subject::subjects_of(&catalogue, claim.id)?.into_iter().map(|item| item.id).collect();
        subjects.retain(|subject| !known.contains(&subject.to_string()));
    }
    let figures: Vec<_> = request
        .figures
        .iter()
        .map(|figure| figure::fields(&catalogue, figure))
        .collect::<Result<_, _>>()?;
    let mut remarks = Vec::new();
    if let Some(claim) = &present
        && fields.iter().any(|field| field.0 == "statement")
        && super::sign_off::signs(session, claim)?.iter().any(|sign_off| sign_off.stands)
    {
        remarks.push("it was signed off in its earlier wording; that no longer counts".to_owned());
    }
    let changed: Vec<String> = fields.iter().map(|field| field.0.clone()).collect();
    if changed.is_empty() && subjects.is_empty() && figures.is_empty() {
        let claim = present.map(|claim| claim.id.to_string()).unwrap_or_default();
        return Ok(ClaimReport { claim, changed, figures: Vec::new(), remarks });
    }
    session.write(|append| {
        let claim = match &present {
            Some(claim) => claim.id,
            None => append.new_id::<ClaimId>().into(),
        };
        if !fields.is_empty() {
            let mut draft = SetDraft::new(Kind::Claim, claim);
            draft.fields = fields;
            append.set(draft)?;
        }
        for subject in subjects {
            subject::mention(append, subject, Kind::Claim, claim)?;
        }
        let mut added = Vec::new();
        for figure in figures {
            added.push(figure::write(append, figure, Kind::Claim, claim)?.to_string());
        }
        Ok(ClaimReport { claim: claim.to_string(), changed, figures: added, remarks })
    })
}

fn fields(request: &ClaimEditRequest) -> Result<Vec<(String, Value)>, Error> {
    let mut fields: Vec<(String, Value)> = Vec::new();
    let text_or_null = |text: &str| match text.trim() {
        "" => Value::Null,
        text => text.into(),
    };
    if let Some(statement) = &request.statement {
        fields.push(("statement".to_owned(), statement.trim().into()));
    }
    if let Some(language) = &request.language {
        fields.push(("language".to_owned(), text_or_null(language)));
    }
    if let Some(date) = &request.date {
        fields
            .push(("date".to_owned(), date.read("cannot set the claim's date")?.to_json().into()));
    }
    for (language, text) in &request.translations {
        fields.push((format!("translation.{language}"), text_or_null(text)));
    }
    if let Some(comment) = &request.comment {
        fields.push(("comment".to_owned(), text_or_null(comment)));
    }
    Ok(fields)
}
