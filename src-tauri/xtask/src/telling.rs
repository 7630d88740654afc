//! How the story of the sample archive is told: each thing in it by one run of the command.
//!
//! The story knows no ids; they are learnt here, from what the command answers.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::Value;

use crate::story::{
    Alignment, Appraisal, Claim, Collection, CrossReference, Date, Derivation, Evidence, Figure,
    KnownSource, Name, Named, Note, Passage, Sensitivity, Story, Subject,
};
use crate::vouchsafe::{Vouchsafe, WELL};

/// Ids by name.
type Ids = BTreeMap<String, String>;

/// The story while it is told: what was answered so far.
pub struct Telling<'run> {
    vouchsafe: &'run Vouchsafe,
    /// Where the sample's documents are.
    folder: PathBuf,
    /// Where files for the command may be written.
    scratch: PathBuf,
    documents: Ids,
    subjects: Ids,
    passages: Ids,
    claims: Ids,
    /// The first figure of each claim.
    figures: Ids,
}

/// The arguments of one command.
struct Arguments(Vec<String>);

impl Arguments {
    fn of<const N: usize>(words: [&str; N]) -> Self {
        Self(words.iter().map(|word| (*word).to_owned()).collect())
    }

    fn option(mut self, name: &str, value: Option<&String>) -> Self {
        if let Some(value) = value {
            self.0.push(format!("--{name}={value}"));
        }
        self
    }

    fn date(self, date: Option<&Date>) -> Self {
        let Some(date) = date else { return self };
        self.option("date", Some(&date.text))
            .option("calendar", date.calendar.as_ref())
            .option("year", date.year.map(|year| year.to_string()).as_ref())
            .option("year-because", date.year_because.as_ref())
    }
}

impl<'run> Telling<'run> {
    /// Begins with the ids of the documents, by file name.
    pub fn new(
        vouchsafe: &'run Vouchsafe,
        folder: &Path,
        scratch: &Path,
        documents: BTreeMap<String, String>,
    ) -> Self {
        Self {
            vouchsafe,
            folder: folder.to_path_buf(),
            scratch: scratch.to_path_buf(),
            documents,
            subjects: Ids::new(),
            passages: Ids::new(),
            claims: Ids::new(),
            figures: Ids::new(),
        }
    }

    /// Does all that the story says, in the order in which a person could.
    ///
    /// # Errors
    /// The command refused something: a quotation that is not in its document, for one.
    pub fn tell(&mut self, story: &Story) -> Result<()> {
        story.derivations.iter().try_for_each(|derivation| self.derive(derivation))?;
        story.alignments.iter().try_for_each(|alignment| self.align(alignment))?;
        story.sources.iter().try_for_each(|source| self.source(source))?;
        story.subjects.iter().try_for_each(|subject| self.subject(subject))?;
        story.passages.iter().try_for_each(|passage| self.passage(passage))?;
        story.claims.iter().try_for_each(|claim| self.claim(claim))?;
        story.cross_references.iter().try_for_each(|reference| self.relate(reference))?;
        story.appraisals.iter().try_for_each(|appraisal| self.appraise(appraisal))?;
        story.notes.iter().try_for_each(|note| self.note(note))?;
        for sensitive in &story.sensitivities {
            let on = self.named(&sensitive.on)?;
            self.sensitivity(&on, &sensitive.sensitivity)?;
        }
        story.collections.iter().try_for_each(|collection| self.collection(collection))
    }

    /// Returns the id of the claim that the story calls so.
    pub fn claim_id(&self, name: &str) -> Result<&str> {
        id(&self.claims, "claim", name)
    }

    /// Returns the id of the passage that the story calls so.
    pub fn passage_id(&self, name: &str) -> Result<&str> {
        id(&self.passages, "passage", name)
    }

    /// Runs a command that must end well, and returns the id under `key` of its answer.
    fn ask(&self, arguments: &Arguments, key: &str) -> Result<String> {
        let answer: Value = self.vouchsafe.ask(WELL, &arguments.0)?;
        let id = answer.get(key).and_then(Value::as_str);
        Ok(id.with_context(|| format!("{:?} answered no `{key}`", arguments.0))?.to_owned())
    }

    fn derive(&self, derivation: &Derivation) -> Result<()> {
        let from = id(&self.documents, "document", &derivation.from)?;
        let file = self.folder.join(&derivation.document);
        let arguments = Arguments::of(["document", "derive", from, &file.to_string_lossy()])
            .option("as", Some(&derivation.kind))
            .option("by", derivation.by.as_ref());
        let document = self.ask(&arguments, "document")?;
        let known = id(&self.documents, "document", &derivation.document)?;
        ensure!(document == known, "{} became a second document", derivation.document);
        Ok(())
    }

    fn align(&self, alignment: &Alignment) -> Result<()> {
        let translation = id(&self.documents, "document", &alignment.translation)?;
        let original = id(&self.documents, "document", &alignment.original)?;
        let (blocks, others) = (self.paragraphs(translation)?, self.paragraphs(original)?);
        let pair = |[one, other]: &[usize; 2]| {
            let block = one.checked_sub(1).and_then(|at| blocks.get(at))?;
            let other = other.checked_sub(1).and_then(|at| others.get(at))?;
            Some([block[0], block[1], other[0], other[1]])
        };
        let pairs: Option<Vec<[u64; 4]>> = alignment.paragraphs.iter().map(pair).collect();
        let pairs = pairs.context("a paragraph of an alignment is not there")?;
        let file = self.scratch.join("pairs.json");
        fs::write(&file, serde_json::to_vec(&pairs)?)?;
        let arguments = Arguments::of(["document", "align", translation, "--original", original])
            .option("pairs", Some(&file.to_string_lossy().into_owned()));
        self.ask(&arguments, "alignment").map(drop)
    }

    /// Returns where each paragraph of a document's text starts and ends.
    fn paragraphs(&self, document: &str) -> Result<Vec<[u64; 2]>> {
        #[derive(Deserialize)]
        struct Text {
            blocks: Vec<Block>,
        }
        #[derive(Deserialize)]
        struct Block {
            start: u64,
            end: u64,
        }
        let text: Text = self.vouchsafe.ask(WELL, ["document", "text", document])?;
        Ok(text.blocks.iter().map(|block| [block.start, block.end]).collect())
    }

    fn source(&self, source: &KnownSource) -> Result<()> {
        let file = self.scratch.join("source.json");
        fs::write(&file, source.csl.to_string())?;
        let arguments = Arguments::of(["source", "add", "--key", &source.key])
            .option("csl", Some(&file.to_string_lossy().into_owned()));
        self.ask(&arguments, "source").map(drop)
    }

    fn subject(&mut self, subject: &Subject) -> Result<()> {
        let mut arguments = Arguments::of(["subject", "add", &subject.name])
            .option("kind", Some(&subject.kind))
            .option("language", subject.language.as_ref())
            .option("pseudonym", subject.pseudonym.as_ref())
            .option("comment", subject.comment.as_ref())
            .date(subject.date.as_ref());
        for Name { form, language, name } in &subject.names {
            arguments = arguments.option("name", Some(&format!("{form}:{language}:{name}")));
        }
        let made = self.ask(&arguments, "subject")?;
        if let Some(sensitivity) = &subject.sensitivity {
            self.sensitivity(&made, sensitivity)?;
        }
        put(&mut self.subjects, "subject", &subject.name, made)
    }

    fn passage(&mut self, passage: &Passage) -> Result<()> {
        let document = id(&self.documents, "document", &passage.document)?;
        let original = passage.original.as_deref();
        let original = original.map(|name| self.passage_id(name)).transpose()?.map(str::to_owned);
        // A speaker without a subject of its own is a mere name.
        let speaker = passage.speaker.as_ref();
        let speaker = speaker.map(|name| self.subjects.get(name).unwrap_or(name));
        let arguments = Arguments::of(["passage", "add", document])
            .option("quote", passage.quote.as_ref())
            .option("occurrence", passage.occurrence.map(|number| number.to_string()).as_ref())
            .option("page", passage.page.map(|number| number.to_string()).as_ref())
            .option("region", passage.region.as_ref())
            .option("described", passage.described.as_ref())
            .option("speaker", speaker)
            .option("through", passage.through.as_ref())
            .option("original", original.as_ref())
            .option("comment", passage.comment.as_ref());
        let what = || format!("the passage `{}`", passage.name);
        let made = self.ask(&arguments, "passage").with_context(what)?;
        for figure in &passage.figures {
            self.figure(&made, figure)?;
        }
        for subject in &passage.about {
            let subject = id(&self.subjects, "subject", subject)?;
            let _: Value = self.vouchsafe.ask(WELL, ["subject", "mention", subject, &made])?;
        }
        put(&mut self.passages, "passage", &passage.name, made)
    }

    fn figure(&self, on: &str, figure: &Figure) -> Result<String> {
        let whole = figure.part_of.as_deref().map(|claim| id(&self.figures, "figure", claim));
        let arguments = Arguments::of(["figure", "add", on, &figure.words])
            .option("part-of", whole.transpose()?.map(str::to_owned).as_ref())
            .option("comment", figure.comment.as_ref());
        self.ask(&arguments, "figure")
    }

    fn claim(&mut self, claim: &Claim) -> Result<()> {
        let mut arguments = Arguments::of(["claim", "add", &claim.statement])
            .option("language", Some(&claim.language))
            .option("comment", claim.comment.as_ref())
            .date(claim.date.as_ref());
        for (language, text) in &claim.translations {
            arguments = arguments.option("translation", Some(&format!("{language}={text}")));
        }
        for subject in &claim.about {
            let subject = id(&self.subjects, "subject", subject)?.to_owned();
            arguments = arguments.option("about", Some(&subject));
        }
        let made = self.ask(&arguments, "claim")?;
        for figure in &claim.figures {
            let figure = self.figure(&made, figure)?;
            self.figures.entry(claim.name.clone()).or_insert(figure);
        }
        for evidence in &claim.evidence {
            self.evidence(&made, evidence)?;
        }
        for search in &claim.searched {
            let arguments = Arguments::of(["claim", "searched", &made, &search.what])
                .option("where", search.r#where.as_ref())
                .option("by", search.by.as_ref())
                .option("comment", search.comment.as_ref())
                .date(search.date.as_ref());
            let _: Value = self.vouchsafe.ask(WELL, &arguments.0)?;
        }
        for sign_off in &claim.signed_off {
            let arguments = Arguments::of(["claim", "sign", &made, "--by", &sign_off.by])
                .option("comment", sign_off.comment.as_ref());
            let _: Value = self.vouchsafe.ask(WELL, &arguments.0)?;
        }
        put(&mut self.claims, "claim", &claim.name, made)
    }

    fn evidence(&self, claim: &str, evidence: &Evidence) -> Result<()> {
        let passage = self.passage_id(&evidence.passage)?;
        let arguments = Arguments::of(["evidence", "add", "--claim", claim, "--passage", passage])
            .option("stance", Some(&evidence.stance))
            .option("shows", evidence.shows.as_ref())
            .option("because", evidence.because.as_ref());
        let held = self.ask(&arguments, "evidence")?;
        if let Some(reason) = &evidence.withdrawn {
            let arguments = ["evidence", "withdraw", &held, "--reason", reason];
            let _: Value = self.vouchsafe.ask(WELL, arguments)?;
        }
        Ok(())
    }

    fn relate(&self, reference: &CrossReference) -> Result<()> {
        let passage = |name: &Option<String>| -> Result<Option<String>> {
            let id = name.as_deref().map(|name| self.passage_id(name)).transpose()?;
            Ok(id.map(str::to_owned))
        };
        let arguments = Arguments::of(["relate", &reference.from, &reference.to])
            .option("as", Some(&reference.relation))
            .option("from-passage", passage(&reference.from_passage)?.as_ref())
            .option("to-passage", passage(&reference.to_passage)?.as_ref())
            .option("comment", reference.comment.as_ref());
        self.ask(&arguments, "cross_reference").map(drop)
    }

    fn appraise(&self, appraisal: &Appraisal) -> Result<()> {
        let Appraisal { source, aspect, judgement, because } = appraisal;
        let arguments = Arguments::of(["appraise", source, aspect, judgement])
            .option("because", because.as_ref());
        let _: Value = self.vouchsafe.ask(WELL, &arguments.0)?;
        Ok(())
    }

    fn note(&self, note: &Note) -> Result<()> {
        let on = self.named(&note.on)?;
        let written = self.ask(&Arguments::of(["note", "add", &on, &note.text]), "note")?;
        match &note.sensitivity {
            Some(sensitivity) => self.sensitivity(&written, sensitivity),
            None => Ok(()),
        }
    }

    fn sensitivity(&self, on: &str, sensitivity: &Sensitivity) -> Result<()> {
        let arguments = Arguments::of(["sensitivity", "set", on, &sensitivity.level])
            .option("reason", sensitivity.reason.as_ref())
            .option("consent", sensitivity.consent.as_ref());
        let _: Value = self.vouchsafe.ask(WELL, &arguments.0)?;
        Ok(())
    }

    fn collection(&self, collection: &Collection) -> Result<()> {
        let mut arguments = Arguments::of(["collection", "add", &collection.name]);
        for named in &collection.of {
            arguments.0.push(self.named(named)?);
        }
        let _: Value = self.vouchsafe.ask(WELL, &arguments.0)?;
        Ok(())
    }

    fn named(&self, named: &Named) -> Result<String> {
        Ok(match named {
            Named::Document(name) => id(&self.documents, "document", name)?.to_owned(),
            Named::Source(key) => key.clone(),
            Named::Claim(name) => self.claim_id(name)?.to_owned(),
        })
    }
}

/// Returns the id that goes with a name of the story.
fn id<'ids>(ids: &'ids Ids, kind: &str, name: &str) -> Result<&'ids str> {
    let id = ids.get(name).map(String::as_str);
    id.with_context(|| format!("the story speaks of a {kind} `{name}`, which is not there yet"))
}

/// Keeps the id of a name of the story.
fn put(ids: &mut Ids, kind: &str, name: &str, id: String) -> Result<()> {
    let before = ids.insert(name.to_owned(), id);
    ensure!(before.is_none(), "the story has two of the {kind} `{name}`");
    Ok(())
}
