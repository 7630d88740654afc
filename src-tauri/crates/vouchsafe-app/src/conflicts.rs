//! `figures` and `conflicts`: what numbers are stated, which cannot all be right, and which parts
//! do not sum.
//!
//! Figures are compared only where they count the same thing in the same unit, place and period;
//! what is not stated is not assumed to differ. A figure that is `about` contradicts nothing.

use std::collections::BTreeMap;

use serde::Serialize;
use vouchsafe_anchor::fold;
use vouchsafe_archive::Record;
use vouchsafe_model::{Date, Kind, Order, RecordId};

use crate::{
    error::Error,
    evidence,
    figure::FigureItem,
    links, names, passage,
    records::{self, RecordItem},
    session::Session,
};

/// Figures.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FigureListReport {
    /// The figures, in the order in which they came to be.
    pub figures: Vec<StatedFigure>,
}

/// A figure, and who states it.
#[derive(Debug, Clone, Serialize)]
pub struct StatedFigure {
    /// The figure.
    #[serde(flatten)]
    pub figure: FigureItem,
    /// The figure in words.
    pub label: String,
    /// The claim or passage that states it.
    pub on: Option<RecordItem>,
    /// Of a passage: its source, by citation key if it has one.
    pub source: Option<String>,
    /// Of a passage: who speaks.
    pub speaker: Option<String>,
}

/// Figures that cannot all be right.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ConflictReport {
    /// Each group of figures that disagree.
    pub conflicts: Vec<ConflictItem>,
    /// How many figures were compared.
    pub compared: usize,
    /// Figures that say of nothing what they count, and were not compared.
    pub not_compared: Vec<String>,
}

/// Figures that disagree.
#[derive(Debug, Clone, Serialize)]
pub struct ConflictItem {
    /// `values` (they exclude each other) or `parts` (they do not sum).
    pub kind: &'static str,
    /// Why, in a sentence.
    pub because: String,
    /// The figures.
    pub figures: Vec<StatedFigure>,
}

/// Lists figures: of a claim and of its evidence, of a passage, or all.
///
/// # Errors
/// There is no such record; or the archive cannot be read.
pub fn figure_list(
    session: &Session,
    of: Option<&str>,
    show_sealed: bool,
) -> Result<FigureListReport, Error> {
    let mut figures = Vec::new();
    for record in gathered(session, of)? {
        figures.extend(stated(session, &record, show_sealed)?);
    }
    Ok(FigureListReport { figures })
}

/// Finds figures that cannot all be right: of a claim and its evidence, or of the whole archive.
///
/// # Errors
/// There is no such record; or the archive cannot be read.
pub fn conflicts(
    session: &Session,
    of: Option<&str>,
    show_sealed: bool,
) -> Result<ConflictReport, Error> {
    let records = gathered(session, of)?;
    let mut report = ConflictReport::default();
    let mut groups: BTreeMap<(String, String), Vec<&Record>> = BTreeMap::new();
    for record in &records {
        let folded = |field: &str| fold(record.text(field).unwrap_or_default()).text().to_owned();
        match folded("counted") {
            counted if counted.trim().is_empty() => {
                report.not_compared.push(record.id.to_string());
            }
            counted => groups.entry((counted, folded("unit"))).or_default().push(record),
        }
    }
    for group in groups.values() {
        report.compared += group.len();
        for disagreeing in excluding(group) {
            let because = because(&disagreeing);
            let figures = stated_all(session, &disagreeing, show_sealed)?;
            report.conflicts.push(ConflictItem { kind: "values", because, figures });
        }
    }
    for whole in &records {
        report.conflicts.extend(parts(session, whole, show_sealed)?);
    }
    Ok(report)
}

/// Returns the figures of a record and of what it rests on, or all.
fn gathered(session: &Session, of: Option<&str>) -> Result<Vec<Record>, Error> {
    let catalogue = session.catalogue();
    let mut figures = Vec::new();
    let Some(name) = of else {
        catalogue.for_each(Kind::Figure, |figure| {
            if !figure.is_removed() {
                figures.push(figure);
            }
            Ok::<(), Error>(())
        })?;
        return Ok(figures);
    };
    let (kind, record) = names::find_any(&catalogue, &[Kind::Claim, Kind::Passage], name)?;
    figures.extend(links::linked(&catalogue, Kind::Figure, "on", record.id)?);
    if kind == Kind::Claim {
        for held in evidence::of_claim(session, record.id)? {
            let passage = held.link("passage").filter(|_| held.get("withdrawn").is_none());
            if let Some(passage) = passage {
                figures.extend(links::linked(&catalogue, Kind::Figure, "on", passage)?);
            }
        }
    }
    figures.dedup_by_key(|figure| figure.id);
    Ok(figures)
}

/// Returns the groups of figures in which each excludes at least one other.
fn excluding<'r>(group: &[&'r Record]) -> Vec<Vec<&'r Record>> {
    let mut places: Vec<Vec<&'r Record>> = Vec::new();
    for record in group {
        let fits = |with: &Vec<&Record>| with.iter().all(|other| comparable(record, other));
        match places.iter_mut().find(|with| fits(with)) {
            Some(with) => with.push(record),
            None => places.push(vec![record]),
        }
    }
    let disagreeing = places.into_iter().map(|with| {
        let disagrees = |one: &&Record| with.iter().any(|other| range(one).excludes(&range(other)));
        with.iter().copied().filter(|one| disagrees(&one)).collect::<Vec<&Record>>()
    });
    disagreeing.filter(|with| with.len() > 1).collect()
}

/// Whether two figures of the same thing speak of the same place and time, as far as they say.
fn comparable(one: &Record, other: &Record) -> bool {
    let place = |record: &Record| record.text("place").map(|place| fold(place).text().to_owned());
    let same_place = match (place(one), place(other)) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    let period = |record: &Record| Date::from_json(record.text("period")?).ok();
    let same_time = match (period(one), period(other)) {
        (Some(one), Some(other)) => {
            !matches!(one.compare(&other).order, Order::Before | Order::After)
        }
        _ => true,
    };
    same_place && same_time
}

fn because(figures: &[&Record]) -> String {
    let mut values: Vec<String> = figures
        .iter()
        .map(|figure| {
            let item = FigureItem::of(figure);
            let bound = item.bound.filter(|bound| bound != "exactly");
            let parts = [bound, item.value, item.value_to].into_iter().flatten();
            parts.collect::<Vec<String>>().join(" ")
        })
        .collect();
    values.sort();
    values.dedup();
    let counted = figures.first().and_then(|figure| figure.text("counted")).unwrap_or_default();
    format!("{} cannot all be the number of {counted}", values.join(", "))
}

/// Finds parts of a whole that are together more than it, or, all exact, not as much.
fn parts(
    session: &Session,
    whole: &Record,
    show_sealed: bool,
) -> Result<Option<ConflictItem>, Error> {
    let parts = links::linked(&session.catalogue(), Kind::Figure, "part_of", whole.id)?;
    let total = range(whole);
    let sum = parts.iter().map(range).reduce(Range::plus);
    let Some(sum) = sum.filter(|sum| sum.excludes(&total)) else { return Ok(None) };
    let counted = whole.text("counted").unwrap_or("the whole");
    let words = |range: Range| match (range.from, range.to) {
        (Some(from), Some(to)) if from == to => decimal_text(from),
        (Some(from), _) => format!("at least {}", decimal_text(from)),
        (None, Some(to)) => format!("at most {}", decimal_text(to)),
        (None, None) => "any number".to_owned(),
    };
    let because = format!("the parts are together {}, and {counted} {}", words(sum), words(total));
    let all: Vec<&Record> = std::iter::once(whole).chain(&parts).collect();
    let figures = stated_all(session, &all, show_sealed)?;
    Ok(Some(ConflictItem { kind: "parts", because, figures }))
}

fn stated_all(
    session: &Session,
    figures: &[&Record],
    show_sealed: bool,
) -> Result<Vec<StatedFigure>, Error> {
    let mut all = Vec::with_capacity(figures.len());
    for figure in figures {
        all.extend(stated(session, figure, show_sealed)?);
    }
    Ok(all)
}

/// Describes a figure and who states it; `None` if it is sealed and was not asked for.
fn stated(
    session: &Session,
    figure: &Record,
    show_sealed: bool,
) -> Result<Option<StatedFigure>, Error> {
    let catalogue = session.catalogue();
    if !show_sealed && records::is_sealed(&catalogue, figure)? {
        return Ok(None);
    }
    let on: Option<RecordId> =
        figure.link("on").filter(|_| figure.text("on_kind") == Some("passage"));
    let passage = on.map(|id| catalogue.record(Kind::Passage, id)).transpose()?.flatten();
    let (source, speaker) = match &passage {
        Some(passage) => {
            let source = passage::source_of(&catalogue, passage)?;
            let speaker = passage::speaker(&catalogue, passage)?;
            (source.as_ref().map(links::label), speaker.map(|speaker| speaker.label))
        }
        None => (None, None),
    };
    let item = FigureItem::of(figure);
    Ok(Some(StatedFigure {
        label: item.in_words(),
        figure: item,
        on: records::item_on(&catalogue, figure)?,
        source,
        speaker,
    }))
}

/// What a figure leaves possible, in billionths; `None` is without end. Ends are included, but for
/// those of `more than` and `fewer than`, which are moved by one billionth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Range {
    from: Option<i128>,
    to: Option<i128>,
}

const BILLION: i128 = 1_000_000_000;

impl Range {
    fn excludes(&self, other: &Self) -> bool {
        let ends_before = |one: &Self, other: &Self| match (one.to, other.from) {
            (Some(to), Some(from)) => to < from,
            _ => false,
        };
        ends_before(self, other) || ends_before(other, self)
    }

    fn plus(self, other: Self) -> Self {
        let sum = |one: Option<i128>, other: Option<i128>| one?.checked_add(other?);
        Self { from: sum(self.from, other.from), to: sum(self.to, other.to) }
    }
}

fn range(figure: &Record) -> Range {
    let value = figure.text("value").and_then(decimal);
    let all = Range { from: None, to: None };
    let Some(value) = value else { return all };
    match figure.text("bound").unwrap_or("exactly") {
        "exactly" => Range { from: Some(value), to: Some(value) },
        "at least" => Range { from: Some(value), to: None },
        "more than" => Range { from: Some(value + 1), to: None },
        "at most" => Range { from: None, to: Some(value) },
        "fewer than" => Range { from: None, to: Some(value - 1) },
        "between" => {
            let to = figure.text("value_to").and_then(decimal);
            Range { from: Some(value), to }
        }
        _ => all,
    }
}

/// Reads a decimal in billionths; `None` if it is finer or larger than that can hold.
fn decimal(text: &str) -> Option<i128> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let part = part.trim_end_matches('0');
    if part.len() > 9 {
        return None;
    }
    let part: i128 = format!("{part:0<9}").parse().ok()?;
    let whole: i128 = whole.parse().ok()?;
    whole.checked_mul(BILLION)?.checked_add(part)?.checked_mul(sign)
}

fn decimal_text(value: i128) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let (whole, part) = (value.abs() / BILLION, value.abs() % BILLION);
    let part = format!("{part:09}");
    let part = part.trim_end_matches('0');
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_compared_exactly() {
        for (text, expected) in [
            ("23", Some(23 * BILLION)),
            ("-0.5", Some(-BILLION / 2)),
            ("1.000000000000", Some(BILLION)),
            ("0.0000000001", None),
        ] {
            assert_eq!(decimal(text), expected, "{text}");
        }
        assert_eq!(decimal_text(-BILLION / 2), "-0.5");
        assert_eq!(decimal_text(23 * BILLION), "23");
    }

    #[test]
    fn ranges_exclude_each_other_only_where_nothing_is_left() {
        let exactly = |value: i128| Range { from: Some(value), to: Some(value) };
        let at_least = |value: i128| Range { from: Some(value), to: None };
        assert!(exactly(5).excludes(&exactly(6)));
        assert!(!exactly(6).excludes(&at_least(6)));
        assert!(exactly(5).excludes(&at_least(6)));
        assert!(!at_least(5).excludes(&Range { from: None, to: None }));
    }
}
