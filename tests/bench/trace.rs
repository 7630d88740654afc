//! Our side of `cargo xtask bench trace`: an archive with many passages, and how long it takes to
//! open it, to trace a claim, to say how claims stand.
//!
//! `… --example trace -- make FOLDER PASSAGES` writes an archive with so many passages, a tenth as
//! many documents and claims; `… -- run FOLDER` measures, and prints one JSON document. Eight
//! passages are evidence for each claim; each source goes back to two earlier ones, so that most
//! traces have dozens of paths. Every call is made on another claim, all of them twice: the first
//! round finds pages that were not read before.

#![expect(clippy::print_stdout, reason = "its figures are its output")]

use std::path::Path;
use std::time::Instant;

use serde_json::json;
use vouchsafe_app::{
    ClaimListRequest, Environment, InitRequest, Purpose, Secrets, Session, TraceRequest,
    claim_list, claim_show, init, trace,
};
use vouchsafe_archive::{Access, Append, Archive, Author, SetDraft, Staged};
use vouchsafe_fixity::{LogKey, OsEntropy};
use vouchsafe_model::{ActId, AgentId, Kind, RecordId};

type Failed = Box<dyn std::error::Error>;

/// How many records are written in one commit.
const COMMIT_RECORDS: usize = 50_000;
/// How many claims are asked for.
const ASKED: usize = 200;
const EVIDENCE_EACH: u64 = 8;
const ABOUT: usize = 50;

fn main() -> Result<(), Failed> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["make", folder, passages] => make(Path::new(folder), passages.parse()?),
        ["run", folder] => run(Path::new(folder)),
        _ => Err("usage: trace make FOLDER PASSAGES | trace run FOLDER".into()),
    }
}

fn environment(folder: &Path) -> Environment {
    Environment::of_this_machine(folder.join("config"), None, None)
}

/// Ids and choices that are the same every time.
fn chance(number: u64) -> u64 {
    let mut mixed = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

fn id(kind: u64, number: u64) -> RecordId {
    let (high, low) = (chance(kind << 56 | number), chance(kind << 57 | number ^ 0xFF));
    RecordId::from_bytes((u128::from(high) << 64 | u128::from(low)).to_be_bytes())
}

const SOURCE: u64 = 1;
const DOCUMENT: u64 = 2;
const RENDITION: u64 = 3;
const PASSAGE: u64 = 4;
const CLAIM: u64 = 5;
const EVIDENCE: u64 = 6;
const REFERENCE: u64 = 7;
const SUBJECT: u64 = 8;
const MENTION: u64 = 9;

/// Writes the archive, in few large commits.
fn make(folder: &Path, passages: u64) -> Result<(), Failed> {
    let path = folder.join("bench.vouch");
    let request = InitRequest {
        path: &path,
        title: Some("Bench".to_owned()),
        agent_name: "Bench".to_owned(),
        passphrase: None,
        key_passphrase: None,
    };
    init(environment(folder), request)?;
    let mut archive = Archive::open(&path, None, Access::Write)?;
    let (archive_id, log) = (archive.id().to_string(), archive.founding_log());
    let key = folder.join("config/keys").join(archive_id).join(log.to_string());
    let key = LogKey::from_openssh(&std::fs::read_to_string(key)?, None)?;
    let clock = environment(folder).clock;
    let sources = (passages / 10).max(2);
    let works: Vec<Work> = (0..sources)
        .map(Work::Source)
        .chain((0..passages).map(move |number| Work::Passage(number, sources)))
        .chain((0..sources).map(move |number| Work::Claim(number, passages)))
        .chain((1..sources).map(Work::Reference))
        .collect();
    for (number, part) in works.chunks(COMMIT_RECORDS).enumerate() {
        let mut author = Author {
            log,
            key: &key,
            agent: AgentId::from_bytes([10; 16]),
            act: ActId::from_bytes((number as u128 + 1).to_be_bytes()),
            known: Vec::new(),
            clock: clock.as_ref(),
            entropy: &mut OsEntropy,
        };
        let mut append = archive.begin(&mut author)?;
        for work in part {
            work.write(&mut append)?;
        }
        append.commit()?;
    }
    Ok(())
}

/// One thing to be written, with what it goes with.
#[derive(Clone, Copy)]
enum Work {
    /// A source and its document.
    Source(u64),
    /// A passage, of one of so many documents.
    Passage(u64, u64),
    /// A claim, with evidence of so many passages.
    Claim(u64, u64),
    /// What a source goes back to.
    Reference(u64),
}

impl Work {
    fn write(self, append: &mut Append<'_>) -> Result<(), Failed> {
        match self {
            Self::Source(number) => {
                let draft = SetDraft::new(Kind::Source, id(SOURCE, number))
                    .with("key", format!("work{number}"));
                append.set(draft)?;
                let bytes = format!("The document of work {number}. ").repeat(20).into_bytes();
                let content = append.hold(&Staged::small(bytes, &mut OsEntropy))?;
                append.set(
                    SetDraft::new(Kind::Document, id(DOCUMENT, number))
                        .with("source", id(SOURCE, number).to_string())
                        .with("content", content.to_string())
                        .with("role", "original")
                        .with("media_type", "text/plain"),
                )?;
            }
            Self::Passage(number, sources) => {
                let of = number % sources;
                append.set(
                    SetDraft::new(Kind::Passage, id(PASSAGE, number))
                        .with("document", id(DOCUMENT, of).to_string())
                        .with("rendition", id(RENDITION, of).to_string())
                        .with("exact", format!("words {number} of the work"))
                        .with("prefix", "right before them ")
                        .with("suffix", " and right after them")
                        .with("start", number / sources * 40)
                        .with("end", number / sources * 40 + 24),
                )?;
            }
            Self::Claim(number, passages) => claim(append, number, passages)?,
            Self::Reference(number) => {
                for (part, to) in [number / 10, number / 7].into_iter().enumerate() {
                    // The first of both from passage to passage, the other from work to work.
                    let mut draft = SetDraft::new(
                        Kind::CrossReference,
                        id(REFERENCE, number * 2 + part as u64),
                    )
                    .with("from", id(SOURCE, number).to_string())
                    .with("to", id(SOURCE, to).to_string())
                    .with("relation", "cites");
                    if part == 0 {
                        draft = draft
                            .with("from_passage", id(PASSAGE, number).to_string())
                            .with("to_passage", id(PASSAGE, to).to_string());
                    }
                    append.set(draft)?;
                }
            }
        }
        Ok(())
    }
}

fn claim(append: &mut Append<'_>, number: u64, passages: u64) -> Result<(), Failed> {
    let claim = id(CLAIM, number);
    let statement = format!("So many people were there, says claim {number}.");
    append.set(SetDraft::new(Kind::Claim, claim).with("statement", statement))?;
    for part in 0..EVIDENCE_EACH {
        let evidence = number * EVIDENCE_EACH + part;
        append.set(
            SetDraft::new(Kind::Evidence, id(EVIDENCE, evidence))
                .with("claim", claim.to_string())
                .with("passage", id(PASSAGE, chance(evidence) % passages).to_string())
                .with("stance", if part < 6 { "supports" } else { "contradicts" })
                .with("shows", "said"),
        )?;
    }
    if number == 0 {
        append.set(SetDraft::new(Kind::Subject, id(SUBJECT, 0)).with("name", "The one subject"))?;
    }
    if number < ABOUT as u64 {
        append.set(
            SetDraft::new(Kind::Mention, id(MENTION, number))
                .with("subject", id(SUBJECT, 0).to_string())
                .with("on", claim.to_string())
                .with("on_kind", Kind::Claim.name()),
        )?;
    }
    Ok(())
}

fn run(folder: &Path) -> Result<(), Failed> {
    let open = || {
        let path = folder.join("bench.vouch");
        Session::open(environment(folder), &path, Secrets::default(), Purpose::Read)
    };
    let mut opened: Vec<f64> = Vec::new();
    for _ in 0..10 {
        let begun = Instant::now();
        let session = open()?;
        opened.push(begun.elapsed().as_secs_f64() * 1e3);
        drop(session);
    }
    let session = open()?;
    let catalogue = session.catalogue();
    let claims = catalogue.count(Kind::Claim)?;
    let counts = [Kind::Document, Kind::Passage, Kind::Claim, Kind::Evidence, Kind::CrossReference]
        .map(|kind| Ok::<_, Failed>((kind.name(), catalogue.count(kind)?)));
    let counts: Vec<(&str, u64)> = counts.into_iter().collect::<Result<_, _>>()?;
    // Claims that are spread over the archive.
    let asked: Vec<String> =
        (0..ASKED as u64).map(|number| id(CLAIM, chance(number) % claims).to_string()).collect();
    let mut paths = 0;
    let mut measured = serde_json::Map::new();
    for read_again in [false, true] {
        let name = if read_again { "trace" } else { "trace --quick" };
        let times = times(&asked, |claim| {
            let request = TraceRequest { start: claim.to_owned(), read_again, show_sealed: false };
            paths += trace(&session, &request)?.paths.len();
            Ok(())
        })?;
        measured.insert(name.to_owned(), times);
    }
    let shown = times(&asked, |claim| Ok(claim_show(&session, claim, false).map(drop)?))?;
    measured.insert("claim show".to_owned(), shown);
    let about = Some(id(SUBJECT, 0).to_string());
    let begun = Instant::now();
    let listed = claim_list(&session, &ClaimListRequest { about, ..ClaimListRequest::default() })?;
    let list_ms = begun.elapsed().as_secs_f64() * 1e3;
    if listed.claims.len() != ABOUT.min(usize::try_from(claims)?) {
        return Err(format!("{} claims listed", listed.claims.len()).into());
    }
    let mib = std::fs::metadata(folder.join("bench.vouch"))?.len() >> 20;
    let report = json!({
        "counts": counts.into_iter().collect::<std::collections::BTreeMap<_, _>>(),
        "file_mib": mib,
        "paths_each": paths / (ASKED * 4),
        "open": percentiles(opened),
        "calls": measured,
        "claim list --about (50)": list_ms,
    });
    println!("{report:#}");
    Ok(())
}

/// Does something with each claim, twice over, and returns how long each took.
fn times(
    claims: &[String],
    mut ask: impl FnMut(&str) -> Result<(), Failed>,
) -> Result<serde_json::Value, Failed> {
    let mut rounds = serde_json::Map::new();
    for round in ["first round", "second round"] {
        let mut all = Vec::with_capacity(claims.len());
        for claim in claims {
            let begun = Instant::now();
            ask(claim)?;
            all.push(begun.elapsed().as_secs_f64() * 1e3);
        }
        rounds.insert(round.to_owned(), percentiles(all));
    }
    Ok(rounds.into())
}

fn percentiles(mut times: Vec<f64>) -> serde_json::Value {
    times.sort_by(f64::total_cmp);
    let at = |share: usize| (times[(times.len() - 1) * share / 100] * 100.0).round() / 100.0;
    json!({ "p50_ms": at(50), "p95_ms": at(95), "max_ms": at(100) })
}
