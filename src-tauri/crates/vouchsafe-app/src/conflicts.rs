//! `figures` and `conflicts`: what numbers are stated, which cannot all be right, and which parts
//! do not sum.
//!
//! Figures are compared only where they count the same thing in the same unit, place and period;
//! what is not stated is not assumed to differ. A figure that is `about` contradicts nothing.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use ts_rs::TS;
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
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct FigureListReport {
    /// The figures, in the order in which they came to be.
    pub figures: Vec<StatedFigure>,
}

/// A figure, and who states it.
#[derive(Debug, Clone, Serialize, TS)]
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
#[derive(Debug, Clone, Default, Serialize, TS)]
pub struct ConflictReport {
    /// Each group of figures that disagree.
    pub conflicts: Vec<ConflictItem>,
    /// How many figures were compared.
    pub compared: usize,
    /// Figures that say of nothing what they count, and were not compared.
    pub not_compared: Vec<String>,
    /// How many figures are sealed, and were neither compared nor shown.
    pub not_shown: usize,
}

/// Figures that disagree.
#[derive(Debug, Clone, Serialize, TS)]
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
    let mut report = ConflictReport::default();
    let mut records = Vec::new();
    for record in gathered(session, of)? {
        // What is sealed is not told by what it contradicts either.
        match !show_sealed && records::is_sealed(&session.catalogue(), &record)? {
            true => report.not_shown += 1,
            false => records.push(record),
        }
    }
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

/// Returns the figures of a record and of what it rests on, or all; each once, and none of what
/// was removed.
fn gathered(session: &Session, of: Option<&str>) -> Result<Vec<Record>, Error> {
    let catalogue = session.catalogue();
    let mut figures = Vec::new();
    let Some(name) = of else {
        catalogue.for_each(Kind::Figure, |figure| {
            if !figure.is_removed() && is_stated(session, &figure)? {
                figures.push(figure);
            }
            Ok::<(), Error>(())
        })?;
        return Ok(figures);
    };
    let (kind, record) = names::find_any(&catalogue, &[Kind::Claim, Kind::Passage], name)?;
    figures.extend(links::linked(&catalogue, Kind::Figure, "on", record.id)?);
    if kind == Kind::Claim {
        let mut seen = BTreeSet::new();
        for held in evidence::of_claim(session, record.id)? {
            let passage = held.link("passage").filter(|_| held.get("withdrawn").is_none());
            let Some(passage) = passage.filter(|passage| seen.insert(*passage)) else { continue };
            for figure in links::linked(&catalogue, Kind::Figure, "on", passage)? {
                if is_stated(session, &figure)? {
                    figures.push(figure);
                }
            }
        }
    }
    Ok(figures)
}

/// Returns whether what states a figure is here, and was not removed.
fn is_stated(session: &Session, figure: &Record) -> Result<bool, Error> {
    let on = figure.link("on").zip(figure.text("on_kind").and_then(Kind::of));
    let Some((id, kind)) = on else { return Ok(false) };
    let on = session.catalogue().record(kind, id)?;
    Ok(on.is_some_and(|on| !on.is_removed()))
}

/// Returns the groups of figures in which each excludes at least one other.
fn excluding<'r>(group: &[&'r Record]) -> Vec<Vec<&'r Record>> {
    let ranges: Vec<Range> = group.iter().map(|record| range(record)).collect();
    // Each figure's group, by the place of its first one. Every pair is looked at: a figure that
    // names no place can disagree with those of several.
    let mut first: Vec<usize> = (0..group.len()).collect();
    for one in 0..group.len() {
        for other in one + 1..group.len() {
            if ranges[one].excludes(&ranges[other]) && comparable(group[one], group[other]) {
                let (least, most) = (first[one].min(first[other]), first[one].max(first[other]));
                first.iter_mut().filter(|at| **at == most).for_each(|at| *at = least);
            }
        }
    }
    let with = |least: usize| {
        let members = group.iter().zip(&first).filter(move |(_, at)| **at == least);
        members.map(|(record, _)| *record).collect::<Vec<&'r Record>>()
    };
    (0..group.len()).map(with).filter(|with| with.len() > 1).collect()
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
    let mut parts = Vec::new();
    for part in links::linked(&session.catalogue(), Kind::Figure, "part_of", whole.id)? {
        // Without a part there is no sum to speak of.
        if !show_sealed && records::is_sealed(&session.catalogue(), &part)? {
            return Ok(None);
        }
        if is_stated(session, &part)? {
            parts.push(part);
        }
    }
    let total = range(whole);
    let sum = parts.iter().map(range).reduce(Range::plus);
    let Some(sum) = sum.filter(|sum| sum.excludes(&total)) else { return Ok(None) };
    let counted = whole.text("counted").unwrap_or("the whole");
    let (sum, total) = (sum.in_words(), total.in_words());
    let because = format!("the parts are together {sum}, and {counted} {total}");
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

/// What a figure leaves possible; `None` is without end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Range {
    from: Option<End>,
    to: Option<End>,
}

/// An end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct End {
    billionths: i128,
    /// Whether the end itself is left out, as of `more than`.
    is_open: bool,
}

const BILLION: i128 = 1_000_000_000;

impl Range {
    fn excludes(&self, other: &Self) -> bool {
        let ends_before = |one: &Self, other: &Self| match (one.to, other.from) {
            (Some(to), Some(from)) if to.is_open || from.is_open => {
                to.billionths <= from.billionths
            }
            (Some(to), Some(from)) => to.billionths < from.billionths,
            _ => false,
        };
        ends_before(self, other) || ends_before(other, self)
    }

    fn plus(self, other: Self) -> Self {
        let sum = |one: Option<End>, other: Option<End>| {
            let (one, other) = (one?, other?);
            let billionths = one.billionths.checked_add(other.billionths)?;
            Some(End { billionths, is_open: one.is_open || other.is_open })
        };
        Self { from: sum(self.from, other.from), to: sum(self.to, other.to) }
    }

    fn in_words(self) -> String {
        let number = |end: End| decimal_text(end.billionths);
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => number(from),
            (Some(from), Some(to)) => format!("between {} and {}", number(from), number(to)),
            (Some(from), None) if from.is_open => format!("more than {}", number(from)),
            (Some(from), None) => format!("at least {}", number(from)),
            (None, Some(to)) if to.is_open => format!("fewer than {}", number(to)),
            (None, Some(to)) => format!("at most {}", number(to)),
            (None, None) => "any number".to_owned(),
        }
    }
}

fn range(figure: &Record) -> Range {
    let value = figure.text("value").and_then(decimal);
    let all = Range { from: None, to: None };
    let Some(value) = value else { return all };
    let end = |is_open: bool| Some(End { billionths: value, is_open });
    match figure.text("bound").unwrap_or("exactly") {
        "exactly" => Range { from: end(false), to: end(false) },
        "at least" => Range { from: end(false), to: None },
        "more than" => Range { from: end(true), to: None },
        "at most" => Range { from: None, to: end(false) },
        "fewer than" => Range { from: None, to: end(true) },
        "between" => {
            let to = figure.text("value_to").and_then(decimal);
            let to = to.map(|billionths| End { billionths, is_open: false });
            Range { from: end(false), to }
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
        let end = |billionths: i128| Some(End { billionths, is_open: false });
        let exactly = |value: i128| Range { from: end(value), to: end(value) };
        let at_least = |value: i128| Range { from: end(value), to: None };
        assert!(exactly(5).excludes(&exactly(6)));
        assert!(!exactly(6).excludes(&at_least(6)));
        assert!(exactly(5).excludes(&at_least(6)));
        assert!(!at_least(5).excludes(&Range { from: None, to: None }));
    }
}
