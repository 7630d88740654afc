//! Writing one batch down: content, source, document and accession of each file, in one commit.

use serde_json::{Value, json};
use vouchsafe_archive::{Append, ContentState, Record, SetDraft};
use vouchsafe_model::{
    AccessionId, ActId, ContentId, DocumentId, Kind, RecordId, Sha256Digest, SourceId,
};

use super::{
    AddItem, AddStatus, SidecarSource, csl_fields,
    gather::Refusal,
    take::{Taken, TakenBytes, TakenFile},
};
use crate::{citation_key, error::Error, links, session::Session};

/// What all files of one `add` have in common.
#[derive(Debug)]
pub(crate) struct Recorder {
    pub source: Option<SourceId>,
    pub role: Option<String>,
    pub fields: Vec<(String, Value)>,
    pub new_source: Option<SidecarSource>,
    pub supplied: bool,
}

/// What is already known about the bytes of a file.
struct Known {
    content: ContentId,
    documents: Vec<Record>,
}

impl Recorder {
    /// Records a batch in one transaction; what it returns is on the disk.
    pub fn commit(
        &self,
        session: &mut Session,
        act: ActId,
        batch: Vec<Taken>,
    ) -> Result<Vec<AddItem>, Error> {
        if batch.iter().all(|taken| matches!(taken, Taken::Refused(_))) {
            let refused = batch.into_iter().filter_map(|taken| match taken {
                Taken::Refused(refusal) => Some(AddItem::refused(refusal)),
                Taken::File(_) => None,
            });
            return Ok(refused.collect());
        }
        let plan = self.plan(session, &batch)?;
        if plan.iter().all(|known| known.is_some()) && !batch.is_empty() {
            // Everything is there already: nothing is written, not even an entry.
            return Ok(plan.into_iter().flatten().collect());
        }
        session.write_in(act, |append| {
            let mut items = Vec::with_capacity(batch.len());
            for taken in batch {
                items.push(match taken {
                    Taken::Refused(refusal) => AddItem::refused(refusal),
                    Taken::File(file) => self.record(append, &file)?,
                });
            }
            Ok(items)
        })
    }

    /// Returns for each file what is said about it if nothing needs to be written.
    fn plan(&self, session: &mut Session, batch: &[Taken]) -> Result<Vec<Option<AddItem>>, Error> {
        let mut plan = Vec::with_capacity(batch.len());
        for taken in batch {
            plan.push(match taken {
                Taken::Refused(refusal) => Some(AddItem::refused(refusal.clone())),
                Taken::File(file) => self.already_present(session, file)?,
            });
        }
        if plan.iter().all(Option::is_some) {
            for taken in batch {
                if let Taken::File(file) = taken
                    && let TakenBytes::Staged(staged) = &file.bytes
                {
                    session.archive.discard(staged)?;
                }
            }
        }
        Ok(plan)
    }

    fn already_present(
        &self,
        session: &Session,
        file: &TakenFile,
    ) -> Result<Option<AddItem>, Error> {
        let catalogue = session.catalogue();
        let lookup = Lookup { catalogue };
        if lookup.is_purged(file.sha256)? {
            return Ok(Some(AddItem::refused(purged(file))));
        }
        let Some(known) = lookup.known(file.sha256)? else { return Ok(None) };
        let Some(document) = self.document_among(&known.documents) else { return Ok(None) };
        let Some(accession) = self.same_accession(&lookup, file, document)? else {
            return Ok(None);
        };
        let status = AddStatus::AlreadyPresent;
        self.item(&lookup, file, (document, accession.id.into(), status)).map(Some)
    }

    fn record(&self, append: &mut Append<'_>, file: &TakenFile) -> Result<AddItem, Error> {
        let known = {
            let lookup = Lookup { catalogue: append.catalogue() };
            if lookup.is_purged(file.sha256)? {
                return Ok(AddItem::refused(purged(file)));
            }
            let known = lookup.known(file.sha256)?;
            if let Some(known) = &known
                && let Some(document) = self.document_among(&known.documents)
                && let Some(accession) = self.same_accession(&lookup, file, document)?
            {
                let status = AddStatus::AlreadyPresent;
                return self.item(&lookup, file, (document, accession.id.into(), status));
            }
            known
        };
        let content = match (&known, &file.bytes) {
            (Some(known), _) => known.content,
            (None, TakenBytes::Staged(staged)) => append.hold(staged)?,
            (None, TakenBytes::Known) => {
                let reason = "the bytes it shared with another document are gone; try again";
                let path = file.candidate.path.clone();
                return Ok(AddItem::refused(Refusal { path, reason: reason.to_owned() }));
            }
        };
        let documents = known.map(|known| known.documents).unwrap_or_default();
        let document = match self.document_among(&documents) {
            Some(document) => document.id.into(),
            None => self.new_document(append, file, content)?,
        };
        let accession = self.new_accession(append, file, content, document)?;
        let lookup = Lookup { catalogue: append.catalogue() };
        let document = lookup.catalogue.record(Kind::Document, document.into())?;
        let missing = || Error::refused("cannot read what was just written", "the file is damaged");
        let document = document.ok_or_else(missing)?;
        self.item(&lookup, file, (&document, accession, AddStatus::Added))
    }

    /// Returns the document that these bytes already are, as far as this `add` is concerned.
    fn document_among<'r>(&self, documents: &'r [Record]) -> Option<&'r Record> {
        documents.iter().find(|document| {
            let same_role = self.role.is_none() || document.text("role") == self.role.as_deref();
            let wanted = self.source.map(RecordId::from);
            same_role && (wanted.is_none() || document.link("source") == wanted)
        })
    }

    /// Finds an arrival of these bytes by the same path of which nothing new is said.
    fn same_accession(
        &self,
        lookup: &Lookup<'_>,
        file: &TakenFile,
        document: &Record,
    ) -> Result<Option<Record>, Error> {
        let original = &file.candidate.original;
        for accession in links::linked(&lookup.catalogue, Kind::Accession, "document", document.id)?
        {
            let same_path = accession.text("original_path") == Some(&original.shown)
                && accession.text("original_path_bytes") == original.bytes.as_deref();
            let says = |(name, value): &(String, Value)| accession.get(name) == Some(value);
            if same_path && self.fields.iter().all(says) {
                return Ok(Some(accession));
            }
        }
        Ok(None)
    }

    fn new_document(
        &self,
        append: &mut Append<'_>,
        file: &TakenFile,
        content: ContentId,
    ) -> Result<DocumentId, Error> {
        let source = match self.source {
            Some(source) => source,
            None => self.source_of(append, file)?,
        };
        let document: DocumentId = append.new_id();
        let role = self.role.as_deref().unwrap_or("original");
        append.set(
            SetDraft::new(Kind::Document, document)
                .with("source", source.to_string())
                .with("content", content.to_string())
                .with("role", role)
                .with("media_type", file.media_type),
        )?;
        Ok(document)
    }

    /// Returns the source for a new document: the one described, or one of its own.
    fn source_of(&self, append: &mut Append<'_>, file: &TakenFile) -> Result<SourceId, Error> {
        let described = self.new_source.clone().unwrap_or_default();
        if let Some(key) = &described.key {
            let found = append.catalogue().with_value(Kind::Source, "key", &json!(key))?;
            if let Some(found) = found.first() {
                return Ok((*found).into());
            }
        }
        let name = file.candidate.original.name();
        let key = match described.key {
            Some(key) => key,
            None => citation_key::from_name(append, name)?,
        };
        let mut csl = described.csl;
        csl.entry("title").or_insert_with(|| json!(name));
        csl.entry("type").or_insert_with(|| json!("document"));
        let source: SourceId = append.new_id();
        let mut draft = SetDraft::new(Kind::Source, source).with("key", key);
        draft.fields.extend(csl_fields(&csl));
        append.set(draft)?;
        Ok(source)
    }

    fn new_accession(
        &self,
        append: &mut Append<'_>,
        file: &TakenFile,
        content: ContentId,
        document: DocumentId,
    ) -> Result<AccessionId, Error> {
        let accession: AccessionId = append.new_id();
        let original = &file.candidate.original;
        let modified_at = file.modified_at.map(|instant| instant.to_string());
        let outcome = match (self.supplied, file.mismatches.is_empty()) {
            (false, _) => None,
            (true, true) => Some("match"),
            (true, false) => Some("mismatch"),
        };
        let mut draft = SetDraft::new(Kind::Accession, accession)
            .with("document", document.to_string())
            .with("content", content.to_string())
            .with("original_name", original.name())
            .with("original_path", original.shown.as_str())
            .with_some("original_path_bytes", original.bytes.as_deref())
            .with_some("original_modified_at", modified_at)
            .with_some("supplied_digests_outcome", outcome);
        draft.fields.extend(self.fields.clone());
        append.set(draft)?;
        Ok(accession)
    }

    fn item(
        &self,
        lookup: &Lookup<'_>,
        file: &TakenFile,
        (document, accession, status): (&Record, AccessionId, AddStatus),
    ) -> Result<AddItem, Error> {
        let source = match document.link("source") {
            Some(id) => lookup.catalogue.record(Kind::Source, id)?,
            None => None,
        };
        let source = source.as_ref().map(links::label);
        let wrong: Vec<String> = file.mismatches.iter().map(ToString::to_string).collect();
        let reason = (!wrong.is_empty())
            .then(|| format!("its bytes do not have the supplied digest {}", wrong.join(", ")));
        Ok(AddItem {
            path: file.candidate.path.to_string_lossy().into_owned(),
            accession: Some(accession.to_string()),
            document: Some(document.id.to_string()),
            source,
            sha256: Some(file.sha256.to_string()),
            size_bytes: Some(file.size_bytes),
            media_type: document.text("media_type").map(str::to_owned),
            status,
            reason,
        })
    }
}

fn purged(file: &TakenFile) -> Refusal {
    let reason = "these bytes were purged from this archive and are not taken in again".to_owned();
    Refusal { path: file.candidate.path.clone(), reason }
}

/// What the catalogue says about bytes; works on the archive and inside a transaction.
struct Lookup<'a> {
    catalogue: vouchsafe_archive::Catalogue<'a>,
}

impl Lookup<'_> {
    fn is_purged(&self, sha256: Sha256Digest) -> Result<bool, Error> {
        let rows = self.catalogue.contents_with(sha256)?;
        let held = rows.iter().any(|row| row.state == ContentState::Held);
        Ok(!held && rows.iter().any(|row| row.state == ContentState::Purged))
    }

    fn known(&self, sha256: Sha256Digest) -> Result<Option<Known>, Error> {
        let rows = self.catalogue.contents_with(sha256)?;
        let Some(row) = rows.iter().find(|row| row.state == ContentState::Held) else {
            return Ok(None);
        };
        let documents = links::linked(&self.catalogue, Kind::Document, "content", row.id.into())?;
        Ok(Some(Known { content: row.id, documents }))
    }
}
