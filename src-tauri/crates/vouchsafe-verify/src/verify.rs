//! The stages of a verification, in the order of the format document, section 7.

use vouchsafe_model::ArchiveId;

use crate::{
    Code, Counts, Error, Finding, Head, Progress, Report, Request, Verdict,
    audit::Audit,
    bytes, catalogue, container,
    contents::{self, Contents},
    difference,
    documents::Documents,
    entries::{self, Ledger},
    file::ArchiveFile,
    heads::{self, Roots},
    logs, passages, purges, quotes,
    quotes::PassageTally,
    replay::{InOrder, replay},
    schema::{self, Tables},
    sums::{Keyed, Sums, Superseded, SupersededWrites},
    tally::{self, Tally},
};

/// What stands in the report besides the findings.
#[derive(Default)]
struct Figures {
    archive: Option<ArchiveId>,
    heads: Vec<Head>,
    compared_heads: u64,
    entries: Ledger,
    tally: Tally,
    passages: PassageTally,
}

/// Reads an archive and reports what of it is as it was recorded.
///
/// Whatever is wrong in the file is a finding; the report is always whole. While all but the bytes
/// of contents are read, a writer has to wait (a minute for a million entries).
///
/// # Errors
/// `Open`, `Unreadable`, `NotAnArchive`, `Newer`, `Unfinished`, `Busy` or `Read`: nothing can be
/// said of the file then.
pub fn verify(request: &Request<'_>, progress: &dyn Progress) -> Result<Report, Error> {
    let opened = ArchiveFile::open(request.path, request.page_key)?;
    let mut audit = Audit::new(request, progress, &opened.file);
    if let Some(message) = opened.schema_damage {
        audit.findings.add(Finding::new(Code::V001, "the schema", message));
    }
    if !opened.readable {
        audit.skip("nothing but the first page of the file can be read".to_owned());
        return Ok(report(audit, Figures::default()));
    }
    let figures = check_all(&mut audit)?;
    Ok(report(audit, figures))
}

fn check_all(audit: &mut Audit<'_>) -> Result<Figures, Error> {
    // Whoever writes meanwhile would make the stages disagree; contents are never changed.
    let snapshot = audit.connect()?;
    let begun = snapshot.execute_batch("BEGIN; SELECT 1 FROM sqlite_schema LIMIT 1");
    audit.read("the schema", begun)?;
    let identity = container::identify(audit)?;
    let mut figures = Figures { archive: identity.archive, ..Figures::default() };
    let tables = schema::check(audit)?;
    container::check_structure(audit, &tables)?;
    let mut logs = logs::read(audit, &tables, identity)?;
    let keyed = Keyed::default();
    let mut ledger = entries::check(audit, &tables, &mut logs, &keyed)?;
    if !ledger.is_complete {
        audit.skip("logs, catalogue and contents were not compared".to_owned());
        figures.entries = ledger;
        return Ok(figures);
    }
    entries::check_openings(audit, &logs, identity);
    let roots = Roots::of(&logs, &ledger, audit.request.known_heads);
    figures.heads = heads::check_roots(audit, &logs, &roots);
    figures.compared_heads = heads::check_known(audit, &logs, &roots, identity);
    let effect = heads::check_effect(audit, &logs, &ledger, &roots, identity);
    heads::check_timestamps(audit, &logs, &ledger, &roots, &effect);
    let committed = std::mem::take(&mut ledger.contents);
    let mut contents = Contents::committed_by(audit, &logs, committed, &effect);
    contents::check_rows(audit, &tables, &mut contents)?;
    let purged = purges::check(audit, &tables, &logs, (&ledger, &effect), &contents)?;
    contents.settle(audit, &logs, &purged);
    let superseded = std::mem::take(&mut ledger.superseded);
    let order = InOrder { logs: &logs, effect: &effect, entries: ledger.checked };
    let (documents, is_compared) = check_catalogue(audit, &tables, order, &keyed, superseded)?;
    let quoting =
        if is_compared { passages::collect(audit, &logs, (&ledger, &effect))? } else { None };
    figures.entries = ledger;
    drop(snapshot);
    bytes::check(audit, &tables, &mut contents, &documents)?;
    figures.tally = tally::tally(audit, &contents, &documents);
    tally::name_documents(audit, &documents);
    match quoting {
        Some(quoting) => {
            figures.passages = quotes::prove(audit, &tables, &logs, quoting, &contents)?;
        }
        None => audit.skip("no passage was compared with its text".to_owned()),
    }
    Ok(figures)
}

/// Replays the logs against the catalogue; returns the documents that the logs give, and whether
/// the catalogue was compared to its end.
fn check_catalogue(
    audit: &mut Audit<'_>,
    tables: &Tables,
    order: InOrder<'_>,
    keyed: &Keyed,
    superseded: Vec<Superseded>,
) -> Result<(Documents, bool), Error> {
    let mut sums = Sums::default();
    let superseded = SupersededWrites::of(keyed, superseded, order.effect, &mut sums);
    let replayed = replay(audit, order, keyed, &superseded, &mut sums)?;
    drop(superseded);
    let Some(documents) = replayed else {
        audit.skip("the catalogue was not compared".to_owned());
        return Ok((Documents::default(), false));
    };
    if !tables.has_catalogue() {
        if tables.catalogue_version != Some(crate::format::CATALOGUE_VERSION) {
            let version = tables.catalogue_version;
            let version = version.map_or("none".to_owned(), |version| version.to_string());
            let detail = "the catalogue was not compared";
            let finding = Finding::new(Code::V043, "table catalogue", detail);
            audit.findings.add(finding.compared(crate::format::CATALOGUE_VERSION, version));
        }
        for table in ["record", "field"] {
            if tables.catalogue_version == Some(crate::format::CATALOGUE_VERSION)
                && !tables.has(table)
            {
                let detail = "nothing that the logs have is there: it is not the document's table";
                let finding = Finding::new(Code::V040, format!("table {table}"), detail);
                audit.findings.add(finding);
            }
        }
        audit.not_checked.push("the catalogue".to_owned());
        return Ok((documents, false));
    }
    let comparison = catalogue::compare(audit, keyed, &mut sums)?;
    drop(sums);
    let differing = comparison.differing.len() as u64;
    let is_named = comparison.is_complete
        && (differing == 0 || difference::name(audit, order, keyed, &comparison.differing)?);
    if !is_named {
        audit.skip("the catalogue was not compared to its end".to_owned());
    }
    let failed = comparison.reported.saturating_add(differing);
    audit.pass("records of the catalogue", comparison.records, failed);
    Ok((documents, comparison.is_complete))
}

fn report(mut audit: Audit<'_>, figures: Figures) -> Report {
    if audit.is_cancelled() {
        audit.not_checked.push("the run was cancelled".to_owned());
    }
    let Figures { archive, heads, compared_heads, entries, tally, passages } = figures;
    let of = |entries, passages, counts| Counts { entries, passages, ..counts };
    let expected = of(entries.expected, passages.expected, tally.expected);
    let checked = of(entries.checked, passages.checked, tally.checked);
    let failed = of(entries.failed, passages.failed, tally.failed);
    let mut unknown = expected.without(checked);
    unknown.bytes = unknown.bytes.saturating_sub(tally.read_before_bytes);
    let verdict = Verdict::of(&audit.findings, checked, unknown);
    Report {
        archive,
        verdict,
        expected,
        checked,
        failed,
        unknown,
        read_before_bytes: tally.read_before_bytes,
        heads,
        compared_heads,
        findings: audit.findings.finish(),
        passes: audit.passes,
        not_checked: audit.not_checked,
    }
}
