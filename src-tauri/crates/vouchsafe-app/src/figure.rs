//! Figures: the numbers that claims and passages state.
//!
//! Every part is optional but the value: "at least 23 signatories in Talmeran in March".

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;
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

/// Words after a number that say it is not all of the number.
const GOES_ON: [&str; 14] = [
    "or",
    "to",
    "and",
    "hundred",
    "thousand",
    "million",
    "billion",
    "dozen",
    "صد",
    "هزار",
    "میلیون",
    "میلیارد",
    "یا",
    "تا",
];

const NO_NUMBER: &str =
    "the number cannot be read, or in two ways: write it as 1234567 or 1,234,567.5";

/// A figure to be written down.
#[derive(Debug, Clone, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
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
#[derive(Debug, Clone, Serialize, TS)]
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
            let text = match name.starts_with("value") {
                true => digits(text).ok_or_else(|| Error::refused(&what, NO_NUMBER))?,
                false => text.trim().to_owned(),
            };
            fields.push((name.to_owned(), text.into()));
        }
    }
    if let Some(period) = &request.period {
        fields.push(("period".to_owned(), period.read(&what)?.to_json().into()));
    }
    for (name, value) in &fields {
        vouchsafe_model::check_field(Kind::Figure, name, value)?;
    }
    let number = |name: &str| {
        let value = fields.iter().find(|(field, _)| field == name);
        value.and_then(|(_, value)| value.as_str()?.parse::<f64>().ok())
    };
    if number("value").zip(number("value_to")).is_some_and(|(from, to)| from > to) {
        return Err(Error::refused(what, "the lower end comes first"));
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
        let what = format!("cannot read the figure `{text}`");
        let (value, value_to, counted) = match rest {
            [from, and, to, counted @ ..] if bound == Some("between") && *and == "and" => {
                (from, Some(to), counted)
            }
            [value, counted @ ..] if bound != Some("between") => (value, None, counted),
            _ => return Err(Error::refused(what, "a number is expected, as in `6 people`")),
        };
        if let Some(next) = counted.first()
            && (next.starts_with(char::is_numeric) || GOES_ON.contains(next))
        {
            let why = "write the number out in one piece, as in `5000000 people`";
            return Err(Error::refused(what, why));
        }
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

/// Returns a number as it is stored: ASCII digits, `.` before the decimals, no separators. Persian
/// and Arabic digits are taken; commas only between groups of three; what could be read in two
/// ways is `None`.
fn digits(text: &str) -> Option<String> {
    let ascii = |letter: char| match letter {
        '۰'..='۹' => char::from_digit(letter as u32 - '۰' as u32, 10),
        '٠'..='٩' => char::from_digit(letter as u32 - '٠' as u32, 10),
        '٬' | '،' => Some(','),
        '٫' => Some('.'),
        '−' => Some('-'),
        '0'..='9' | '.' | ',' | '-' => Some(letter),
        _ => None,
    };
    let text: String = text.trim().chars().map(ascii).collect::<Option<_>>()?;
    let (sign, number) = match text.strip_prefix('-') {
        Some(number) => ("-", number),
        None => ("", text.as_str()),
    };
    let (whole, part) = match number.split_once('.') {
        Some((whole, part)) => (whole, Some(part)),
        None => (number, None),
    };
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.iter().all(|group| group.len() == 3 && are_digits(group));
    let first_fits = are_digits(first) && (rest.is_empty() || first.len() <= 3);
    if !grouped || !first_fits || part.is_some_and(|part| !are_digits(part)) {
        return None;
    }
    let part = part.map(|part| format!(".{part}")).unwrap_or_default();
    Some(format!("{sign}{first}{}{part}", rest.concat()))
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
        let refused =
            |text: &str| FigureRequest::of_words(text).and_then(|figure| typed(&figure)).is_err();
        for text in [
            "",
            "many",
            "at least",
            "between 5",
            "between 5 7",
            "between 7 and 5 km",
            "1,5 km",
            "1.234,5 km",
            "1,2345 x",
            "10² x",
            "1 234 people",
            "5 million people",
            "5 or 6 people",
            "between 5 and 7 and 9 km",
            "½ x",
        ] {
            assert!(refused(text), "{text}");
        }
        for (text, value) in
            [("1,234,567.5 km", "1234567.5"), ("۱۲۳ نفر", "123"), ("١٬٢٣٤", "1234")]
        {
            let fields = typed(&FigureRequest::of_words(text).unwrap()).unwrap();
            assert!(fields.contains(&("value".to_owned(), value.into())), "{text}: {fields:?}");
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
