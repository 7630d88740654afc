//! How claims are shown: in short for lists, and whole.

use vouchsafe_app::{ClaimItem, ClaimShowReport};

use super::evidence;
use crate::{
    output::Output,
    shown::{count, instant, mark, short_id, visible},
};

/// Shows a claim on two lines: the statement, and how it stands.
pub fn short(out: &mut Output, claim: &ClaimItem) {
    let removed = if claim.removed { " (removed)" } else { "" };
    let statement = match &claim.statement {
        Some(statement) => visible(statement),
        None if claim.sensitivity == "sealed" => "(not shown; --show-sealed shows it)".to_owned(),
        None => "(purged)".to_owned(),
    };
    let head =
        format!("{}  {statement}{removed} {}", short_id(&claim.id), mark(&claim.sensitivity));
    out.line(head.trim_end());
    let signed = match claim.standing.signed_off {
        0 => String::new(),
        signs => format!("; signed off by {}", count(signs, "person")),
    };
    out.line(format!("      {}{signed}", claim.standing.label));
}

/// Shows a claim with everything it rests on.
pub fn whole(out: &mut Output, report: &ClaimShowReport) {
    short(out, &report.item);
    report.item.standing.reasons.iter().for_each(|reason| out.line(format!("      {reason}")));
    if let Some(date) = &report.item.date {
        let written = date.written.as_deref().filter(|text| *text != date.edtf);
        let written = written.map(|text| format!(" (written {})", visible(text)));
        out.line(format!("  date      {}{}", date.edtf, written.unwrap_or_default()));
        date.inferred.iter().for_each(|part| out.line(format!("            {}", visible(part))));
    }
    for (language, text) in &report.translations {
        out.line(format!("  {language:<8}  {}", visible(text)));
    }
    for figure in &report.figures {
        out.line(format!("  figure    {}", visible(&figure.in_words())));
    }
    for subject in &report.about {
        out.line(format!("  about     {}", visible(&subject.label)));
    }
    if let Some(comment) = &report.comment {
        out.line(format!("  comment   {}", visible(comment)));
    }
    if !report.evidence.is_empty() {
        out.line("Evidence:");
        report.evidence.iter().for_each(|held| evidence::show_item(out, held));
    }
    for sign_off in &report.sign_offs {
        let by = sign_off.by.as_deref().map(visible).unwrap_or_default();
        let time = sign_off.time.as_deref().map(instant).unwrap_or_default();
        let of = if sign_off.stands { "" } else { ", in another wording" };
        out.line(format!("Signed off by {by}, {time}{of}."));
    }
    for inquiry in &report.searched {
        let sought = inquiry.sought.as_deref().map(visible).unwrap_or_default();
        let place = inquiry.searched_in.as_deref().map(|place| format!(" in {}", visible(place)));
        let date = inquiry.date.as_ref().map(|date| format!(", {}", date.edtf));
        let by = inquiry.by.as_deref().map(|by| format!(", by {}", visible(by)));
        let parts = [place, date, by].into_iter().flatten().collect::<String>();
        out.line(format!("Searched for and not found: {sought}{parts}."));
    }
    if report.wordings.len() > 1 {
        out.line("Wordings, the first one first:");
        for wording in &report.wordings {
            let statement = wording.statement.as_deref().unwrap_or("(purged)");
            let agent = wording.agent.as_deref().map(visible).unwrap_or_default();
            let time = wording.time.as_deref().map(instant).unwrap_or_default();
            out.line(format!("  {} ({agent}, {time})", visible(statement)));
        }
    }
    for note in &report.notes {
        let text = note.text.as_deref().unwrap_or("(not shown)");
        out.line(format!("Note {}: {}", short_id(&note.id), visible(text)));
    }
}
