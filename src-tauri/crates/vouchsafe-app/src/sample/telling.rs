//! How the story of the sample archive is told: each thing in it by the use case for it, in the
//! order in which a person could.
//!
//! The story knows no ids; they are learnt here.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::{
    step,
    story::{
        Alignment, Appraisal, Claim, Collection, CrossReference, Derivation, Evidence, Figure,
        KnownSource, Named, Note, Passage, Sensitivity, Story, Subject,
    },
};
use crate::{
    appraisal::{AppraisalRequest, appraise},
    claim::{ClaimRequest, InquiryRequest, SignOffRequest, claim_add, claim_searched, claim_sign},
    collection::collection_add,
    document::{DeriveRequest, document_derive},
    error::Error,
    evidence::{EvidenceRequest, evidence_add, evidence_withdraw},
    figure::{FigureRequest, figure_add},
    note::note_add,
    passage::{PassageRequest, Selection, passage_add},
    progress::{Progress, Silent},
    relate::{RelateRequest, relate},
    sensitivity::{SensitivitySetRequest, sensitivity_set},
    session::Session,
    source::{SourceAddRequest, source_add},
    subject::{NameRequest, SubjectRequest, subject_add, subject_mention},
    text::{AlignRequest, DocumentTextRequest, document_align, document_text},
};

/// Ids by name.
type Ids = BTreeMap<String, String>;

/// The story while it is told: what was learnt so far.
#[derive(Debug, Default)]
pub(super) struct Telling {
    /// Where the sample's documents are.
    folder: PathBuf,
    pub documents: Ids,
    pub passages: Ids,
    pub claims: Ids,
    subjects: Ids,
    /// The first figure of each claim.
    figures: Ids,
}

impl Telling {
    /// Begins; the ids of the documents are to be put in.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), ..Self::default() }
    }

    /// Does all that the story says.
    ///
    /// # Errors
    /// Something was refused: a quotation that is not in its document, for one.
    pub fn tell(
        &mut self,
        session: &mut Session,
        story: &Story,
        progress: &dyn Progress,
    ) -> Result<(), Error> {
        for derivation in &story.derivations {
            self.derive(session, derivation)?;
            step(progress)?;
        }
        for alignment in &story.alignments {
            self.align(session, alignment)?;
            step(progress)?;
        }
        for source in &story.sources {
            known_source(session, source)?;
            step(progress)?;
        }
        for subject in &story.subjects {
            self.subject(session, subject)?;
            step(progress)?;
        }
        for passage in &story.passages {
            progress.item(&passage.name);
            self.passage(session, passage)?;
            step(progress)?;
        }
        for claim in &story.claims {
            progress.item(&claim.statement);
            self.claim(session, claim)?;
            step(progress)?;
        }
        for reference in &story.cross_references {
            self.relate(session, reference)?;
            step(progress)?;
        }
        for appraisal in &story.appraisals {
            judge(session, appraisal)?;
            step(progress)?;
        }
        for note in &story.notes {
            self.note(session, note)?;
            step(progress)?;
        }
        for sensitive in &story.sensitivities {
            let on = self.named(&sensitive.on)?;
            restrict(session, &on, &sensitive.sensitivity)?;
            step(progress)?;
        }
        for collection in &story.collections {
            self.collection(session, collection)?;
            step(progress)?;
        }
        Ok(())
    }

    fn derive(&self, session: &mut Session, derivation: &Derivation) -> Result<(), Error> {
        let request = DeriveRequest {
            from: id(&self.documents, "document", &derivation.from)?,
            file: self.folder.join(&derivation.document),
            derivation: derivation.kind.clone(),
            by: derivation.by.clone(),
            tool: None,
            reason: None,
        };
        let made = document_derive(session, &request, &Silent)?.item.document;
        if made != Some(id(&self.documents, "document", &derivation.document)?) {
            return Err(wrong(&format!("{} became a second document", derivation.document)));
        }
        Ok(())
    }

    fn align(&self, session: &mut Session, alignment: &Alignment) -> Result<(), Error> {
        let translation = id(&self.documents, "document", &alignment.translation)?;
        let original = id(&self.documents, "document", &alignment.original)?;
        let (blocks, others) =
            (paragraphs(session, &translation)?, paragraphs(session, &original)?);
        let pair = |[one, other]: &[usize; 2]| {
            let block = one.checked_sub(1).and_then(|at| blocks.get(at))?;
            let other = other.checked_sub(1).and_then(|at| others.get(at))?;
            Some([block[0], block[1], other[0], other[1]])
        };
        let pairs: Option<Vec<[u64; 4]>> = alignment.paragraphs.iter().map(pair).collect();
        let missing = || wrong("a paragraph of an alignment is not there");
        let request = AlignRequest {
            document: translation,
            original: Some(original),
            pairs: Some(pairs.ok_or_else(missing)?),
        };
        document_align(session, &request).map(drop)
    }

    fn subject(&mut self, session: &mut Session, subject: &Subject) -> Result<(), Error> {
        let names = subject.names.iter().map(|name| NameRequest {
            text: name.name.clone(),
            language: Some(name.language.clone()).filter(|language| !language.is_empty()),
            form: name.form.clone(),
        });
        let request = SubjectRequest {
            name: Some(subject.name.clone()),
            language: subject.language.clone(),
            subject_kind: Some(subject.kind.clone()),
            pseudonym: subject.pseudonym.clone(),
            date: subject.date.as_ref().map(super::story::StoryDate::request),
            comment: subject.comment.clone(),
            names: names.collect(),
        };
        let made = subject_add(session, &request)?.subject;
        if let Some(sensitivity) = &subject.sensitivity {
            restrict(session, &made, sensitivity)?;
        }
        put(&mut self.subjects, "subject", &subject.name, made)
    }

    fn passage(&mut self, session: &mut Session, passage: &Passage) -> Result<(), Error> {
        let original = passage.original.as_deref();
        let original = original.map(|name| id(&self.passages, "passage", name)).transpose()?;
        // A speaker without a subject of its own is a mere name.
        let speaker = passage.speaker.as_ref();
        let speaker = speaker.map(|name| self.subjects.get(name).unwrap_or(name).clone());
        let selection = Selection {
            quote: passage.quote.clone(),
            occurrence: passage.occurrence,
            page_number: passage.page,
            region: passage.region.as_ref().map(|region| format!("xywh=percent:{region}")),
            described: passage.described.clone(),
            ..Selection::default()
        };
        let request = PassageRequest {
            document: id(&self.documents, "document", &passage.document)?,
            selection,
            attributed_to: speaker,
            known_through: passage.through.clone(),
            original,
            comment: passage.comment.clone(),
        };
        let absent = || wrong(&format!("the words of `{}` do not stand there once", passage.name));
        let made = passage_add(session, &request)?.passage.ok_or_else(absent)?;
        for figure in &passage.figures {
            self.figure(session, &made, figure)?;
        }
        for subject in &passage.about {
            subject_mention(session, &id(&self.subjects, "subject", subject)?, &made)?;
        }
        put(&mut self.passages, "passage", &passage.name, made)
    }

    fn figure(&self, session: &mut Session, on: &str, figure: &Figure) -> Result<String, Error> {
        let whole = figure.part_of.as_deref().map(|claim| id(&self.figures, "figure", claim));
        let request = FigureRequest {
            part_of: whole.transpose()?,
            comment: figure.comment.clone(),
            ..FigureRequest::of_words(&figure.words)?
        };
        Ok(figure_add(session, on, &request)?.figure)
    }

    fn claim(&mut self, session: &mut Session, claim: &Claim) -> Result<(), Error> {
        let about = claim.about.iter().map(|subject| id(&self.subjects, "subject", subject));
        let request = ClaimRequest {
            statement: claim.statement.clone(),
            language: Some(claim.language.clone()),
            date: claim.date.as_ref().map(super::story::StoryDate::request),
            translations: claim.translations.clone().into_iter().collect(),
            about: about.collect::<Result<_, _>>()?,
            figures: Vec::new(),
            comment: claim.comment.clone(),
        };
        let made = claim_add(session, &request)?.claim;
        for figure in &claim.figures {
            let figure = self.figure(session, &made, figure)?;
            self.figures.entry(claim.name.clone()).or_insert(figure);
        }
        for evidence in &claim.evidence {
            self.evidence(session, &made, evidence)?;
        }
        for search in &claim.searched {
            let request = InquiryRequest {
                claim: made.clone(),
                sought: search.what.clone(),
                searched_in: search.r#where.clone(),
                date: search.date.as_ref().map(super::story::StoryDate::request),
                by: search.by.clone(),
                comment: search.comment.clone(),
            };
            claim_searched(session, &request)?;
        }
        for sign_off in &claim.signed_off {
            let request = SignOffRequest {
                claim: made.clone(),
                by: Some(sign_off.by.clone()),
                comment: sign_off.comment.clone(),
            };
            claim_sign(session, &request)?;
        }
        put(&mut self.claims, "claim", &claim.name, made)
    }

    fn evidence(
        &self,
        session: &mut Session,
        claim: &str,
        evidence: &Evidence,
    ) -> Result<(), Error> {
        let request = EvidenceRequest {
            claim: claim.to_owned(),
            passage: Some(id(&self.passages, "passage", &evidence.passage)?),
            new_passage: None,
            stance: evidence.stance.clone(),
            shows: evidence.shows.clone(),
            comment: evidence.because.clone(),
        };
        let held = evidence_add(session, &request)?.evidence;
        if let Some((held, reason)) = held.as_ref().zip(evidence.withdrawn.as_ref()) {
            evidence_withdraw(session, held, reason)?;
        }
        Ok(())
    }

    fn relate(&self, session: &mut Session, reference: &CrossReference) -> Result<(), Error> {
        let passage = |name: &Option<String>| {
            name.as_deref().map(|name| id(&self.passages, "passage", name)).transpose()
        };
        let request = RelateRequest {
            from: reference.from.clone(),
            to: reference.to.clone(),
            relation: reference.relation.clone(),
            from_passage: passage(&reference.from_passage)?,
            to_passage: passage(&reference.to_passage)?,
            comment: reference.comment.clone(),
        };
        relate(session, &request).map(drop)
    }

    fn note(&self, session: &mut Session, note: &Note) -> Result<(), Error> {
        let written = note_add(session, &self.named(&note.on)?, &note.text)?.note;
        match &note.sensitivity {
            Some(sensitivity) => restrict(session, &written, sensitivity),
            None => Ok(()),
        }
    }

    fn collection(&self, session: &mut Session, collection: &Collection) -> Result<(), Error> {
        let records = collection.of.iter().map(|named| self.named(named));
        let records: Vec<String> = records.collect::<Result<_, _>>()?;
        collection_add(session, &collection.name, &records).map(drop)
    }

    fn named(&self, named: &Named) -> Result<String, Error> {
        Ok(match named {
            Named::Document(name) => id(&self.documents, "document", name)?,
            Named::Source(key) => key.clone(),
            Named::Claim(name) => id(&self.claims, "claim", name)?,
        })
    }
}

/// Returns where each paragraph of a document's text starts and ends.
fn paragraphs(session: &mut Session, document: &str) -> Result<Vec<[u64; 2]>, Error> {
    let request = DocumentTextRequest { document: document.to_owned(), ..Default::default() };
    let text = document_text(session, &request)?;
    Ok(text.blocks.iter().map(|block| [block.start, block.end]).collect())
}

fn known_source(session: &mut Session, source: &KnownSource) -> Result<(), Error> {
    let request = SourceAddRequest {
        key: Some(source.key.clone()),
        csl_json: Some(source.csl.to_string()),
        ..SourceAddRequest::default()
    };
    source_add(session, &request).map(drop)
}

fn judge(session: &mut Session, appraisal: &Appraisal) -> Result<(), Error> {
    let request = AppraisalRequest {
        source: appraisal.source.clone(),
        aspect: appraisal.aspect.clone(),
        judgement: Some(appraisal.judgement.clone()),
        comment: appraisal.because.clone(),
    };
    appraise(session, &request).map(drop)
}

fn restrict(session: &mut Session, on: &str, sensitivity: &Sensitivity) -> Result<(), Error> {
    let request = SensitivitySetRequest {
        record: on.to_owned(),
        level: sensitivity.level.clone(),
        reason: sensitivity.reason.clone(),
        consent: sensitivity.consent.clone(),
        ..SensitivitySetRequest::default()
    };
    sensitivity_set(session, &request).map(drop)
}

/// Returns the id that goes with a name of the story.
fn id(ids: &Ids, kind: &str, name: &str) -> Result<String, Error> {
    let missing = || wrong(&format!("it speaks of a {kind} `{name}` that is not there yet"));
    ids.get(name).cloned().ok_or_else(missing)
}

/// Keeps the id of a name of the story.
fn put(ids: &mut Ids, kind: &str, name: &str, id: String) -> Result<(), Error> {
    match ids.insert(name.to_owned(), id) {
        None => Ok(()),
        Some(_) => Err(wrong(&format!("it has two of the {kind} `{name}`"))),
    }
}

fn wrong(why: &str) -> Error {
    Error::refused("cannot tell the story of the sample", why)
}
