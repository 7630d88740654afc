//! The fields of each kind of record.

use super::{FieldRule, Kind, Shape};

/// The roles a document can have for its source.
const ROLES: &[&str] = &[
    "original",
    "capture",
    "screenshot",
    "attachment",
    "translation",
    "transcript",
    "supplement",
    "working copy",
];

/// The steps from one document to another.
const DERIVATIONS: &[&str] =
    &["part of", "crop", "conversion", "enhancement", "redaction", "transcript", "translation"];

/// How one work stands to another, earlier one.
pub(crate) const RELATIONS: &[&str] = &[
    "quotes",
    "cites",
    "republishes",
    "translates",
    "is based on",
    "is version of",
    "responds to",
];

/// Fields that any record may have.
pub(super) const ANY: &[FieldRule] = &[
    ("removed", Shape::True),
    ("removed_reason", Shape::Text),
    ("sensitivity", Shape::Word(&["open", "restricted", "sealed"])),
    ("sensitivity_reason", Shape::Text),
    ("embargo", Shape::Day),
    ("sensitivity_consent", Shape::Text),
];

/// Fields of a kind whose names go on after a dot: `csl.title`, `alt.title.fa`.
pub(super) fn family(kind: Kind, field: &str) -> Option<Shape> {
    let (family, rest) = field.split_once('.')?;
    let shape = match (kind, family) {
        (Kind::Source, "csl") => Shape::Json,
        (Kind::Source, "date") => Shape::Date,
        (Kind::Source, "alt") => {
            let (variable, language) = rest.split_once('.')?;
            let fits = !variable.is_empty() && super::shape::is_language(language);
            return fits.then_some(Shape::Json);
        }
        (Kind::Claim, "translation") => {
            return super::shape::is_language(rest).then_some(Shape::Text);
        }
        _ => return None,
    };
    (!rest.is_empty()).then_some(shape)
}

/// Returns the fields of a kind, without families and without those any record may have.
pub(super) fn of(kind: Kind) -> &'static [FieldRule] {
    match kind {
        Kind::Agent => AGENT,
        Kind::Source => SOURCE,
        Kind::Document => DOCUMENT,
        Kind::Accession => ACCESSION,
        Kind::Derivation => DERIVATION,
        Kind::Rendition => RENDITION,
        Kind::Alignment => ALIGNMENT,
        Kind::Passage => PASSAGE,
        Kind::Claim => CLAIM,
        Kind::Figure => FIGURE,
        Kind::Evidence => EVIDENCE,
        Kind::SignOff => SIGN_OFF,
        Kind::Inquiry => INQUIRY,
        Kind::Subject => SUBJECT,
        Kind::Name => NAME,
        Kind::Mention => MENTION,
        Kind::Appraisal => APPRAISAL,
        Kind::CrossReference => CROSS_REFERENCE,
        Kind::Note => &[("on", Shape::Id), ("on_kind", Shape::KindName), ("text", Shape::Text)],
        Kind::Tag => &[("name", Shape::Text)],
        Kind::Tagging => &[("tag", Shape::Id), ("on", Shape::Id), ("on_kind", Shape::KindName)],
        Kind::Collection => COLLECTION,
        Kind::Membership => {
            &[("collection", Shape::Id), ("on", Shape::Id), ("on_kind", Shape::KindName)]
        }
        Kind::SavedSearch => &[("name", Shape::Text), ("query", Shape::Text)],
        Kind::Certificate => CERTIFICATE,
    }
}

const AGENT: &[FieldRule] =
    &[("name", Shape::Text), ("agent_kind", Shape::Word(&["person", "organization", "software"]))];

const SOURCE: &[FieldRule] = &[
    ("key", Shape::Text),
    // The file a bibliography came in. An entry that writes it is an import's: what else that
    // entry set was said by the file, not by a person.
    ("imported_from", Shape::Text),
    ("imported_key", Shape::Text),
    ("imported_added_at", Shape::Text),
    ("imported_modified_at", Shape::Text),
    ("merged_into", Shape::Id),
];

const DOCUMENT: &[FieldRule] = &[
    ("source", Shape::Id),
    ("content", Shape::Id),
    ("role", Shape::Word(ROLES)),
    ("media_type", Shape::Text),
    ("language", Shape::Text),
    ("title", Shape::Text),
    // Of an authored text, a person's transcript or translation.
    ("authored_by", Shape::Text),
    ("authored_state", Shape::Word(&["draft", "reviewed"])),
];

const ACCESSION: &[FieldRule] = &[
    ("document", Shape::Id),
    ("content", Shape::Id),
    ("url", Shape::Text),
    ("url_final", Shape::Text),
    ("captured_at", Shape::Instant),
    ("captured_zone", Shape::Text),
    ("clock_basis", Shape::Text),
    ("method", Shape::Text),
    ("tool", Shape::Text),
    ("tool_version", Shape::Text),
    ("collector", Shape::Text),
    ("received_from", Shape::Text),
    ("received_by", Shape::Text),
    ("received_on", Shape::Day),
    ("conditions", Shape::Text),
    ("consent", Shape::Text),
    ("original_name", Shape::Text),
    ("original_name_bytes", Shape::Hex),
    ("original_path", Shape::Text),
    ("original_path_bytes", Shape::Hex),
    ("original_modified_at", Shape::Instant),
    ("original_created_at", Shape::Instant),
    ("supplied_digests", Shape::Digests),
    ("supplied_digests_outcome", Shape::Word(&["match", "mismatch", "not checked"])),
];

const DERIVATION: &[FieldRule] = &[
    ("from", Shape::Id),
    ("to", Shape::Id),
    ("derivation", Shape::Word(DERIVATIONS)),
    ("by", Shape::Text),
    ("tool", Shape::Text),
    ("reason", Shape::Text),
];

/// `of`, `text` and `structure` name contents.
const RENDITION: &[FieldRule] = &[
    ("of", Shape::Id),
    ("media_type", Shape::Text),
    ("extractor", Shape::Text),
    ("extractor_version", Shape::Text),
    ("outcome", Shape::Word(&["text", "no text", "failed"])),
    ("failure", Shape::Text),
    ("reason", Shape::Text),
    ("text", Shape::Id),
    ("structure", Shape::Id),
    ("sandbox", Shape::Word(&["full", "partial", "none", "not needed"])),
    ("sandbox_detail", Shape::Text),
];

const ALIGNMENT: &[FieldRule] = &[
    ("rendition", Shape::Id),
    ("original", Shape::Id),
    ("pairs", Shape::Pairs),
    ("basis", Shape::Word(&["paragraphs", "given"])),
];

/// Offsets are Unicode scalar offsets into the rendition's text, half-open.
const PASSAGE: &[FieldRule] = &[
    ("document", Shape::Id),
    ("rendition", Shape::Id),
    ("start", Shape::Count),
    ("end", Shape::Count),
    ("exact", Shape::Text),
    ("prefix", Shape::Raw),
    ("suffix", Shape::Raw),
    ("page_number", Shape::Count),
    ("region", Shape::Region),
    ("time_from_ms", Shape::Count),
    ("time_to_ms", Shape::Count),
    ("described", Shape::Text),
    ("attributed_to", Shape::Id),
    ("attributed_as", Shape::Text),
    ("known_through", Shape::Id),
    ("original", Shape::Id),
    ("comment", Shape::Text),
];

const CLAIM: &[FieldRule] = &[
    ("statement", Shape::Text),
    ("language", Shape::Language),
    ("date", Shape::Date),
    ("comment", Shape::Text),
];

/// A figure of a claim, or one that a passage states.
const FIGURE: &[FieldRule] = &[
    ("on", Shape::Id),
    ("on_kind", Shape::KindName),
    ("value", Shape::Decimal),
    ("value_to", Shape::Decimal),
    (
        "bound",
        Shape::Word(&[
            "exactly",
            "about",
            "at least",
            "at most",
            "more than",
            "fewer than",
            "between",
        ]),
    ),
    ("unit", Shape::Text),
    ("counted", Shape::Text),
    ("place", Shape::Text),
    ("period", Shape::Date),
    ("part_of", Shape::Id),
    ("comment", Shape::Text),
];

const EVIDENCE: &[FieldRule] = &[
    ("passage", Shape::Id),
    ("claim", Shape::Id),
    ("stance", Shape::Word(&["supports", "contradicts", "context"])),
    ("shows", Shape::Word(&["happened", "said"])),
    ("comment", Shape::Text),
    ("withdrawn", Shape::True),
    ("withdrawn_reason", Shape::Text),
];

/// `statement` is the wording that was signed: a later one is not signed by it.
const SIGN_OFF: &[FieldRule] = &[
    ("claim", Shape::Id),
    ("statement", Shape::Text),
    ("by", Shape::Text),
    ("comment", Shape::Text),
];

const INQUIRY: &[FieldRule] = &[
    ("claim", Shape::Id),
    ("sought", Shape::Text),
    ("searched_in", Shape::Text),
    ("date", Shape::Date),
    ("by", Shape::Text),
    ("comment", Shape::Text),
];

const SUBJECT: &[FieldRule] = &[
    ("name", Shape::Text),
    ("language", Shape::Language),
    ("subject_kind", Shape::Word(&["person", "body", "event", "place"])),
    ("pseudonym", Shape::Text),
    ("date", Shape::Date),
    ("comment", Shape::Text),
];

const NAME: &[FieldRule] = &[
    ("subject", Shape::Id),
    ("text", Shape::Text),
    ("language", Shape::Language),
    ("form", Shape::Word(&["original", "romanization", "translation", "alias"])),
];

const MENTION: &[FieldRule] = &[
    ("subject", Shape::Id),
    ("on", Shape::Id),
    ("on_kind", Shape::KindName),
    ("comment", Shape::Text),
];

const APPRAISAL: &[FieldRule] = &[
    ("source", Shape::Id),
    (
        "aspect",
        Shape::Word(&["provenance", "credibility", "independence", "specificity", "attenuation"]),
    ),
    ("judgement", Shape::Word(&["strong", "adequate", "weak", "unknown"])),
    ("comment", Shape::Text),
];

const CROSS_REFERENCE: &[FieldRule] = &[
    ("from", Shape::Id),
    ("to", Shape::Id),
    ("relation", Shape::Word(RELATIONS)),
    ("from_passage", Shape::Id),
    ("to_passage", Shape::Id),
    ("comment", Shape::Text),
];

const COLLECTION: &[FieldRule] =
    &[("name", Shape::Text), ("parent", Shape::Id), ("description", Shape::Text)];

const CERTIFICATE: &[FieldRule] = &[
    ("log", Shape::Text),
    ("statement", Shape::Text),
    ("signature", Shape::Text),
    ("fingerprint", Shape::Text),
];
