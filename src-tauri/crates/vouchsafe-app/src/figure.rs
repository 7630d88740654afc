//! Figures: the numbers that claims and passages state.
//!
//! Every part is optional but the value: "at least 23 signatories in Talmeran in March".

use serde::Serialize;
use serde_json::Value;
use vouchsafe_archive::{Append, Catalogue, Record, SetDraft};
use vouchsafe_model::{Kind, RecordId};

use crate::{
    dates::{DateItem, DateRequest},
    error::Error,
    links, names,
    session::Session,
};

/// The words that say how a number is meant.
const BOUNDS: [&str; 7] =
    ["exactly", "about", "at least", "at most", "more than", "fewer than", "between"];

/// A figure to be written down.
#[derive(Debug, Clone, Default)]
pub struct FigureRequest {
    /// The number: `23`, `4.5`.
    pub value: String,
    /// The upper end, of a figure between two.
    pub value_to: Option<String>,
    /// `exactly`, `about`, `at least`, `at most`, `more than`, `fewer than` or `between`.
    pub bound: Option<String>,
    /// Its unit: persons, km, IRR …
    pub unit: Option<String>,
    /// What is counted.
    pub counted: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// In which period.
    pub period: Option<DateRequest>,
    /// The figure of the whole, of which this is a part.
    pub part_of: Option<String>,
    /// A comment.
    pub comment: Option<String>,
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FigureItem {
    /// Its id.
    pub id: String,
    /// The number, as text.
    pub value: Option<String>,
    /// The upper end, of a figure between two.
    pub value_to: Option<String>,
    /// How the number is meant: `exactly`, `at least` …
    pub bound: Option<String>,
    /// Its unit.
    pub unit: Option<String>,
    /// What is counted.
    pub counted: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// In which period.
    pub period: Option<DateItem>,
    /// The figure of the whole, of which this is a part.
    pub part_of: Option<String>,
    /// A comment.
    pub comment: Option<String>,
}

/// A figure that was written down.
#[derive(Debug, Clone, Serialize)]
pub struct FigureReport {
    /// The figure.
    pub figure: String,
}

/// Writes down a figure that a claim or a passage states.
///
/// # Errors
/// There is no such record, or the figure is none.
pub fn figure_add(
    session: &mut Session,
    on: &str,
    request: &FigureRequest,
) -> Result<FigureReport, Error> {
    let kinds = [Kind::Claim, Kind::Passage];
    let (kind, record) = names::find_any(&session.catalogue(), &kinds, on)?;
    let fields = fields(&session.catalogue(), request)?;
    session.write(|append| {
        let figure = write(append, fields, kind, record.id)?;
        Ok(FigureReport { figure: figure.to_string() })
    })
}

/// Returns a figure's fields.
///
/// # Errors
/// The number, bound or period is none, or they do not fit together.
pub(crate) fn fields(
    catalogue: &Catalogue<'_>,
    request: &FigureRequest,
) -> Result<Vec<(String, Value)>, Error> {
    let mut fields = typed(request)?;
    if let Some(whole) = &request.part_of {
        let whole = names::find(catalogue, Kind::Figure, whole)?;
        fields.push(("part_of".to_owned(), whole.id.to_string().into()));
    }
    Ok(fields)
}

fn typed(request: &FigureRequest) -> Result<Vec<(String, Value)>, Error> {
    let what = format!("cannot write down the figure `{}`", request.value);
    let texts = [
        ("value", Some(&request.value)),
        ("value_to", request.value_to.as_ref()),
        ("bound", request.bound.as_ref()),
        ("unit", request.unit.as_ref()),
        ("counted", request.counted.as_ref()),
        ("place", request.place.as_ref()),
        ("comment", request.comment.as_ref()),
    ];
    let mut fields: Vec<(String, Value)> = Vec::new();
    for (name, text) in texts {
        if let Some(text) = text {
            let text =
                if name.starts_with("value") { digits(text) } else { text.trim().to_owned() };
            fields.push((name.to_owned(), text.into()));
        }
    }
    if let Some(period) = &request.period {
        fields.push(("period".to_owned(), period.read(&what)?.to_json().into()));
    }
    for (name, value) in &fields {
        vouchsafe_model::check_field(Kind::Figure, name, value)?;
    }
    if (request.bound.as_deref() == Some("between")) != request.value_to.is_some() {
        return Err(Error::refused(what, "`between`, and nothing else, has two ends"));
    }
    Ok(fields)
}

impl FigureRequest {
    /// Reads a figure as a person says it: `6 people`, `at least 23 signatories`,
    /// `between 5 and 7 km`. What stands after the number is what is counted.
    ///
    /// # Errors
    /// There is no number in it where one should be.
    pub fn of_words(text: &str) -> Result<Self, Error> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let start = |bound: &&&str| {
            let parts: Vec<&str> = bound.split(' ').collect();
            words.len() > parts.len()
                && parts.iter().zip(&words).all(|(part, word)| part.eq_ignore_ascii_case(word))
        };
        let bound = BOUNDS.iter().find(start).copied();
        let rest = &words[bound.map_or(0, |bound| bound.split(' ').count())..];
        let is_number = |word: &&str| digits(word).bytes().any(|byte| byte.is_ascii_digit());
        let what = format!("cannot read the figure `{text}`");
        let (value, value_to, counted) = match rest {
            [from, and, to, counted @ ..]
                if bound == Some("between") && *and == "and" && is_number(from) =>
            {
                (from, Some(to), counted)
            }
            [value, counted @ ..] if bound != Some("between") && is_number(value) => {
                (value, None, counted)
            }
            _ => return Err(Error::refused(what, "a number is expected, as in `6 people`")),
        };
        let counted = counted.join(" ");
        Ok(Self {
            value: (*value).to_owned(),
            value_to: value_to.map(|to| (*to).to_owned()),
            bound: bound.map(str::to_owned),
            counted: (!counted.is_empty()).then_some(counted),
            ..Self::default()
        })
    }
}

/// Returns a number with ASCII digits and without spaces and digit separators.
fn digits(text: &str) -> String {
    let folded = vouchsafe_anchor::fold(text.trim());
    folded.text().chars().filter(|c| !matches!(c, ' ' | ',' | '٬' | '_')).collect()
}

/// Writes a figure.
pub(crate) fn write(
    append: &mut Append<'_>,
    fields: Vec<(String, Value)>,
    kind: Kind,
    on: RecordId,
) -> Result<RecordId, Error> {
    let figure: RecordId = append.new_id();
    let mut draft =
        SetDraft::new(Kind::Figure, figure).with("on", on.to_string()).with("on_kind", kind.name());
    draft.fields.extend(fields);
    append.set(draft)?;
    Ok(figure)
}

/// Returns the figures that a record states.
pub(crate) fn figures_on(session: &Session, on: RecordId) -> Result<Vec<FigureItem>, Error> {
    let figures = links::linked(&session.catalogue(), Kind::Figure, "on", on)?;
    Ok(figures.iter().map(FigureItem::of).collect())
}

impl FigureItem {
    /// Describes a figure.
    pub(crate) fn of(figure: &Record) -> Self {
        let text = |field: &str| figure.text(field).map(str::to_owned);
        Self {
            id: figure.id.to_string(),
            value: text("value"),
            value_to: text("value_to"),
            bound: text("bound"),
            unit: text("unit"),
            counted: text("counted"),
            place: text("place"),
            period: DateItem::of(figure, "period"),
            part_of: text("part_of"),
            comment: text("comment"),
        }
    }

    /// Returns the figure in words: `at least 23 signatories (Talmeran)`.
    pub fn in_words(&self) -> String {
        let bound = self.bound.as_deref().filter(|bound| *bound != "exactly");
        let value = match (&self.value, &self.value_to) {
            (Some(value), Some(to)) => Some(format!("{value} and {to}")),
            (value, _) => value.clone(),
        };
        let head = [bound.map(str::to_owned), value, self.unit.clone(), self.counted.clone()];
        let head: Vec<String> = head.into_iter().flatten().collect();
        let period = self.period.as_ref().map(|period| period.edtf.clone());
        let tail: Vec<String> = [self.place.clone(), period].into_iter().flatten().collect();
        let tail = if tail.is_empty() { String::new() } else { format!(" ({})", tail.join(", ")) };
        format!("{}{tail}", head.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_reads_as_a_person_says_it() {
        let request = FigureRequest {
            value: "۲۳".to_owned(),
            bound: Some("at least".to_owned()),
            counted: Some("signatories".to_owned()),
            place: Some("Talmeran".to_owned()),
            ..FigureRequest::default()
        };
        let fields = typed(&request).unwrap();
        assert!(fields.contains(&("value".to_owned(), "23".into())), "{fields:?}");
    }

    #[test]
    fn words_become_a_figure() {
        for (text, bound, value, to, counted) in [
            ("6 people", None, "6", None, Some("people")),
            ("at least 23 signatories", Some("at least"), "23", None, Some("signatories")),
            ("between 5 and 7 km", Some("between"), "5", Some("7"), Some("km")),
            ("۲۴", None, "۲۴", None, None),
        ] {
            let figure = FigureRequest::of_words(text).unwrap();
            let found = (figure.bound, figure.value, figure.value_to, figure.counted);
            let owned = |text: Option<&str>| text.map(str::to_owned);
            assert_eq!(found, (owned(bound), value.to_owned(), owned(to), owned(counted)));
        }
        for text in ["", "many", "at least", "between 5", "between 5 7"] {
            assert!(FigureRequest::of_words(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_is_no_figure_is_refused() {
        let figure = |value: &str, bound: Option<&str>, to: Option<&str>| FigureRequest {
            value: value.to_owned(),
            bound: bound.map(str::to_owned),
            value_to: to.map(str::to_owned),
            ..FigureRequest::default()
        };
        for request in [
            figure("many", None, None),
            figure("", None, None),
            figure("5", Some("roughly"), None),
            figure("5", Some("between"), None),
            figure("5", None, Some("6")),
        ] {
            assert!(typed(&request).is_err(), "{request:?}");
        }
    }
}
