// Written by `UPDATE_TYPES=1 cargo test -p vouchsafe-desktop`. Not to be edited.

export type AcceptReport = { 
/**
 * The source.
 */
source: string, 
/**
 * The fields that have another value now.
 */
changed: Array<string>, };

export type Accepted = { 
/**
 * The document.
 */
document: string, 
/**
 * The numbers of the proposals; without them, all that fill what its source lacks.
 */
numbers: Array<number>, };

export type AccessionFacts = { 
/**
 * The address that was asked for.
 */
url: string | null, 
/**
 * The address that answered, after redirections.
 */
url_final: string | null, 
/**
 * When it was captured: RFC 3339 with an offset.
 */
captured_at: string | null, 
/**
 * The time zone of the capture.
 */
captured_zone: string | null, 
/**
 * What the capture's clock was set by.
 */
clock_basis: string | null, 
/**
 * How it was captured.
 */
method: string | null, 
/**
 * With which tool.
 */
tool: string | null, 
/**
 * Which version of it.
 */
tool_version: string | null, 
/**
 * Who captured it; a pseudonym is fine.
 */
collector: string | null, 
/**
 * Who gave it.
 */
received_from: string | null, 
/**
 * Who took it.
 */
received_by: string | null, 
/**
 * When: a date, or RFC 3339.
 */
received_on: string | null, 
/**
 * Under which conditions it may be used.
 */
conditions: string | null, 
/**
 * What the persons in it agreed to.
 */
consent: string | null, 
/**
 * Digests the giver supplied, `ALGORITHM:HEX`; checked while the bytes are read.
 */
supplied_digests: Array<string>, };

export type Act = { 
/**
 * Which; the last one without it.
 */
act: string | null, };

export type ActItem = { 
/**
 * Its id.
 */
act: string, 
/**
 * When it began, by its writer's clock.
 */
time: string | null, 
/**
 * Who did it, by name.
 */
agent: string | null, 
/**
 * How many entries it has.
 */
entry_count: number, 
/**
 * What it did, in words.
 */
summary: string, 
/**
 * The action it undoes.
 */
undoes: string | null, 
/**
 * Whether it is of a kind that can be undone, if nothing was changed since.
 */
undoable: boolean, };

export type ActiveContentReport = { 
/**
 * The document.
 */
document: string, 
/**
 * Scripts, and attributes that run one when something happens.
 */
scripts: number, 
/**
 * Addresses that the page would have loaded, called or left for by itself.
 */
addresses: number, 
/**
 * The same by kind; a kind of which there are none is left out.
 */
kinds: Array<AddressKind>, };

export type AddItem = { 
/**
 * The file, as it was found.
 */
path: string, 
/**
 * The arrival recorded.
 */
accession: string | null, 
/**
 * The document it is.
 */
document: string | null, 
/**
 * The source it belongs to, by its citation key if it has one.
 */
source: string | null, 
/**
 * The digest of its bytes.
 */
sha256: string | null, 
/**
 * How many bytes.
 */
size_bytes: number | null, 
/**
 * What its first bytes say it is.
 */
media_type: string | null, 
/**
 * What became of it.
 */
status: AddStatus, 
/**
 * Why it was refused, or what else is worth knowing.
 */
reason: string | null, };

export type AddPreviewItem = { 
/**
 * The file, as it was found.
 */
path: string, 
/**
 * Its name, for people; below a folder that was named with its way there.
 */
name: string, 
/**
 * How many bytes.
 */
size_bytes: number | null, 
/**
 * What its first bytes say it is.
 */
media_type: string | null, 
/**
 * The digest of its bytes.
 */
sha256: string | null, 
/**
 * When it was last changed, by its file system.
 */
modified: string | null, 
/**
 * What would become of it.
 */
status: AddPreviewStatus, 
/**
 * The documents that have these bytes already.
 */
already: Array<AlreadyHeld>, 
/**
 * Why it would be refused.
 */
reason: string | null, };

export type AddPreviewReport = { 
/**
 * The files, in the order in which `add` would take them; what cannot be taken in stands last.
 */
items: Array<AddPreviewItem>, 
/**
 * How many bytes would be read.
 */
total_bytes: number, };

export type AddPreviewRequest = { 
/**
 * Files, or folders with `recursive`.
 */
paths: Array<string>, 
/**
 * Whether folders are walked.
 */
recursive: boolean, };

export type AddPreviewStatus = "new" | "same_bytes" | "same_path" | "unreadable";

export type AddReport = { 
/**
 * Every file, in the order in which they were met.
 */
items: Array<AddItem>, 
/**
 * How many were added.
 */
added: number, 
/**
 * How many were there already.
 */
already_present: number, 
/**
 * How many stayed out.
 */
refused: number, };

export type AddRequest = { 
/**
 * Files, or folders with `recursive`.
 */
paths: Array<string>, 
/**
 * Whether folders are walked.
 */
recursive: boolean, 
/**
 * The source that all of it belongs to; a source per file if none is named.
 */
source: string | null, 
/**
 * The documents' role for their source; `original` if none is given.
 */
role: string | null, 
/**
 * How it came here.
 */
facts: AccessionFacts, 
/**
 * The source to make, if no source has its key yet.
 */
new_source: SidecarSource | null, };

export type AddStatus = "added" | "already_present" | "refused";

export type AddressKind = { 
/**
 * `script`, `image`, `style`, `font`, `frame`, `media`, `hint`, `form` or `refresh`.
 */
kind: string, 
/**
 * How many.
 */
count: number, };

export type AlignReport = { 
/**
 * The alignment.
 */
alignment: string, 
/**
 * The translation.
 */
document: string, 
/**
 * Its original.
 */
original: string, 
/**
 * How many pairs it has.
 */
pairs: number, 
/**
 * `paragraphs` or `given`.
 */
basis: string, };

export type AlignRequest = { 
/**
 * The translation.
 */
document: string, 
/**
 * What it translates; may be left out where a derivation says so already.
 */
original: string | null, 
/**
 * `[start, end, start, end]` of each pair, in characters of the translation and of the
 * original; paragraph by paragraph if not given.
 */
pairs: Array<[number, number, number, number]> | null, };

export type AlreadyHeld = { 
/**
 * The document.
 */
document: string, 
/**
 * Its source, by citation key if it has one; `None` if it is sealed.
 */
source: string | null, 
/**
 * What it is called.
 */
title: string, 
/**
 * When it first came, as the log's writer claims.
 */
added_at: string | null, };

export type AnchorItem = { 
/**
 * The passage.
 */
passage: string, 
/**
 * The document that was looked in.
 */
document: string, 
/**
 * What it is called.
 */
label: string, 
/**
 * What became of it.
 */
state: AnchorState, 
/**
 * Where it stands now, or may be meant to stand.
 */
selector: SelectorItem | null, 
/**
 * Where else it may be meant to stand, if its words stand in several places.
 */
places: Array<SelectorItem>, 
/**
 * How much alike, in thousandths.
 */
similarity_permille: number | null, };

export type AnchorReport = { 
/**
 * Each passage that quotes words.
 */
items: Array<AnchorItem>, 
/**
 * How many stand where they stood.
 */
exact: number, 
/**
 * How many stand elsewhere, word for word.
 */
moved: number, 
/**
 * How many stand there in other words.
 */
changed: number, 
/**
 * How many can be several places.
 */
ambiguous: number, 
/**
 * How many are not found.
 */
gone: number, 
/**
 * How many could not be looked for: their text is gone, or there is none.
 */
not_checked: number, };

export type AnchorRequest = { 
/**
 * The passages; all of the archive if none are named.
 */
passages: Array<string>, 
/**
 * Another document to look in: a later capture of the same page, for one.
 */
document: string | null, 
/**
 * The words of sealed passages too.
 */
show_sealed: boolean, };

export type AnchorState = "exact" | "moved" | "changed" | "ambiguous" | "gone" | "not_checked";

export type AppraisalItem = { 
/**
 * Its id.
 */
id: string, 
/**
 * In which respect.
 */
aspect: string, 
/**
 * The judgement, in a word.
 */
judgement: string | null, 
/**
 * Why.
 */
comment: string | null, 
/**
 * Who thinks so, by their own word.
 */
agent: string | null, 
/**
 * Since when.
 */
time: string | null, };

export type AppraisalRequest = { 
/**
 * The source.
 */
source: string, 
/**
 * `provenance`, `credibility`, `independence`, `specificity` or `attenuation`.
 */
aspect: string, 
/**
 * `strong`, `adequate`, `weak` or `unknown`.
 */
judgement: string | null, 
/**
 * Why.
 */
comment: string | null, };

export type ArchiveNewReport = { 
/**
 * What was made.
 */
made: InitReport, 
/**
 * It is open.
 */
state: ArchiveState, };

export type ArchiveNewRequest = { 
/**
 * Where; nothing may be there.
 */
path: string, 
/**
 * Its title.
 */
title: string | null, 
/**
 * The name to sign with; a pseudonym is fine.
 */
agent_name: string, 
/**
 * Encrypts it; without one it is plain.
 */
passphrase: string | null, };

export type ArchiveOpenRequest = { 
/**
 * Where it is.
 */
path: string, 
/**
 * Its passphrase.
 */
passphrase: string | null, 
/**
 * Instead of it, the key of the recovery sheet: 96 hex digits.
 */
recovery_key: string | null, 
/**
 * The passphrase of the key that signs.
 */
key_passphrase: string | null, };

export type ArchiveState = { "state": "none" } | { "state": "wanted", 
/**
 * Where it is.
 */
path: string, } | { "state": "open" } & Overview;

export type BesideItem = { 
/**
 * The document.
 */
document: string, 
/**
 * What it is called.
 */
label: string, 
/**
 * What it is to the one that is read: `original`, `recording`, `translation`, `transcript`.
 */
relation: string, 
/**
 * Which characters of the one that is read stand for which of it: start, end, start, end.
 * Empty where nothing was aligned, or in older texts of the two.
 */
pairs: Array<[number, number, number, number]>, 
/**
 * `paragraphs` or `given`; `None` without pairs.
 */
basis: string | null, };

export type BibliographyItem = { 
/**
 * The citation key.
 */
key: string, 
/**
 * The entry.
 */
text: string, };

export type BlockItem = { 
/**
 * Where it begins in the whole text, in characters.
 */
start: number, 
/**
 * Where it ends.
 */
end: number, 
/**
 * What it is: `paragraph`, `heading`, `list_item` …
 */
kind: string, 
/**
 * Its language as a BCP 47 tag.
 */
language: string | null, 
/**
 * Whether the document says so, or it was guessed.
 */
language_basis: string | null, 
/**
 * Which way it runs: `ltr` or `rtl`.
 */
direction: "ltr" | "rtl", };

export type Candidate = { 
/**
 * Which of the places it is, from 1, for saying so; `None` for one that only resembles.
 */
occurrence: number | null, 
/**
 * Where it begins, in characters.
 */
start: number, 
/**
 * Where it ends.
 */
end: number, 
/**
 * The words there.
 */
text: string, 
/**
 * What stands before them.
 */
prefix: string, 
/**
 * What stands after them.
 */
suffix: string, 
/**
 * The page, from 1.
 */
page_number: number | null, 
/**
 * How much alike, in thousandths; 1000 is the same words.
 */
similarity_permille: number, };

export type CaptureMinimum = { 
/**
 * The address is known.
 */
url: boolean, 
/**
 * The page's source code is held.
 */
page_source: boolean, 
/**
 * An image of the full page, with the time of its capture, is held.
 */
dated_image: boolean, 
/**
 * How many of the three.
 */
count: number, };

export type CapturedShowRequest = { 
/**
 * The document.
 */
document: string, 
/**
 * What it is called.
 */
title: string, 
/**
 * The language of the viewer's own words: `en` or `fa`.
 */
language: string, 
/**
 * Show it also if it is sealed.
 */
show_sealed: boolean, };

export type CheckReport = { 
/**
 * Every quotation, in the order of the text.
 */
quotations: Array<QuotationItem>, 
/**
 * Every citation, in the order of the text.
 */
citations: Array<CitationCheck>, 
/**
 * How many documents were looked in.
 */
documents: number, 
/**
 * How many documents have no text to look in.
 */
without_text: number, };

export type CheckRequest = { 
/**
 * The file: Markdown, Typst, LaTeX, plain text or DOCX.
 */
path: string, 
/**
 * Sealed documents too.
 */
show_sealed: boolean, };

export type CheckpointItem = { 
/**
 * The log.
 */
log: string, 
/**
 * How many entries.
 */
size: number, 
/**
 * The root of their tree, in hex.
 */
root: string, 
/**
 * The signed note.
 */
note: string, 
/**
 * The fingerprint of the key that signed it.
 */
fingerprint: string, };

export type CheckpointReport = { 
/**
 * All checkpoints, one after the other, as a file for `verify --against` holds them.
 */
checkpoint: string, 
/**
 * Each by itself.
 */
checkpoints: Array<CheckpointItem>, };

export type CitationCheck = { 
/**
 * The line on which it stands, from 1.
 */
line: number, 
/**
 * The citation key.
 */
key: string, 
/**
 * What became of it.
 */
state: CitationState, 
/**
 * The source.
 */
source: string | null, };

export type CitationItem = { 
/**
 * The citation key.
 */
key: string, 
/**
 * The passage cited, if it was one.
 */
passage: string | null, 
/**
 * The citation.
 */
text: string, };

export type CitationState = "held" | "not_held" | "sealed" | "unknown" | "ambiguous";

export type CiteReport = { 
/**
 * One citation for each thing cited, as it stands in a text or a note.
 */
citations: Array<CitationItem>, 
/**
 * The bibliography, in the order of the style.
 */
bibliography: Array<BibliographyItem>, 
/**
 * The bibliography as one document in the markup asked for.
 */
text: string, 
/**
 * What the style or the program could not do.
 */
warnings: Array<string>, };

export type CiteRequest = { 
/**
 * Sources by key or id, or passages by id, in the order of the text.
 */
what: Array<string>, 
/**
 * A shipped style by name; `apa` if neither is given.
 */
style: string | null, 
/**
 * A style as CSL XML.
 */
style_xml: string | null, 
/**
 * The locale of the style's own words: `en-GB`, `fa-IR`.
 */
locale: string | null, 
/**
 * How the result is written.
 */
markup: string, 
/**
 * The language whose form of titles and names is used, where a source has one: `fa-Latn`.
 */
form: string | null, 
/**
 * The language whose form of titles is added in brackets: `en`.
 */
also: string | null, };

export type ClaimEditRequest = { 
/**
 * The claim.
 */
claim: string, 
/**
 * Another wording.
 */
statement: string | null, 
/**
 * Its language.
 */
language: string | null, 
/**
 * When what it states was.
 */
date: DateRequest | null, 
/**
 * What it says in other languages; an empty text clears one.
 */
translations: Array<[string, string]>, 
/**
 * More subjects it is about.
 */
about: Array<string>, 
/**
 * More figures.
 */
figures: Array<FigureRequest>, 
/**
 * A comment; an empty text clears it.
 */
comment: string | null, };

export type ClaimFromReport = { 
/**
 * The claim; `None` if the passage was not found in one place, and nothing was written.
 */
claim: ClaimReport | null, 
/**
 * The evidence.
 */
evidence: EvidenceReport, };

export type ClaimFromRequest = { 
/**
 * The claim.
 */
claim: ClaimRequest, 
/**
 * The evidence; which claim it is for is not said here.
 */
evidence: EvidenceRequest, };

export type ClaimItem = { 
/**
 * Its id.
 */
id: string, 
/**
 * The statement; `None` if it was purged, or is sealed and was not asked for.
 */
statement: string | null, 
/**
 * Its language.
 */
language: string | null, 
/**
 * When what it states was.
 */
date: DateItem | null, 
/**
 * How it stands, computed from its evidence.
 */
standing: StandingItem, 
/**
 * `open`, `restricted` or `sealed`.
 */
sensitivity: string, 
/**
 * Whether it was removed.
 */
removed: boolean, };

export type ClaimListReport = { 
/**
 * The claims, in the order in which they came to be.
 */
claims: Array<ClaimItem>, };

export type ClaimListRequest = { 
/**
 * Only those about this subject.
 */
about: string | null, 
/**
 * Only those without support.
 */
unsupported: boolean, 
/**
 * Removed ones too.
 */
removed: boolean, 
/**
 * The words of sealed claims too.
 */
show_sealed: boolean, };

export type ClaimReport = { 
/**
 * The claim.
 */
claim: string, 
/**
 * The fields that have another value now.
 */
changed: Array<string>, 
/**
 * The figures that were added.
 */
figures: Array<string>, 
/**
 * What else is worth knowing.
 */
remarks: Array<string>, };

export type ClaimRequest = { 
/**
 * The statement.
 */
statement: string, 
/**
 * Its language: `en`, `fa` …
 */
language: string | null, 
/**
 * When what it states was.
 */
date: DateRequest | null, 
/**
 * What it says in other languages, by language tag.
 */
translations: Array<[string, string]>, 
/**
 * The subjects it is about.
 */
about: Array<string>, 
/**
 * Its figures.
 */
figures: Array<FigureRequest>, 
/**
 * A comment.
 */
comment: string | null, };

export type ClaimShowReport = { 
/**
 * What it says in other languages, by language tag.
 */
translations: Array<[string, string]>, 
/**
 * A comment.
 */
comment: string | null, 
/**
 * The subjects it is about.
 */
about: Array<RecordItem>, 
/**
 * Its figures.
 */
figures: Array<FigureItem>, 
/**
 * What is held for and against it, withdrawn or not.
 */
evidence: Array<EvidenceItem>, 
/**
 * Who signed it off.
 */
sign_offs: Array<SignOffItem>, 
/**
 * What was searched for and not found.
 */
searched: Array<InquiryItem>, 
/**
 * Every wording it had, the first one first.
 */
wordings: Array<ClaimWording>, 
/**
 * The notes on it.
 */
notes: Array<NoteItem>, 
/**
 * The tags on it, by name.
 */
tags: Array<string>, 
/**
 * Its id.
 */
id: string, 
/**
 * The statement; `None` if it was purged, or is sealed and was not asked for.
 */
statement: string | null, 
/**
 * Its language.
 */
language: string | null, 
/**
 * When what it states was.
 */
date: DateItem | null, 
/**
 * How it stands, computed from its evidence.
 */
standing: StandingItem, 
/**
 * `open`, `restricted` or `sealed`.
 */
sensitivity: string, 
/**
 * Whether it was removed.
 */
removed: boolean, };

export type ClaimWording = { 
/**
 * The statement; `None` if it was purged.
 */
statement: string | null, 
/**
 * Who worded it so, by their own word.
 */
agent: string | null, 
/**
 * When.
 */
time: string | null, };

export type ClipboardRequest = { 
/**
 * As plain text.
 */
text: string, 
/**
 * As HTML, for programs that take it.
 */
html: string | null, };

export type CoincidenceItem = { 
/**
 * The sources.
 */
sources: Array<string>, 
/**
 * In what: `the same author`, `the same publisher`, `the same words`, `the same bytes`.
 */
because: string, 
/**
 * What they share; `None` if that is sealed and was not asked for.
 */
shared: string | null, };

export type CollectionItem = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * The id of the collection it is part of.
 */
parent: string | null, 
/**
 * What it is for.
 */
description: string | null, 
/**
 * `open`, `restricted` or `sealed`.
 */
sensitivity: string, 
/**
 * What is in it, not counting the collections that are part of it.
 */
records: Array<RecordItem>, };

export type CollectionListReport = { 
/**
 * The collections, by name.
 */
collections: Array<CollectionItem>, };

export type CollectionNewRequest = { 
/**
 * Its name; no other collection has it.
 */
name: string, 
/**
 * The collection it is part of.
 */
parent: string | null, 
/**
 * What it is for.
 */
description: string | null, };

export type CollectionReport = { 
/**
 * The collection.
 */
collection: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Whether it is new.
 */
made: boolean, 
/**
 * The records.
 */
items: Array<MarkItem>, };

export type ConflictItem = { 
/**
 * `values` (they exclude each other) or `parts` (they do not sum).
 */
kind: string, 
/**
 * Why, in a sentence.
 */
because: string, 
/**
 * The figures.
 */
figures: Array<StatedFigure>, };

export type ConflictReport = { 
/**
 * Each group of figures that disagree.
 */
conflicts: Array<ConflictItem>, 
/**
 * How many figures were compared.
 */
compared: number, 
/**
 * Figures that say of nothing what they count, and were not compared.
 */
not_compared: Array<string>, 
/**
 * How many figures are sealed, and were neither compared nor shown.
 */
not_shown: number, };

export type ContentDocuments = { 
/**
 * The content.
 */
content: string, 
/**
 * Its documents; of a sealed one the label says no more than its kind.
 */
documents: Array<RecordItem>, };

export type ContentDocumentsReport = { 
/**
 * Each content, in the order asked for.
 */
contents: Array<ContentDocuments>, };

export type Contents = { 
/**
 * Their ids.
 */
contents: Array<string>, };

export type CopyItem = { 
/**
 * Where it was put.
 */
path: string, 
/**
 * When it was made.
 */
made_at: string, 
/**
 * How many days ago that was.
 */
age_days: number | null, 
/**
 * Whether a file is there now. It may be another one: only a verification tells.
 */
present: boolean, 
/**
 * When it was last verified: a copy is, when it is made.
 */
last_verified: string, };

export type CopyReport = { 
/**
 * Where it is.
 */
copy: string, 
/**
 * How long it is.
 */
size_bytes: number, 
/**
 * What the verification of the copy found.
 */
verdict: string, 
/**
 * The codes and records found in the copy, which the archive has too; empty if it is intact.
 */
findings: Array<string>, 
/**
 * Whether the copying stands in the archive's log.
 */
recorded: boolean, 
/**
 * Why not, if not.
 */
not_recorded_because: string | null, };

export type Counts = { 
/**
 * Documents that are not removed and whose content is held.
 */
documents: number, 
/**
 * Bytes of held contents.
 */
bytes: number, 
/**
 * Entries of all logs.
 */
entries: number, 
/**
 * Passages that quote a text which was not purged.
 */
passages: number, };

export type CrossReferenceItem = { 
/**
 * Its id.
 */
id: string, 
/**
 * The later work.
 */
from: RecordItem | null, 
/**
 * The earlier work.
 */
to: RecordItem | null, 
/**
 * How the later stands to the earlier.
 */
relation: string, 
/**
 * The passage of the later work that does so.
 */
from_passage: RecordItem | null, 
/**
 * The passage of the earlier work that is meant.
 */
to_passage: RecordItem | null, 
/**
 * A comment.
 */
comment: string | null, };

export type CrossReferenceListReport = { 
/**
 * The cross-references, oldest first.
 */
cross_references: Array<CrossReferenceItem>, };

export type CustodyEvent = { 
/**
 * Its PREMIS event type.
 */
event: string, 
/**
 * When, as its writer claims; the order of the list does not depend on it.
 */
time: string | null, 
/**
 * Who says so.
 */
agent: string | null, 
/**
 * How it ended, or what it was.
 */
outcome: string, 
/**
 * The entry that says so, as `LOG/INDEX`.
 */
entry: string, };

export type CustodyReport = { 
/**
 * The document.
 */
document: string, 
/**
 * What happened, in the order of the log.
 */
events: Array<CustodyEvent>, };

export type DateItem = { 
/**
 * In EDTF, of the Gregorian calendar.
 */
edtf: string, 
/**
 * As it was written, if that differs.
 */
written: string | null, 
/**
 * The calendar it was written in.
 */
calendar: string, 
/**
 * Which parts were supplied by inference, and why, as `PART: REASON`.
 */
inferred: Array<string>, };

export type DateRequest = { 
/**
 * As it was written: `13 November 2019`, `۱۲ مرداد ۱۴۰۲`, `2019-1X`.
 */
text: string, 
/**
 * Its calendar, where the text does not tell: `gregorian`, `solar-hijri`, `lunar-hijri`.
 */
calendar: string | null, 
/**
 * A year that the text lacks, and how it is known.
 */
year: [number, string] | null, };

export type Derivation = { 
/**
 * Its id.
 */
id: string, 
/**
 * The document it starts from.
 */
from: string | null, 
/**
 * The document it ends at.
 */
to: string | null, 
/**
 * What was done.
 */
derivation: string | null, 
/**
 * By whom.
 */
by: string | null, 
/**
 * With which tool.
 */
tool: string | null, 
/**
 * Why.
 */
reason: string | null, };

export type DeriveReport = { 
/**
 * The step recorded.
 */
derivation: string, 
/**
 * The file, as it was found.
 */
path: string, 
/**
 * The arrival recorded.
 */
accession: string | null, 
/**
 * The document it is.
 */
document: string | null, 
/**
 * The source it belongs to, by its citation key if it has one.
 */
source: string | null, 
/**
 * The digest of its bytes.
 */
sha256: string | null, 
/**
 * How many bytes.
 */
size_bytes: number | null, 
/**
 * What its first bytes say it is.
 */
media_type: string | null, 
/**
 * What became of it.
 */
status: AddStatus, 
/**
 * Why it was refused, or what else is worth knowing.
 */
reason: string | null, };

export type DeriveRequest = { 
/**
 * The document it was made from.
 */
from: string, 
/**
 * The file that holds it.
 */
file: string, 
/**
 * What was done: `crop`, `redaction`, `translation` …
 */
derivation: string, 
/**
 * By whom.
 */
by: string | null, 
/**
 * With which tool.
 */
tool: string | null, 
/**
 * Why.
 */
reason: string | null, };

export type DocumentBytesRequest = { 
/**
 * The document.
 */
document: string, 
/**
 * A sealed one too.
 */
show_sealed: boolean, };

export type DocumentFacetsReport = { 
/**
 * How many documents the filter lets through.
 */
total: number, 
/**
 * By what they are: `text`, `image`, `audio`, `video`, `pdf`, `other`.
 */
media: Array<FacetItem>, 
/**
 * By what they lack: `title`, `date`, `origin`.
 */
needs: Array<FacetItem>, 
/**
 * By their level: `open`, `restricted`, `sealed`.
 */
sensitivity: Array<FacetItem>, 
/**
 * By collection.
 */
collections: Array<FacetItem>, 
/**
 * By tag.
 */
tags: Array<FacetItem>, 
/**
 * By the Gregorian year in which their source was published, in order.
 */
years: Array<[number, number]>, };

export type DocumentFilter = { 
/**
 * Words or beginnings of words that title, key or file name have, in any order.
 */
text: string | null, 
/**
 * Only those that lack each of these.
 */
needs: Array<DocumentNeed>, 
/**
 * Only those of this source.
 */
source: string | null, 
/**
 * Only those in this collection.
 */
collection: string | null, 
/**
 * Only those with this tag.
 */
tag: string | null, 
/**
 * Only those of this kind.
 */
media: DocumentMedia | null, 
/**
 * Only those that are `open`, `restricted` or `sealed`, by themselves or by their source.
 */
sensitivity: string | null, 
/**
 * Only those whose source was published in these Gregorian years, both included.
 */
years: [number, number] | null, 
/**
 * Removed ones too.
 */
removed: boolean, 
/**
 * What sealed ones are called too, and by what they are found.
 */
show_sealed: boolean, };

export type DocumentGetReport = { 
/**
 * The document.
 */
document: string, 
/**
 * Where its bytes were written; `None` for a stream.
 */
path: string | null, 
/**
 * The digest of the bytes written.
 */
sha256: string, 
/**
 * The digest recorded when they were received.
 */
expected_sha256: string, 
/**
 * How many bytes were written.
 */
size_bytes: number, 
/**
 * Whether they are unchanged since received.
 */
unchanged: boolean, 
/**
 * Whether the handing out was recorded.
 */
recorded: boolean, 
/**
 * Why not, if not.
 */
not_recorded_because: string | null, };

export type DocumentItem = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its source, by citation key if it has one. Source, title and digest of a sealed document
 * are `None` unless they were asked for.
 */
source: string | null, 
/**
 * Its own title, else its source's.
 */
title: string | null, 
/**
 * The digest of its bytes; `None` if it was purged with them.
 */
sha256: string | null, 
/**
 * How many bytes; `None` like the digest.
 */
size_bytes: number | null, 
/**
 * What its first bytes said it is.
 */
media_type: string | null, 
/**
 * Its role for its source.
 */
role: string | null, 
/**
 * `held` or `purged`.
 */
state: string, 
/**
 * `open`, `restricted` or `sealed`.
 */
sensitivity: string, 
/**
 * Whether it was removed.
 */
removed: boolean, };

export type DocumentListReport = { 
/**
 * The documents.
 */
documents: Array<DocumentItem>, 
/**
 * How many there are, with those left out by the limit.
 */
total: number, };

export type DocumentListRequest = { 
/**
 * Only those of this source.
 */
source: string | null, 
/**
 * Removed ones too.
 */
removed: boolean, 
/**
 * What sealed ones are called too.
 */
show_sealed: boolean, 
/**
 * At most so many; all if `None`.
 */
limit: number | null, };

export type DocumentMedia = "text" | "image" | "audio" | "video" | "pdf" | "other";

export type DocumentNeed = "title" | "date" | "origin";

export type DocumentReadingReport = { 
/**
 * The document.
 */
document: string, 
/**
 * What it is called.
 */
label: string, 
/**
 * The rendition whose text this is.
 */
rendition: string | null, 
/**
 * By what it was made.
 */
extractor: string | null, 
/**
 * `text`, `no text` or `failed`; `None` if it was never read.
 */
outcome: string | null, 
/**
 * Why there is no text, in a sentence.
 */
reason: string | null, 
/**
 * The text, or the part asked for.
 */
text: string, 
/**
 * Where that begins in the whole text, in characters.
 */
start: number, 
/**
 * How long the whole text is, in characters.
 */
length: number, 
/**
 * The number of the first block given.
 */
first_block: number, 
/**
 * How many blocks the whole text has.
 */
block_total: number, 
/**
 * Paragraphs and their like, of what is given.
 */
blocks: Array<ReadingBlock>, 
/**
 * All pages, of what has pages.
 */
pages: Array<ReadingPage>, 
/**
 * When words are said, in a transcript; of what is given.
 */
cues: Array<ReadingCue>, 
/**
 * What an image is.
 */
image: ReadingImage | null, 
/**
 * What was left out or guessed.
 */
warnings: Array<string>, 
/**
 * All passages of the document that are not removed.
 */
passages: Array<ReadPassage>, 
/**
 * Originals, translations and transcripts of it that are held.
 */
beside: Array<BesideItem>, 
/**
 * The other documents of its source.
 */
siblings: Array<SiblingItem>, };

export type DocumentReadingRequest = { 
/**
 * The document.
 */
document: string, 
/**
 * The first block that is given, from 0: a long text comes in parts.
 */
first_block: number, 
/**
 * At most so many blocks; as many as make about two million characters if `None`.
 */
blocks_max: number | null, 
/**
 * Sealed documents and passages too.
 */
show_sealed: boolean, };

export type DocumentResult = { 
/**
 * The document.
 */
document: string, 
/**
 * When it was read; `None` if no recorded run did.
 */
last_checked: string | null, 
/**
 * `unchanged`, `changed` or `missing`; `None` if no recorded run read it.
 */
last_result: string | null, };

export type DocumentResultsReport = { 
/**
 * Each document that is there, in the order asked for.
 */
results: Array<DocumentResult>, };

export type DocumentResultsRequest = { 
/**
 * Their ids, in full.
 */
documents: Array<string>, };

export type DocumentRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its source, by citation key if it has one.
 */
source: string | null, 
/**
 * Its own title, else its source's.
 */
title: string | null, 
/**
 * The source's title in another language.
 */
other_title: string | null, 
/**
 * Which language that is, as a BCP 47 tag.
 */
other_language: string | null, 
/**
 * The name of the file it first came as.
 */
name: string | null, 
/**
 * When its source was published.
 */
date: DateItem | null, 
/**
 * What its first bytes said it is.
 */
media_type: string | null, 
/**
 * Its role for its source.
 */
role: string | null, 
/**
 * The digest of its bytes; `None` also if it was purged with them.
 */
sha256: string | null, 
/**
 * How many bytes; `None` if that was purged.
 */
size_bytes: number | null, 
/**
 * Whether its bytes are here; else they were purged.
 */
held: boolean, 
/**
 * `open`, `restricted` or `sealed`.
 */
sensitivity: string, 
/**
 * How often passages of it are evidence that was not withdrawn.
 */
evidence_count: number, 
/**
 * How many passages it has.
 */
passage_count: number, 
/**
 * When it first came, as the log's writer claims.
 */
added_at: string | null, 
/**
 * Its tags, in order.
 */
tags: Array<string>, 
/**
 * What it lacks.
 */
needs: Array<DocumentNeed>, 
/**
 * When a recorded verification last read its bytes; `None` if none is known to have.
 */
last_checked: string | null, 
/**
 * What that verification found: `unchanged`, `changed` or `missing`; `None` where none is
 * known to have read it.
 */
last_result: string | null, 
/**
 * Whether there is a text of it.
 */
has_text: boolean, 
/**
 * Whether it was removed.
 */
removed: boolean, };

export type DocumentRowsReport = { 
/**
 * The rows.
 */
rows: Array<DocumentRow>, 
/**
 * How many rows the list has.
 */
total: number, 
/**
 * How many entries the archive has: under another number the list can be another.
 */
at: number, };

export type DocumentRowsRequest = { 
/**
 * Which documents the list has.
 */
filter: DocumentFilter, 
/**
 * What it is sorted by; in the order in which they came, if not given.
 */
sort: DocumentSort, 
/**
 * Whether the greatest comes first.
 */
descending: boolean, 
/**
 * How many rows are passed over.
 */
offset: number, 
/**
 * At most so many rows, and never more than 500; 0 asks for the total only.
 */
limit: number, };

export type DocumentShowReport = { 
/**
 * Its arrivals, each with its facts by name.
 */
accessions: Array<{ [key in string]: JsonValue }>, 
/**
 * What it was derived from, and what from it.
 */
derivations: Array<Derivation>, 
/**
 * What the extractor made of its bytes.
 */
renditions: Array<RenditionItem>, 
/**
 * How much of the capture minimum its source has.
 */
capture_minimum: CaptureMinimum, 
/**
 * Its id.
 */
id: string, 
/**
 * Its source, by citation key if it has one. Source, title and digest of a sealed document
 * are `None` unless they were asked for.
 */
source: string | null, 
/**
 * Its own title, else its source's.
 */
title: string | null, 
/**
 * The digest of its bytes; `None` if it was purged with them.
 */
sha256: string | null, 
/**
 * How many bytes; `None` like the digest.
 */
size_bytes: number | null, 
/**
 * What its first bytes said it is.
 */
media_type: string | null, 
/**
 * Its role for its source.
 */
role: string | null, 
/**
 * `held` or `purged`.
 */
state: string, 
/**
 * `open`, `restricted` or `sealed`.
 */
sensitivity: string, 
/**
 * Whether it was removed.
 */
removed: boolean, };

export type DocumentSort = "added" | "title" | "date" | "type" | "size" | "evidence";

export type DocumentTextReport = { 
/**
 * The document.
 */
document: string, 
/**
 * The rendition shown.
 */
rendition: string, 
/**
 * By what it was made.
 */
extractor: string, 
/**
 * The text, or the page's.
 */
text: string, 
/**
 * Where it begins in the whole text, in characters.
 */
start: number, 
/**
 * Its paragraphs and their like.
 */
blocks: Array<BlockItem>, 
/**
 * How many pages the document has; `None` if it has none.
 */
pages: number | null, 
/**
 * What was left out or guessed.
 */
warnings: Array<string>, };

export type DocumentTextRequest = { 
/**
 * The document.
 */
document: string, 
/**
 * Only this page, from 1.
 */
page_number: number | null, 
/**
 * Sealed documents too.
 */
show_sealed: boolean, };

export type DocumentTo = { 
/**
 * Which.
 */
document: string, 
/**
 * Where; nothing may be there.
 */
path: string, };

export type Done = Record<string, never>;

export type DuplicateItem = { 
/**
 * The sources, by citation key if they have one and are not sealed, oldest first.
 */
sources: Array<string>, 
/**
 * Their ids, in the same order.
 */
ids: Array<string>, 
/**
 * In what they agree: `doi`, `isbn`, `url` or `title`.
 */
because: string, };

export type DuplicateListReport = { 
/**
 * Each group of sources that look like one work.
 */
duplicates: Array<DuplicateItem>, };

export type EntryItem = { 
/**
 * Its log.
 */
log: string, 
/**
 * Its index in it.
 */
index: number, 
/**
 * Its place in the order of all entries.
 */
clock: number, 
/**
 * When its writer says it was written.
 */
time: string | null, 
/**
 * Who says so, by name.
 */
agent: string | null, 
/**
 * Its type.
 */
type: string, 
/**
 * The action it belongs to.
 */
act: string, 
/**
 * What it does, in words.
 */
summary: string, };

export type EntryReport = { 
/**
 * Its lines, exactly as they are hashed.
 */
text: string, 
/**
 * Its leaf, in hex.
 */
leaf: string, 
/**
 * Whether lines of it were purged.
 */
purged: boolean, 
/**
 * Its log.
 */
log: string, 
/**
 * Its index in it.
 */
index: number, 
/**
 * Its place in the order of all entries.
 */
clock: number, 
/**
 * When its writer says it was written.
 */
time: string | null, 
/**
 * Who says so, by name.
 */
agent: string | null, 
/**
 * Its type.
 */
type: string, 
/**
 * The action it belongs to.
 */
act: string, 
/**
 * What it does, in words.
 */
summary: string, };

export type ErrorReport = { 
/**
 * A word that programs branch on; absent where none does.
 */
code: string | null, 
/**
 * What happened, on which object, and why.
 */
message: string, 
/**
 * What to do about it.
 */
hint: string | null, };

export type EvidenceItem = { 
/**
 * Its id.
 */
id: string, 
/**
 * The claim.
 */
claim: string, 
/**
 * What the claim is called.
 */
claim_label: string, 
/**
 * The passage; `None` if it is not here any more.
 */
passage: PassageItem | null, 
/**
 * `supports`, `contradicts` or `context`.
 */
stance: string, 
/**
 * `happened` or `said`; `None` if it was not stated.
 */
shows: string | null, 
/**
 * A comment; `None` too if it is of sealed words that were not asked for.
 */
comment: string | null, 
/**
 * Whether it was withdrawn.
 */
withdrawn: boolean, 
/**
 * Why; `None` too if it is of sealed words that were not asked for.
 */
withdrawn_reason: string | null, };

export type EvidenceListReport = { 
/**
 * The evidence, oldest first.
 */
evidence: Array<EvidenceItem>, };

export type EvidenceReport = { 
/**
 * The evidence; `None` if nothing was written.
 */
evidence: string | null, 
/**
 * The passage; `None` if its words were not found in one place.
 */
passage: string | null, 
/**
 * The claim.
 */
claim: string, 
/**
 * How the words were found.
 */
match: Match, 
/**
 * Where they stand.
 */
selector: SelectorItem | null, 
/**
 * Where they may be meant to stand.
 */
candidates: Array<Candidate>, 
/**
 * Whether the passage was held so already.
 */
already_present: boolean, 
/**
 * What else is worth knowing.
 */
remarks: Array<string>, };

export type EvidenceRequest = { 
/**
 * The claim.
 */
claim: string, 
/**
 * A passage that is kept already.
 */
passage: string | null, 
/**
 * Else a passage to be kept now.
 */
new_passage: PassageRequest | null, 
/**
 * `supports`, `contradicts` or `context`.
 */
stance: string, 
/**
 * What it shows: that it `happened`, or only that it was `said`.
 */
shows: string | null, 
/**
 * A comment.
 */
comment: string | null, };

export type ExamineRequest = { 
/**
 * Where it is, and what opens it.
 */
archive: ArchiveOpenRequest, 
/**
 * Files with checkpoints that someone else kept.
 */
against: Array<string>, };

export type ExtractItem = { 
/**
 * The document.
 */
document: string, 
/**
 * The rendition recorded.
 */
rendition: string, 
/**
 * `text`, `no text` or `failed`.
 */
outcome: string, 
/**
 * Why it failed, in a sentence.
 */
reason: string | null, 
/**
 * How many characters of text.
 */
characters: number | null, 
/**
 * How far the process was locked down: `full`, `partial` or `none`.
 */
sandbox: string, };

export type ExtractReport = { 
/**
 * Each document that was read.
 */
items: Array<ExtractItem>, 
/**
 * How many have a text now.
 */
with_text: number, 
/**
 * How many have no text in them.
 */
without_text: number, 
/**
 * How many could not be read; they stay archived as they are.
 */
failed: number, };

export type ExtractRequest = { 
/**
 * These; all that were never read by this version of the extractor if none are named.
 */
documents: Array<string>, 
/**
 * Also those that this version failed to read before.
 */
again: boolean, };

export type FacetItem = { 
/**
 * What the filter takes: a word, or the id of a tag or collection.
 */
value: string, 
/**
 * What it is called.
 */
label: string, 
/**
 * How many documents.
 */
count: number, };

export type FieldItem = { 
/**
 * Its name; `csl.title` holds the JSON text of the CSL variable `title`.
 */
field: string, 
/**
 * What others wrote at the same time; nobody has decided between them yet.
 */
disagreements: Array<WriteItem>, 
/**
 * What was written.
 */
value: JsonValue, 
/**
 * The name of who wrote it.
 */
agent: string | null, 
/**
 * When.
 */
time: string | null, };

export type FigureItem = { 
/**
 * Its id.
 */
id: string, 
/**
 * The number, as text.
 */
value: string | null, 
/**
 * The upper end, of a figure between two.
 */
value_to: string | null, 
/**
 * How the number is meant: `exactly`, `at least` …
 */
bound: string | null, 
/**
 * Its unit.
 */
unit: string | null, 
/**
 * What is counted.
 */
counted: string | null, 
/**
 * Where.
 */
place: string | null, 
/**
 * In which period.
 */
period: DateItem | null, 
/**
 * The figure of the whole, of which this is a part.
 */
part_of: string | null, 
/**
 * A comment.
 */
comment: string | null, };

export type FigureListReport = { 
/**
 * The figures, in the order in which they came to be.
 */
figures: Array<StatedFigure>, };

export type FigureOn = { 
/**
 * The passage or claim.
 */
on: string, 
/**
 * The figure.
 */
figure: FigureRequest, };

export type FigureReport = { 
/**
 * The figure.
 */
figure: string, };

export type FigureRequest = { 
/**
 * The number: `23`, `4.5`.
 */
value: string, 
/**
 * The upper end, of a figure between two.
 */
value_to: string | null, 
/**
 * `exactly`, `about`, `at least`, `at most`, `more than`, `fewer than` or `between`.
 */
bound: string | null, 
/**
 * Its unit: persons, km, IRR …
 */
unit: string | null, 
/**
 * What is counted.
 */
counted: string | null, 
/**
 * Where.
 */
place: string | null, 
/**
 * In which period.
 */
period: DateRequest | null, 
/**
 * The figure of the whole, of which this is a part.
 */
part_of: string | null, 
/**
 * A comment.
 */
comment: string | null, };

export type Finding = { 
/**
 * What was found.
 */
code: string, 
/**
 * How grave it is.
 */
severity: Severity, 
/**
 * What it is about: `entry LOG/INDEX`, `content ID`, `log ID`, `KIND ID`, `table NAME`, …
 */
record: string, 
/**
 * What was recorded, if it can be said in a word.
 */
expected: string | null, 
/**
 * What is there instead.
 */
found: string | null, 
/**
 * What happened, in a sentence.
 */
detail: string, 
/**
 * What to do, in plain words.
 */
advice: string, };

export type Forgotten = { 
/**
 * Which; all without it.
 */
path: string | null, };

export type From = { 
/**
 * Archives, folders, files.
 */
paths: Array<string>, };

export type Head = { 
/**
 * The log.
 */
log: string, 
/**
 * How many entries it has.
 */
size: number, 
/**
 * The root of their tree; in JSON base64, as a checkpoint has it.
 */
root: string, 
/**
 * The key that signed it; in JSON its fingerprint, as `ssh-keygen -l` shows it.
 */
public_key: string, };

export type HistoryEntry = { 
/**
 * Its log.
 */
log: string, 
/**
 * Its index in it.
 */
index: number, 
/**
 * When its writer says it was written.
 */
time: string | null, 
/**
 * Who says so, by name.
 */
agent: string | null, 
/**
 * The action it belongs to.
 */
act: string, 
/**
 * The action it undoes.
 */
undoes: string | null, 
/**
 * What it sets.
 */
writes: Array<HistoryWrite>, };

export type HistoryReport = { 
/**
 * The record.
 */
record: string, 
/**
 * Its kind, and what it is called.
 */
about: RecordItem, 
/**
 * Whether it is sealed, so that its values are not shown.
 */
sealed: boolean, 
/**
 * The entries that set its fields, oldest first.
 */
entries: Array<HistoryEntry>, };

export type HistoryWrite = { 
/**
 * The field.
 */
field: string, 
/**
 * The value before: `null` if there was none, or if it was purged.
 */
before: JsonValue, 
/**
 * The value from then on; `null` if it was cleared, or purged since.
 */
value: JsonValue, 
/**
 * Whether the value was purged since and is withheld.
 */
withheld: boolean, };

export type HitItem = { 
/**
 * Its kind.
 */
kind: string, 
/**
 * Its id.
 */
id: string, 
/**
 * What it is called; of a passage, its source, and of a note, what it is on.
 */
title: string, 
/**
 * The field that the snippet is from.
 */
field: string, 
/**
 * The best stretch of that field.
 */
snippet: string, 
/**
 * What matched, in characters of the snippet, half-open.
 */
ranges: Array<[number, number]>, 
/**
 * The document, if the hit is one, or a passage of one.
 */
document: string | null, 
/**
 * The page, from 1, where it is known.
 */
page_number: number | null, 
/**
 * The first match, in characters of the document's text.
 */
place: [number, number] | null, 
/**
 * `open`, `restricted` or `sealed`.
 */
sensitivity: string, 
/**
 * Whether it was removed.
 */
removed: boolean, };

export type ImportProblem = { 
/**
 * The line, from 1.
 */
line: number, 
/**
 * The key of the reference.
 */
key: string | null, 
/**
 * `refused` or `doubt`.
 */
kind: string, 
/**
 * What is wrong.
 */
reason: string, };

export type ImportedSource = { 
/**
 * The source; `None` if it was only planned.
 */
id: string | null, 
/**
 * Its citation key; `None` also where it is sealed.
 */
key: string | null, 
/**
 * The line on which it begins.
 */
line: number, 
/**
 * `new`, `updated` or `unchanged`.
 */
status: string, 
/**
 * Its CSL-JSON item.
 */
csl: { [key in string]: JsonValue }, 
/**
 * The fields that a person set to something else; they were left.
 */
kept: Array<string>, 
/**
 * What else is worth knowing.
 */
remarks: Array<string>, };

export type IndependenceReport = { 
/**
 * The claim.
 */
claim: string, 
/**
 * How many supporting passages there are.
 */
passages: number, 
/**
 * The origins, each with the sources through which it reached us.
 */
origins: Array<OriginGroup>, 
/**
 * What makes sources that are counted apart look alike.
 */
coincidences: Array<CoincidenceItem>, };

export type InitReport = { 
/**
 * Where it is.
 */
archive: string, 
/**
 * Its id.
 */
archive_id: string, 
/**
 * Its first log.
 */
log: string, 
/**
 * The key of that log, as OpenSSH writes it.
 */
public_key: string, 
/**
 * Where the private key is kept.
 */
key: string, 
/**
 * Whether it is encrypted.
 */
encrypted: boolean, };

export type InquiryItem = { 
/**
 * Its id.
 */
id: string, 
/**
 * What was looked for.
 */
sought: string | null, 
/**
 * Where.
 */
searched_in: string | null, 
/**
 * When.
 */
date: DateItem | null, 
/**
 * By whom.
 */
by: string | null, 
/**
 * A comment.
 */
comment: string | null, };

export type InquiryRequest = { 
/**
 * The claim.
 */
claim: string, 
/**
 * What was looked for.
 */
sought: string, 
/**
 * Where.
 */
searched_in: string | null, 
/**
 * When.
 */
date: DateRequest | null, 
/**
 * By whom.
 */
by: string | null, 
/**
 * A comment.
 */
comment: string | null, };

export type IntegrityReport = { 
/**
 * The newest run that read every document.
 */
last_full: VerificationRun | null, 
/**
 * The newest run of any kind.
 */
last: VerificationRun | null, 
/**
 * The last run that this machine made, also if it was not recorded.
 */
last_here: LastVerification | null, 
/**
 * Documents that are not removed and whose bytes are held.
 */
documents: number, 
/**
 * How many of them a recorded run never read.
 */
never_checked: number, 
/**
 * Those that wait the longest, never read ones first; at most a hundred.
 */
waiting: Array<WaitingDocument>, 
/**
 * Second copies made by this machine, newest first.
 */
copies: Array<CopyItem>, };

export type JobNamed = { 
/**
 * Its name, as the window gave it.
 */
job: string, };

export type JsonValue = number | string | boolean | Array<JsonValue> | { [key in string]: JsonValue } | null;

export type KeptItem = { 
/**
 * Why.
 */
reason: string, 
/**
 * Its id.
 */
id: string, 
/**
 * Its kind.
 */
kind: string, 
/**
 * What it is called, for people.
 */
label: string, 
/**
 * `open`, `restricted` or `sealed`.
 */
sensitivity: string, };

export type KeyReport = { 
/**
 * The log it signs.
 */
log: string, 
/**
 * The name it signs with.
 */
agent: string | null, 
/**
 * The public half, as OpenSSH writes it.
 */
public_key: string, 
/**
 * Its fingerprint, to compare over another channel.
 */
fingerprint: string, 
/**
 * Where the private half is kept.
 */
path: string, 
/**
 * The fingerprints of personal keys that certified it.
 */
certified_by: Array<string>, 
/**
 * The text that a personal key signs to certify it.
 */
statement: string, };

export type LastVerification = { 
/**
 * When.
 */
at: string, 
/**
 * `intact`, `damaged` or `incomplete`.
 */
verdict: string, };

export type LogContinueReport = { 
/**
 * The archive.
 */
archive_id: string, 
/**
 * The new log.
 */
log: string, 
/**
 * The log it goes on from.
 */
continues: string, 
/**
 * The size at which it goes on.
 */
at: number, 
/**
 * Its key, as OpenSSH writes it.
 */
public_key: string, 
/**
 * Heads known here that the file does not extend, and that were set aside.
 */
set_aside: Array<JsonValue>, };

export type LogContinueRequest = { 
/**
 * The name to sign with; a pseudonym is fine.
 */
agent_name: string, 
/**
 * Whether to go on from a file that is older than, or another branch of, what this machine
 * last saw. What it saw is then set aside.
 */
from_older: boolean, };

export type LogItem = { 
/**
 * Its id.
 */
log: string, 
/**
 * How many entries it has.
 */
size: number, 
/**
 * How many of them are in effect.
 */
in_effect: number, 
/**
 * Whether it founded the archive.
 */
founding: boolean, 
/**
 * Whether this machine writes it.
 */
own: boolean, 
/**
 * The fingerprint of its key.
 */
fingerprint: string, };

export type LogListReport = { 
/**
 * The logs.
 */
logs: Array<LogItem>, 
/**
 * Their entries, oldest of those listed first.
 */
entries: Array<EntryItem>, 
/**
 * How many entries there are in all.
 */
total: number, };

export type LogListRequest = { 
/**
 * At most so many, the newest.
 */
limit: number, 
/**
 * Only those of this log (its id, or the start of it).
 */
log: string | null, };

export type LogNamed = { 
/**
 * Which.
 */
name: string, };

export type LossItem = { 
/**
 * The work's citation key.
 */
key: string, 
/**
 * The CSL variable.
 */
variable: string, 
/**
 * What becomes of it.
 */
reason: string, };

export type MarkItem = { 
/**
 * What became of it.
 */
status: MarkStatus, 
/**
 * Its id.
 */
id: string, 
/**
 * Its kind.
 */
kind: string, 
/**
 * What it is called, for people.
 */
label: string, 
/**
 * `open`, `restricted` or `sealed`.
 */
sensitivity: string, };

export type MarkStatus = "added" | "already_present" | "removed" | "absent";

export type Match = "exact" | "ambiguous" | "absent" | "not_text";

export type MediaPeaksReport = { 
/**
 * The document.
 */
document: string, 
/**
 * How long it is, as far as it could be decoded.
 */
duration_ms: number, 
/**
 * The loudest sample of each part, of equal length: 0 silence, 100 full scale.
 */
peaks: Array<number>, };

export type MediaPeaksRequest = { 
/**
 * The document.
 */
document: string, 
/**
 * In how many parts, at most 4,000; 1,000 if `None`.
 */
count: number | null, 
/**
 * A sealed document too.
 */
show_sealed: boolean, };

export type MediaUrl = { 
/**
 * The address; it is good until the program ends.
 */
url: string, 
/**
 * What the document is.
 */
media_type: string, 
/**
 * How many bytes it has.
 */
size_bytes: number, };

export type Mention = { 
/**
 * Which.
 */
subject: string, 
/**
 * Where.
 */
on: string, };

export type Merge = { 
/**
 * The one that stays.
 */
stays: string, 
/**
 * The one that is merged into it.
 */
goes: string, };

export type MergeReport = { 
/**
 * The source that stays.
 */
source: string, 
/**
 * The source that was merged into it, and removed.
 */
merged: string, 
/**
 * The fields that the one that stays took over, because it lacked them.
 */
taken_over: Array<string>, 
/**
 * The fields in which both said something; those of the one that stays were left.
 */
left: Array<string>, 
/**
 * How many documents, cross-references, notes and others now belong to the one that stays.
 */
moved: number, };

export type MissingItem = { 
/**
 * The source.
 */
id: string, 
/**
 * Its citation key, else its id.
 */
label: string, 
/**
 * How many sources on the way refer to it.
 */
cited_by: number, };

export type Moved = { 
/**
 * Which.
 */
passage: string, 
/**
 * Whether changed words are taken for the same.
 */
accept_changed: boolean, };

export type NameItem = { 
/**
 * Its id; `None` for the name that the subject is listed by.
 */
id: string | null, 
/**
 * The name.
 */
text: string, 
/**
 * Its language and script.
 */
language: string | null, 
/**
 * `original`, `romanization`, `translation` or `alias`.
 */
form: string | null, };

export type NameRequest = { 
/**
 * The name.
 */
text: string, 
/**
 * Its language and script.
 */
language: string | null, 
/**
 * `original`, `romanization`, `translation` or `alias`.
 */
form: string, };

export type Named = { 
/**
 * Which.
 */
name: string, 
/**
 * What is sealed too.
 */
show_sealed: boolean, };

export type NewPassphrase = { 
/**
 * The passphrase.
 */
passphrase: string | null, };

export type NoteItem = { 
/**
 * Its id.
 */
id: string, 
/**
 * The record it is about; `None` if the archive does not hold that.
 */
about: RecordItem | null, 
/**
 * Its text; `None` if it was purged, or is sealed and was not asked for.
 */
text: string | null, 
/**
 * The name of who wrote it.
 */
agent: string | null, 
/**
 * When.
 */
time: string | null, 
/**
 * `open`, `restricted` or `sealed`.
 */
sensitivity: string, 
/**
 * Whether it was removed.
 */
removed: boolean, };

export type NoteListReport = { 
/**
 * The notes, oldest first.
 */
notes: Array<NoteItem>, };

export type NoteListRequest = { 
/**
 * Only those on this record.
 */
on: string | null, 
/**
 * Removed ones too.
 */
removed: boolean, 
/**
 * The texts of sealed notes too.
 */
show_sealed: boolean, };

export type NoteReport = { 
/**
 * The note.
 */
note: string, 
/**
 * Whether anything was written.
 */
changed: boolean, };

export type NoteText = { 
/**
 * What it is about; or the note.
 */
on: string, 
/**
 * What it says.
 */
text: string, };

export type Nothing = Record<string, never>;

export type Of = { 
/**
 * Which record; all if none is named.
 */
of: string | null, 
/**
 * What is sealed too.
 */
show_sealed: boolean, };

export type OriginGroup = { 
/**
 * What the origin is called.
 */
label: string, 
/**
 * `subject`, `name`, `source`, `circle` or `passage`.
 */
kind: string, 
/**
 * The sources whose passages go back to it.
 */
sources: Array<string>, 
/**
 * Those passages.
 */
passages: Array<string>, };

export type OriginItem = { 
/**
 * `subject`, `name`, `source`, `circle` or `passage`.
 */
kind: string, 
/**
 * The record's id; of a name that of the passage it stands in, of a circle one of its
 * sources.
 */
id: string, 
/**
 * What it is called.
 */
label: string, 
/**
 * Of what begins here: `supports`, `contradicts`, `context`.
 */
stances: Array<string>, };

export type Overview = { 
/**
 * Where it is.
 */
path: string, 
/**
 * Its id.
 */
archive_id: string, 
/**
 * The title it was founded with; its file's name where it has none.
 */
title: string, 
/**
 * Whether it is encrypted.
 */
encrypted: boolean, 
/**
 * Whether this machine writes here.
 */
writable: boolean, 
/**
 * Why not, if not.
 */
why_not_writing: ErrorReport | null, 
/**
 * How many records there are of each kind.
 */
counts: OverviewCounts, 
/**
 * Entries of all logs: another number than before says that something was written.
 */
entries: number, };

export type OverviewCounts = { documents: number, sources: number, passages: number, claims: number, subjects: number, collections: number, notes: number, };

export type PageWordsReport = { 
/**
 * The document.
 */
document: string, 
/**
 * The rendition that the offsets count in.
 */
rendition: string | null, 
/**
 * The page.
 */
page_number: number, 
/**
 * The words, in the order of the text; none where no text with places was made.
 */
words: Array<WordItem>, };

export type PageWordsRequest = { 
/**
 * The document.
 */
document: string, 
/**
 * The page, from 1.
 */
page_number: number, 
/**
 * Sealed documents too.
 */
show_sealed: boolean, };

export type Pass = { 
/**
 * What was checked, in words.
 */
check: string, 
/**
 * How many items.
 */
checked: number, 
/**
 * How many of them are not as they were recorded.
 */
failed: number, };

export type PassageCounts = { 
/**
 * The same words in the same place; a page, a region or a time too.
 */
exact: number, 
/**
 * The same words elsewhere.
 */
moved: number, 
/**
 * Other words, much alike.
 */
changed: number, 
/**
 * Several places.
 */
ambiguous: number, 
/**
 * Not found.
 */
gone: number, 
/**
 * Not looked for.
 */
not_checked: number, };

export type PassageEditRequest = { 
/**
 * The passage.
 */
passage: string, 
/**
 * Who speaks there; an empty text clears it.
 */
attributed_to: string | null, 
/**
 * The source through which the words are known; an empty text clears it.
 */
known_through: string | null, 
/**
 * A comment; an empty text clears it.
 */
comment: string | null, 
/**
 * What is to be seen or heard there; an empty text clears it.
 */
described: string | null, };

export type PassageItem = { 
/**
 * Its id.
 */
id: string, 
/**
 * The document it is in.
 */
document: string, 
/**
 * The document's source, by citation key if it has one.
 */
source: string | null, 
/**
 * Where it stands; without its words, if it is sealed and was not asked for.
 */
selector: SelectorItem, 
/**
 * What is to be seen or heard there.
 */
described: string | null, 
/**
 * Who speaks.
 */
attributed_to: SpeakerItem | null, 
/**
 * The source through which the words are known.
 */
known_through: string | null, 
/**
 * The passage of the original that it translates or transcribes.
 */
original: string | null, 
/**
 * A comment.
 */
comment: string | null, 
/**
 * For how many claims it is evidence.
 */
evidence_count: number, 
/**
 * `open`, `restricted` or `sealed`.
 */
sensitivity: string, 
/**
 * Whether it was removed.
 */
removed: boolean, };

export type PassageListReport = { 
/**
 * The passages, in the order in which they came to be.
 */
passages: Array<PassageItem>, };

export type PassageListRequest = { 
/**
 * Only those of this document.
 */
document: string | null, 
/**
 * Only those of this source's documents.
 */
source: string | null, 
/**
 * Only those in which this subject speaks.
 */
attributed_to: string | null, 
/**
 * Only those that are evidence for no claim.
 */
unused: boolean, 
/**
 * Removed ones too.
 */
removed: boolean, 
/**
 * The words of sealed passages too.
 */
show_sealed: boolean, };

export type PassageOverviewReport = { 
/**
 * The rows, in the order in which the passages came to be.
 */
rows: Array<PassageRow>, 
/**
 * How many rows there are.
 */
total: number, 
/**
 * How many passages are in each state, whichever state was asked for.
 */
counts: PassageCounts, 
/**
 * Those whose words do not stand in one place any more; at most a hundred.
 */
lost: Array<PassageRow>, };

export type PassageOverviewRequest = { 
/**
 * Only those that are evidence for or against this claim.
 */
claim: string | null, 
/**
 * Only those of this document.
 */
document: string | null, 
/**
 * Only those in this state.
 */
state: AnchorState | null, 
/**
 * How many rows are passed over.
 */
offset: number, 
/**
 * At most so many rows, and never more than 500.
 */
limit: number, 
/**
 * The words of sealed passages too.
 */
show_sealed: boolean, };

export type PassageReport = { 
/**
 * The passage; `None` if none was made.
 */
passage: string | null, 
/**
 * How it was found.
 */
match: Match, 
/**
 * Where it stands.
 */
selector: SelectorItem | null, 
/**
 * Where the words may be meant to stand, if they were not found, or more than once.
 */
candidates: Array<Candidate>, 
/**
 * Whether such a passage was kept already.
 */
already_present: boolean, 
/**
 * The passage of the original that it translates or transcribes.
 */
original: string | null, 
/**
 * What else is worth knowing.
 */
remarks: Array<string>, };

export type PassageRequest = { 
/**
 * The document.
 */
document: string, 
/**
 * The place in it.
 */
selection: Selection, 
/**
 * Who speaks there: a subject by name or id; a name that is no subject's is kept as a name.
 */
attributed_to: string | null, 
/**
 * The source through which the words are known.
 */
known_through: string | null, 
/**
 * The passage of the original that these words translate.
 */
original: string | null, 
/**
 * A comment.
 */
comment: string | null, };

export type PassageRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * The document it is in.
 */
document: string, 
/**
 * What the document is called.
 */
document_label: string, 
/**
 * The words. They, and what was said of them, are told of a sealed passage only if asked for.
 */
exact: string | null, 
/**
 * What is to be seen or heard there.
 */
described: string | null, 
/**
 * The page, from 1.
 */
page_number: number | null, 
/**
 * A rectangle of the page or image.
 */
region: string | null, 
/**
 * Where a stretch of sound or film begins, in milliseconds.
 */
time_from_ms: number | null, 
/**
 * Where it ends.
 */
time_to_ms: number | null, 
/**
 * Who speaks.
 */
speaker: string | null, 
/**
 * A comment.
 */
comment: string | null, 
/**
 * What became of the words.
 */
state: AnchorState, 
/**
 * What is to be said of that, in a sentence.
 */
reason: string | null, 
/**
 * `open`, `restricted` or `sealed`.
 */
sensitivity: string, 
/**
 * What it is evidence for, withdrawn or not.
 */
evidence: Array<ReadEvidence>, };

export type PassageShowReport = { 
/**
 * The claims it is evidence for or against.
 */
claims: Array<RecordItem>, 
/**
 * The figures it states.
 */
figures: Array<FigureItem>, 
/**
 * The subjects it is about.
 */
about: Array<RecordItem>, 
/**
 * The notes on it.
 */
notes: Array<NoteItem>, 
/**
 * Its id.
 */
id: string, 
/**
 * The document it is in.
 */
document: string, 
/**
 * The document's source, by citation key if it has one.
 */
source: string | null, 
/**
 * Where it stands; without its words, if it is sealed and was not asked for.
 */
selector: SelectorItem, 
/**
 * What is to be seen or heard there.
 */
described: string | null, 
/**
 * Who speaks.
 */
attributed_to: SpeakerItem | null, 
/**
 * The source through which the words are known.
 */
known_through: string | null, 
/**
 * The passage of the original that it translates or transcribes.
 */
original: string | null, 
/**
 * A comment.
 */
comment: string | null, 
/**
 * For how many claims it is evidence.
 */
evidence_count: number, 
/**
 * `open`, `restricted` or `sealed`.
 */
sensitivity: string, 
/**
 * Whether it was removed.
 */
removed: boolean, };

export type PathItem = { 
/**
 * `supports`, `contradicts` or `context`; `None` where it did not begin at a claim.
 */
stance: string | null, 
/**
 * Its steps, from the claim to the earliest known.
 */
steps: Array<StepItem>, 
/**
 * How it ends.
 */
state: PathState, 
/**
 * Why it is broken, in a sentence.
 */
reason: string | null, 
/**
 * Who speaks, as far as the passages on the way say it.
 */
speaker: string | null, };

export type PathState = "unchanged" | "held" | "not_held" | "broken" | "circular";

export type PickKind = "file" | "files" | "folder" | "new_file";

export type PickRequest = { 
/**
 * What for.
 */
kind: PickKind, 
/**
 * What the dialog is called.
 */
title: string, 
/**
 * For a new file: the name proposed.
 */
name: string | null, 
/**
 * Endings that are shown, without the dot; all if empty.
 */
endings: Array<string>, };

export type Picked = { 
/**
 * The paths; none where the person changed their mind.
 */
paths: Array<string>, };

export type Placed = { 
/**
 * Which.
 */
passage: string, 
/**
 * From and up to which character of its document's newest text.
 */
range: [number, number], };

export type PreferenceValues = { 
/**
 * By name.
 */
values: Record<string, unknown>, };

export type Progress = { 
/**
 * What is being done, in a word.
 */
stage: string, 
/**
 * What is being worked on.
 */
item: string | null, 
/**
 * How many bytes are done.
 */
done_bytes: number, 
/**
 * How many there are; 0 where that is not known.
 */
total_bytes: number, 
/**
 * How many items are done.
 */
done_items: number, 
/**
 * How many there are; 0 where that is not known.
 */
total_items: number, 
/**
 * Of an accession: what became safe since the last message.
 */
safe: Array<AddItem>, };

export type ProposalItem = { 
/**
 * Its number, for accepting it; from 1.
 */
number: number, 
/**
 * A CSL variable, or `x-…` for what CSL has no variable for.
 */
variable: string, 
/**
 * Its value, as CSL-JSON writes it.
 */
value: JsonValue, 
/**
 * Where it was found.
 */
basis: string, 
/**
 * What the source has now.
 */
present: JsonValue | null, 
/**
 * `new`, `same`, `differs` or `not for the source`.
 */
state: string, };

export type ProposalListReport = { 
/**
 * The document.
 */
document: string, 
/**
 * Its source, by citation key if it has one.
 */
source: string | null, 
/**
 * What it says about itself.
 */
proposals: Array<ProposalItem>, };

export type PurgeReport = { 
/**
 * The records whose fields go, as `KIND ID`.
 */
records: Array<string>, 
/**
 * How many lines of entries.
 */
lines: number, 
/**
 * The contents whose bytes go.
 */
contents: Array<string>, 
/**
 * How many bytes.
 */
bytes: number, 
/**
 * Documents that use the same bytes and are not purged, as `CONTENT: DOCUMENT`.
 */
also_used_by: Array<string>, 
/**
 * What this cannot reach.
 */
out_of_reach: Array<string>, 
/**
 * Whether it was done, or only planned.
 */
done: boolean, };

export type PurgeRequest = { 
/**
 * The records: documents, sources, accessions, notes …
 */
records: Array<string>, 
/**
 * Only these fields of them, and no contents; if empty, everything but the links between
 * records.
 */
fields: Array<string>, 
/**
 * Whether digests and sizes of contents go as well.
 */
digests: boolean, 
/**
 * Whether contents go that other documents still use.
 */
shared: boolean, 
/**
 * Why; it stays in the log.
 */
reason: string, };

export type QuickCopyReport = { 
/**
 * As text.
 */
text: string, 
/**
 * As HTML.
 */
html: string, };

export type QuickCopyRequest = { 
/**
 * The passage.
 */
passage: string, 
/**
 * A shipped style by name; `apa` if none is given.
 */
style: string | null, 
/**
 * The locale of the style's own words: `en-GB`, `fa-IR`.
 */
locale: string | null, 
/**
 * How the text is written: plain, or Markdown.
 */
markup: "text" | "markdown", };

export type QuotationItem = { 
/**
 * The line on which it begins, from 1; of a DOCX the paragraph.
 */
line: number, 
/**
 * Its words.
 */
text: string, 
/**
 * What became of it.
 */
state: QuotationState, 
/**
 * The document it was found in, or that has the nearest words.
 */
document: string | null, 
/**
 * That document's source, by citation key if it has one.
 */
source: string | null, 
/**
 * The passage kept of these words, if there is one.
 */
passage: string | null, 
/**
 * The keys of the citation that goes with it.
 */
cites: Array<string>, 
/**
 * The nearest words, where it was not found.
 */
nearest: string | null, };

export type QuotationState = "exact" | "elsewhere" | "changed" | "absent" | "too_short";

export type ReadEvidence = { 
/**
 * The evidence.
 */
id: string, 
/**
 * The claim.
 */
claim: string, 
/**
 * What the claim is called.
 */
claim_label: string, 
/**
 * `supports`, `contradicts` or `context`.
 */
stance: string, 
/**
 * `happened` or `said`; `None` if it was not stated.
 */
shows: string | null, 
/**
 * Whether it was withdrawn.
 */
withdrawn: boolean, };

export type ReadPassage = { 
/**
 * Its id.
 */
id: string, 
/**
 * The words, as they were quoted. Words, place and what was said of a sealed passage are told
 * only if asked for.
 */
exact: string | null, 
/**
 * Where it stands in the text that is open, in characters; `None` where it was not found.
 */
start: number | null, 
/**
 * Where it ends.
 */
end: number | null, 
/**
 * The page, from 1.
 */
page_number: number | null, 
/**
 * A rectangle of the page or image.
 */
region: string | null, 
/**
 * Where a stretch of sound or film begins, in milliseconds.
 */
time_from_ms: number | null, 
/**
 * Where it ends.
 */
time_to_ms: number | null, 
/**
 * What became of the words since they were quoted; `exact` too where no words were.
 */
state: AnchorState, 
/**
 * What is to be said of that, in a sentence.
 */
reason: string | null, 
/**
 * What is to be seen or heard there.
 */
described: string | null, 
/**
 * Who speaks.
 */
speaker: string | null, 
/**
 * A comment.
 */
comment: string | null, 
/**
 * `open`, `restricted` or `sealed`.
 */
sensitivity: string, 
/**
 * What it is evidence for, withdrawn or not.
 */
evidence: Array<ReadEvidence>, };

export type ReadingBlock = { 
/**
 * Where it begins in the whole text, in characters.
 */
start: number, 
/**
 * Where it ends.
 */
end: number, 
/**
 * What it is: `paragraph`, `heading`, `list_item` …
 */
kind: string, 
/**
 * Of a heading 1 to 9; of a list item and a quotation, how deep it stands, from 1.
 */
level: number | null, 
/**
 * Its language as a BCP 47 tag.
 */
language: string | null, 
/**
 * Whether the document says so, or it was guessed.
 */
language_basis: string | null, 
/**
 * Which way it runs.
 */
direction: "ltr" | "rtl", };

export type ReadingCue = { 
/**
 * Where it begins in the text.
 */
start: number, 
/**
 * Where it ends in the text.
 */
end: number, 
/**
 * When it begins, in milliseconds.
 */
from_ms: number, 
/**
 * When it ends.
 */
to_ms: number, 
/**
 * Who speaks, as the transcript says it.
 */
speaker: string | null, };

export type ReadingImage = { 
/**
 * Its width in pixels, as stored.
 */
width: number, 
/**
 * Its height in pixels, as stored.
 */
height: number, 
/**
 * How to turn it to see it upright, as EXIF counts: 1 (as it is) to 8.
 */
orientation: number, };

export type ReadingPage = { 
/**
 * Where its text begins.
 */
start: number, 
/**
 * Where its text ends.
 */
end: number, 
/**
 * Its place among the pages, from 1.
 */
page_number: number, 
/**
 * What the document calls it.
 */
label: string | null, 
/**
 * Its width as shown.
 */
width: number, 
/**
 * Its height as shown.
 */
height: number, };

export type RecentArchive = { 
/**
 * Where it was.
 */
path: string, 
/**
 * Its file's name.
 */
name: string, 
/**
 * Whether it is still there.
 */
there: boolean, };

export type RecentReport = { 
/**
 * Newest first.
 */
archives: Array<RecentArchive>, };

export type RecordItem = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its kind.
 */
kind: string, 
/**
 * What it is called, for people.
 */
label: string, 
/**
 * `open`, `restricted` or `sealed`.
 */
sensitivity: string, };

export type Records = { 
/**
 * Their ids, keys or names.
 */
records: Array<string>, };

export type RecordsBecause = { 
/**
 * Their ids, keys or names.
 */
records: Array<string>, 
/**
 * Why.
 */
reason: string, };

export type RecordsUnder = { 
/**
 * Their ids, keys or names.
 */
records: Array<string>, 
/**
 * The tag or collection.
 */
under: string, };

export type RecoverySheet = { 
/**
 * Its text.
 */
text: string, };

export type ReferencesExportReport = { 
/**
 * The format.
 */
format: string, 
/**
 * The bibliography.
 */
text: string, 
/**
 * How many works are in it.
 */
exported: number, 
/**
 * How many were held back, because they are sealed or embargoed.
 */
held_back: number, 
/**
 * What the format cannot say.
 */
losses: Array<LossItem>, };

export type ReferencesExportRequest = { 
/**
 * The works; all of the archive if none are named.
 */
sources: Array<string>, 
/**
 * Only those in this collection.
 */
collection: string | null, 
/**
 * In which format.
 */
format: string, 
/**
 * Whether notes go too, but for those that are not open.
 */
notes: boolean, };

export type ReferencesImportReport = { 
/**
 * The format it was read as.
 */
format: string, 
/**
 * The encoding it was read in.
 */
encoding: string, 
/**
 * How many works are new.
 */
imported: number, 
/**
 * How many works were there, and something new was said of them.
 */
updated: number, 
/**
 * How many works were there, and nothing new was said of them.
 */
unchanged: number, 
/**
 * How many references could not be read.
 */
refused: number, 
/**
 * Each work, in the order of the file.
 */
sources: Array<ImportedSource>, 
/**
 * What could not be read, or was taken with a doubt.
 */
problems: Array<ImportProblem>, 
/**
 * What became of the files it names.
 */
attachments: Array<AddItem>, 
/**
 * Whether it was done, or only planned.
 */
done: boolean, };

export type ReferencesImportRequest = { 
/**
 * The file; or the folder that another program exported.
 */
path: string, 
/**
 * Its format, where its bytes do not tell.
 */
format: string | null, 
/**
 * The pattern of citation keys for works that come without one: `[auth:lower][year]`.
 */
key_pattern: string | null, 
/**
 * Whether the files it names are left out.
 */
without_attachments: boolean, 
/**
 * Only say what would be done.
 */
dry_run: boolean, };

export type ReferencesReadReport = { 
/**
 * In which format.
 */
format: string, 
/**
 * The references, as CSL-JSON items; `id` is the key they have there.
 */
items: Array<{ [key in string]: JsonValue }>, 
/**
 * What could not be read, or is doubtful.
 */
problems: Array<ImportProblem>, };

export type ReferencesReadRequest = { 
/**
 * The text: BibTeX, BibLaTeX, RIS or CSL-JSON, told by itself.
 */
text: string, };

export type RefusedReport = { 
/**
 * Requests for anything but a medium, since the start.
 */
refused: number, };

export type RelateReport = { 
/**
 * The cross-reference.
 */
cross_reference: string, 
/**
 * Whether it was there already.
 */
already_present: boolean, };

export type RelateRequest = { 
/**
 * The later work.
 */
from: string, 
/**
 * The earlier one.
 */
to: string, 
/**
 * `quotes`, `cites`, `republishes`, `translates`, `is based on`, `is version of` or
 * `responds to`.
 */
relation: string, 
/**
 * The passage of the later work that does so.
 */
from_passage: string | null, 
/**
 * The passage of the earlier work that is meant.
 */
to_passage: string | null, 
/**
 * A comment.
 */
comment: string | null, };

export type RemoveReport = { 
/**
 * The records that are removed now.
 */
removed: Array<RecordItem>, 
/**
 * Those that were removed before.
 */
already_removed: Array<RecordItem>, };

export type RenditionItem = { 
/**
 * Its id.
 */
id: string, 
/**
 * `text`, `no text` or `failed`.
 */
outcome: string | null, 
/**
 * Why it failed.
 */
reason: string | null, 
/**
 * By what it was made, and which version of it.
 */
extractor: string, 
/**
 * How far the process was locked down: `full`, `partial`, `none` or `not needed`.
 */
sandbox: string | null, 
/**
 * By what, and what was missing.
 */
sandbox_detail: string | null, };

export type RepairClosedRequest = { 
/**
 * Where it is, and what opens it.
 */
archive: ArchiveOpenRequest, 
/**
 * Archives, folders and files to repair it from.
 */
from: Array<string>, };

export type RepairReport = { 
/**
 * What the verification of the repaired file found.
 */
verdict: string, 
/**
 * Whether the repaired file took the damaged one's place.
 */
repaired: boolean, 
/**
 * Where the damaged file is kept now.
 */
kept: string | null, 
/**
 * The chunks put back, as `CONTENT/PLACE`.
 */
chunks: Array<string>, 
/**
 * The entries put back, as `LOG/INDEX`.
 */
entries: Array<string>, 
/**
 * What was not to be had.
 */
lost: Array<string>, 
/**
 * What is still found in the repaired file: code and record.
 */
findings: Array<string>, 
/**
 * Whether the repair stands in the log.
 */
recorded: boolean, 
/**
 * Why not, if not.
 */
not_recorded_because: string | null, };

export type RestoreReport = { 
/**
 * The records that are back.
 */
restored: Array<RecordItem>, 
/**
 * Those that had not been removed.
 */
not_removed: Array<RecordItem>, };

export type SampleOpened = { 
/**
 * What it holds.
 */
sample: SampleReport, 
/**
 * It is open.
 */
state: ArchiveState, };

export type SampleReport = { 
/**
 * How many documents were taken in.
 */
documents: number, 
/**
 * How many passages were kept.
 */
passages: number, 
/**
 * How many claims were made.
 */
claims: number, 
/**
 * The claim that the documents disagree about the most: the one to look at first.
 */
claim: string | null, };

export type SaveBytesRequest = { 
/**
 * Where; the dialog asked before anything there is replaced.
 */
path: string, 
/**
 * What is written.
 */
base64: string, };

export type SaveRequest = { 
/**
 * Where; the dialog asked before anything there is replaced.
 */
path: string, 
/**
 * What is written.
 */
text: string, };

export type SavedSearchItem = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * What it asks; `None` if that was purged.
 */
query: string | null, };

export type SavedSearchListReport = { 
/**
 * The searches, in the order in which they came to be.
 */
saved_searches: Array<SavedSearchItem>, };

export type SavedSearchReport = { 
/**
 * Its id.
 */
saved_search: string, 
/**
 * Its name.
 */
name: string, 
/**
 * What it asks.
 */
query: string, 
/**
 * Whether anything was written.
 */
changed: boolean, };

export type SearchKept = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its query.
 */
query: string, };

export type SearchReport = { 
/**
 * The hits of this page, best first.
 */
hits: Array<HitItem>, 
/**
 * How many records match.
 */
total: number, 
/**
 * Whether it is exactly so many, or more.
 */
total_is_exact: boolean, 
/**
 * How many entries of the log the index has not read yet.
 */
not_indexed: number, 
/**
 * What a person should know about the search, in sentences.
 */
remarks: Array<string>, };

export type SearchRequest = { 
/**
 * The query, in the language of `docs/cli.md`.
 */
query: string, 
/**
 * Only these kinds; all if empty.
 */
kinds: Array<string>, 
/**
 * At most so many hits.
 */
limit: number, 
/**
 * So many of the best are left out: those of the pages before.
 */
offset: number, 
/**
 * What is sealed too.
 */
show_sealed: boolean, 
/**
 * Removed records too.
 */
removed: boolean, };

export type SearchUpdateReport = { 
/**
 * How many records were put into the index.
 */
indexed: number, 
/**
 * How many entries of the log it has not read yet.
 */
not_indexed: number, 
/**
 * What a person should know, in sentences.
 */
remarks: Array<string>, };

export type Selection = { 
/**
 * The words.
 */
quote: string | null, 
/**
 * Which of several places with these words, from 1.
 */
occurrence: number | null, 
/**
 * Words that stand right before.
 */
prefix: string | null, 
/**
 * Words that stand right after.
 */
suffix: string | null, 
/**
 * From and up to which character, instead of words.
 */
range: [number, number] | null, 
/**
 * The page, from 1: with words, where to look for them; without, the place itself.
 */
page_number: number | null, 
/**
 * A rectangle of the page or image.
 */
region: string | null, 
/**
 * A stretch of sound or film, in milliseconds.
 */
time_ms: [number, number] | null, 
/**
 * What is to be seen or heard there.
 */
described: string | null, };

export type SelectorItem = { 
/**
 * The words, exactly as they stand in the rendition (`TextQuoteSelector`).
 */
exact: string | null, 
/**
 * What stands before them.
 */
prefix: string | null, 
/**
 * What stands after them.
 */
suffix: string | null, 
/**
 * Where they begin, in characters (`TextPositionSelector`).
 */
start: number | null, 
/**
 * Where they end.
 */
end: number | null, 
/**
 * The rendition that words and offsets are of.
 */
rendition: string | null, 
/**
 * The page, from 1 (`FragmentSelector`, RFC 8118).
 */
page_number: number | null, 
/**
 * A rectangle of the page or image (`FragmentSelector`, Media Fragments).
 */
region: string | null, 
/**
 * Where a stretch of sound or film begins, in milliseconds.
 */
time_from_ms: number | null, 
/**
 * Where it ends.
 */
time_to_ms: number | null, };

export type SensitivityItem = { 
/**
 * The day before which it must not be given on.
 */
embargo: string | null, 
/**
 * Why.
 */
reason: string | null, 
/**
 * What the persons concerned agreed to.
 */
consent: string | null, 
/**
 * Whether several values stand side by side, and nobody has decided between them.
 */
disputed: boolean, 
/**
 * Its id.
 */
id: string, 
/**
 * Its kind.
 */
kind: string, 
/**
 * What it is called, for people.
 */
label: string, 
/**
 * `open`, `restricted` or `sealed`.
 */
sensitivity: string, };

export type SensitivityListReport = { 
/**
 * The records, by kind.
 */
records: Array<SensitivityItem>, };

export type SensitivitySetRequest = { 
/**
 * The record.
 */
record: string, 
/**
 * `open`, `restricted` or `sealed`.
 */
level: string, 
/**
 * The day before which it must not be given on.
 */
embargo: string | null, 
/**
 * Why.
 */
reason: string | null, 
/**
 * What the persons concerned agreed to.
 */
consent: string | null, };

export type Severity = "note" | "gap" | "damage";

export type SiblingItem = { 
/**
 * The document.
 */
document: string, 
/**
 * What it is called.
 */
label: string, 
/**
 * Its role for the source.
 */
role: string | null, 
/**
 * What its first bytes said it is.
 */
media_type: string | null, 
/**
 * `open`, `restricted` or `sealed`.
 */
sensitivity: string, };

export type SidecarSource = { 
/**
 * Its citation key.
 */
key: string | null, 
/**
 * Its CSL-JSON item.
 */
csl: { [key in string]: JsonValue }, };

export type SignOffItem = { 
/**
 * Its id.
 */
id: string, 
/**
 * Who signed off, by their own word.
 */
by: string | null, 
/**
 * When.
 */
time: string | null, 
/**
 * The wording that was signed off.
 */
statement: string | null, 
/**
 * Whether the claim still has that wording.
 */
stands: boolean, 
/**
 * A comment.
 */
comment: string | null, };

export type SignOffRequest = { 
/**
 * The claim.
 */
claim: string, 
/**
 * Who signs off; the archive's own agent if no name is given.
 */
by: string | null, 
/**
 * A comment.
 */
comment: string | null, };

export type SourceAddReport = { 
/**
 * Its id.
 */
source: string, 
/**
 * Its citation key.
 */
key: string, 
/**
 * Its CSL-JSON item.
 */
csl: { [key in string]: JsonValue }, };

export type SourceAddRequest = { 
/**
 * Its citation key; made from author and year, else from the title, if none is given.
 */
key: string | null, 
/**
 * A CSL-JSON item, as text.
 */
csl_json: string | null, 
/**
 * Variables as a person typed them; they go before those of the item.
 */
variables: Array<[string, string]>, };

export type SourceDocument = { 
/**
 * Its id.
 */
id: string, 
/**
 * What it is for the source.
 */
role: string | null, 
/**
 * What its first bytes said it is.
 */
media_type: string | null, 
/**
 * `open`, `restricted` or `sealed`.
 */
sensitivity: string, };

export type SourceItem = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its citation key; `None` also where it is sealed and was not asked for.
 */
key: string | null, 
/**
 * Its CSL-JSON item; empty where it is sealed and was not asked for.
 */
csl: { [key in string]: JsonValue }, 
/**
 * The documents held of it.
 */
documents: Array<SourceDocument>, 
/**
 * `open`, `restricted` or `sealed`.
 */
sensitivity: string, 
/**
 * Whether it was removed.
 */
removed: boolean, };

export type SourceListReport = { 
/**
 * The sources, in the order in which they came to be.
 */
sources: Array<SourceItem>, 
/**
 * Where the next page begins; `None` if this is the last.
 */
next: string | null, };

export type SourceListRequest = { 
/**
 * Only those that have this text in their key or in any variable; case does not matter.
 */
text: string | null, 
/**
 * Only those after this one: the `next` of the page before.
 */
after: string | null, 
/**
 * At most so many; all if `None`.
 */
limit: number | null, 
/**
 * Removed ones too.
 */
removed: boolean, 
/**
 * What is said of sealed ones too.
 */
show_sealed: boolean, };

export type SourceSetManyReport = { 
/**
 * Each source, in the order asked for.
 */
sources: Array<SourceSetReport>, };

export type SourceSetManyRequest = { 
/**
 * The sources.
 */
names: Array<string>, 
/**
 * Fields and their values as typed, as for one source.
 */
assignments: Array<[string, string]>, };

export type SourceSetReport = { 
/**
 * The source.
 */
source: string, 
/**
 * Its citation key now.
 */
key: string | null, 
/**
 * The fields that have another value now, or are no longer disputed.
 */
changed: Array<string>, };

export type SourceSetRequest = { 
/**
 * The source.
 */
name: string, 
/**
 * Fields and their values as typed: `key`, or `csl.` and a variable; an empty value clears.
 */
assignments: Array<[string, string]>, 
/**
 * A CSL-JSON item, as text; its variables are set, those it lacks stay.
 */
csl_json: string | null, };

export type SourceShowReport = { 
/**
 * Every field, with who wrote it.
 */
fields: Array<FieldItem>, 
/**
 * The notes on it.
 */
notes: Array<NoteItem>, 
/**
 * The tags on it, by name.
 */
tags: Array<string>, 
/**
 * The collections it is in, by name.
 */
collections: Array<string>, 
/**
 * What people think of it, in each respect.
 */
appraisals: Array<AppraisalItem>, 
/**
 * How it stands to other works.
 */
cross_references: Array<CrossReferenceItem>, 
/**
 * Its id.
 */
id: string, 
/**
 * Its citation key; `None` also where it is sealed and was not asked for.
 */
key: string | null, 
/**
 * Its CSL-JSON item; empty where it is sealed and was not asked for.
 */
csl: { [key in string]: JsonValue }, 
/**
 * The documents held of it.
 */
documents: Array<SourceDocument>, 
/**
 * `open`, `restricted` or `sealed`.
 */
sensitivity: string, 
/**
 * Whether it was removed.
 */
removed: boolean, };

export type SpeakerItem = { 
/**
 * The subject; `None` where only a name was given.
 */
subject: string | null, 
/**
 * What the speaker is called.
 */
label: string, };

export type StandingItem = { 
/**
 * In one word.
 */
word: StandingWord, 
/**
 * For people: `Has support: 2 passages, 1 origin`.
 */
label: string, 
/**
 * How many passages support it.
 */
supports: number, 
/**
 * To how many origins these go back.
 */
support_origins: number, 
/**
 * How many passages contradict it.
 */
contradicts: number, 
/**
 * To how many origins these go back.
 */
contradict_origins: number, 
/**
 * How many passages are context.
 */
context: number, 
/**
 * How many supporting passages show that it happened.
 */
happened: number, 
/**
 * How many supporting passages show only that it was said.
 */
said: number, 
/**
 * How many were withdrawn.
 */
withdrawn: number, 
/**
 * How many people signed the present wording off.
 */
signed_off: number, 
/**
 * How many searches found nothing.
 */
not_found: number, 
/**
 * Why, in sentences.
 */
reasons: Array<string>, };

export type StandingWord = "no_evidence_yet" | "only_context" | "has_support" | "contradicted" | "disputed";

export type StatedFigure = { 
/**
 * The figure in words.
 */
label: string, 
/**
 * The claim or passage that states it.
 */
on: RecordItem | null, 
/**
 * Of a passage: its source, by citation key if it has one.
 */
source: string | null, 
/**
 * Of a passage: who speaks.
 */
speaker: string | null, 
/**
 * Its id.
 */
id: string, 
/**
 * The number, as text.
 */
value: string | null, 
/**
 * The upper end, of a figure between two.
 */
value_to: string | null, 
/**
 * How the number is meant: `exactly`, `at least` …
 */
bound: string | null, 
/**
 * Its unit.
 */
unit: string | null, 
/**
 * What is counted.
 */
counted: string | null, 
/**
 * Where.
 */
place: string | null, 
/**
 * In which period.
 */
period: DateItem | null, 
/**
 * The figure of the whole, of which this is a part.
 */
part_of: string | null, 
/**
 * A comment.
 */
comment: string | null, };

export type StepItem = { 
/**
 * `claim`, `evidence`, `passage`, `document`, `source` or `cross-reference`.
 */
kind: string, 
/**
 * The record's id; `None` for words without a record of their own.
 */
id: string | null, 
/**
 * What it is called, or says.
 */
label: string, 
/**
 * Of a document: the digest of its bytes.
 */
sha256: string | null, 
/**
 * Of a document: `unchanged`, `changed`, `held` (not read again) or `gone`.
 */
state: string | null, };

export type StylesReport = { 
/**
 * The styles.
 */
styles: { name: string, also: string[], title: string, kind: string }[], 
/**
 * The languages that styles can be written in.
 */
locales: Array<string>, };

export type SubjectItem = { 
/**
 * Its id.
 */
id: string, 
/**
 * What it is called: its name, or its pseudonym where the name must not be seen.
 */
label: string, 
/**
 * `person`, `body`, `event` or `place`.
 */
subject_kind: string | null, 
/**
 * Its names; none where they must not be seen.
 */
names: Array<NameItem>, 
/**
 * When it lived, happened or was; `None` where it must not be seen.
 */
date: DateItem | null, 
/**
 * A comment; `None` where it must not be seen.
 */
comment: string | null, 
/**
 * How many claims, passages and figures name it, or quote it.
 */
mentions: number, 
/**
 * `open`, `restricted` or `sealed`.
 */
sensitivity: string, 
/**
 * Whether it was removed.
 */
removed: boolean, };

export type SubjectListReport = { 
/**
 * The subjects, in the order in which they came to be.
 */
subjects: Array<SubjectItem>, };

export type SubjectReport = { 
/**
 * The subject.
 */
subject: string, 
/**
 * What it is called.
 */
label: string, 
/**
 * Other subjects with a like name, which it was not merged with.
 */
similar: Array<RecordItem>, };

export type SubjectRequest = { 
/**
 * The name it is listed by.
 */
name: string | null, 
/**
 * The language and script of that name: `fa`, `fa-Latn`.
 */
language: string | null, 
/**
 * `person`, `body`, `event` or `place`.
 */
subject_kind: string | null, 
/**
 * What it goes by where its name must not be seen.
 */
pseudonym: string | null, 
/**
 * When it lived, happened or was.
 */
date: DateRequest | null, 
/**
 * A comment.
 */
comment: string | null, 
/**
 * More names.
 */
names: Array<NameRequest>, };

export type SubjectSet = { 
/**
 * Which.
 */
subject: string, 
/**
 * Its new values.
 */
set: SubjectRequest, };

export type SubjectShowReport = { 
/**
 * The claims, passages and figures about it.
 */
mentioned_in: Array<RecordItem>, 
/**
 * The passages in which it speaks.
 */
speaks_in: Array<RecordItem>, 
/**
 * The notes on it.
 */
notes: Array<NoteItem>, 
/**
 * Its id.
 */
id: string, 
/**
 * What it is called: its name, or its pseudonym where the name must not be seen.
 */
label: string, 
/**
 * `person`, `body`, `event` or `place`.
 */
subject_kind: string | null, 
/**
 * Its names; none where they must not be seen.
 */
names: Array<NameItem>, 
/**
 * When it lived, happened or was; `None` where it must not be seen.
 */
date: DateItem | null, 
/**
 * A comment; `None` where it must not be seen.
 */
comment: string | null, 
/**
 * How many claims, passages and figures name it, or quote it.
 */
mentions: number, 
/**
 * `open`, `restricted` or `sealed`.
 */
sensitivity: string, 
/**
 * Whether it was removed.
 */
removed: boolean, };

export type TagItem = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * The records it stands on.
 */
records: Array<RecordItem>, };

export type TagListReport = { 
/**
 * The tags, by name.
 */
tags: Array<TagItem>, };

export type TagReport = { 
/**
 * The tag.
 */
tag: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Whether it is new.
 */
made: boolean, 
/**
 * The records.
 */
items: Array<MarkItem>, };

export type To = { 
/**
 * Where.
 */
path: string, };

export type TraceReport = { 
/**
 * The claim, if it began at one.
 */
claim: string | null, 
/**
 * What it is called.
 */
label: string, 
/**
 * Every path from there to the earliest known.
 */
paths: Array<PathItem>, 
/**
 * Who or what stands at the beginning of what is known.
 */
origins: Array<OriginItem>, 
/**
 * Sources that lead back to themselves, by their labels.
 */
cycles: Array<Array<string>>, 
/**
 * Works on the way that were never taken in.
 */
missing: Array<MissingItem>, 
/**
 * Whether there are more paths than are told; origins and missing works are complete.
 */
truncated: boolean, };

export type TraceRequest = { 
/**
 * The claim; or a passage or a source.
 */
start: string, 
/**
 * Whether the documents on the way are read again and their digests compared.
 */
read_again: boolean, 
/**
 * The words of sealed records too.
 */
show_sealed: boolean, };

export type TrashItem = { 
/**
 * When its remover says it was.
 */
removed_at: string | null, 
/**
 * By whom, by name.
 */
removed_by: string | null, 
/**
 * Why.
 */
reason: string | null, 
/**
 * Its id.
 */
id: string, 
/**
 * Its kind.
 */
kind: string, 
/**
 * What it is called, for people.
 */
label: string, 
/**
 * `open`, `restricted` or `sealed`.
 */
sensitivity: string, };

export type TrashListReport = { 
/**
 * The records, newest removal first.
 */
records: Array<TrashItem>, 
/**
 * How many there are in all.
 */
total: number, };

export type TrashListRequest = { 
/**
 * So many of the newest are left out: those of the pages before.
 */
offset: number, 
/**
 * At most so many; all if `None`.
 */
limit: number | null, };

export type UndoListReport = { 
/**
 * The actions of this machine's log, newest first.
 */
acts: Array<ActItem>, };

export type UndoReport = { 
/**
 * The action that undid it; undoing this one does it again.
 */
act: string, 
/**
 * The action that was undone.
 */
undoes: string, 
/**
 * The records changed.
 */
undone: Array<UndoneItem>, 
/**
 * The records that stay as they are.
 */
kept: Array<KeptItem>, };

export type Undone = "removed" | "restored" | "set_back";

export type UndoneItem = { 
/**
 * What was done to it.
 */
done: Undone, 
/**
 * The fields written.
 */
fields: Array<string>, 
/**
 * Its id.
 */
id: string, 
/**
 * Its kind.
 */
kind: string, 
/**
 * What it is called, for people.
 */
label: string, 
/**
 * `open`, `restricted` or `sealed`.
 */
sensitivity: string, };

export type Verdict = "intact" | "damaged" | "incomplete";

export type VerificationCounts = { 
/**
 * Documents.
 */
documents: number | null, 
/**
 * Bytes of contents.
 */
bytes: number | null, 
/**
 * Entries of all logs.
 */
entries: number | null, 
/**
 * Passages.
 */
passages: number | null, };

export type VerificationRun = { 
/**
 * The entry that says so, as `LOG/INDEX`.
 */
entry: string, 
/**
 * When, as its writer claims.
 */
time: string | null, 
/**
 * Who recorded it.
 */
agent: string | null, 
/**
 * `intact`, `damaged` or `incomplete`.
 */
verdict: string | null, 
/**
 * How much it read.
 */
scope: VerificationScope, 
/**
 * How much there was.
 */
expected: VerificationCounts, 
/**
 * How much of that was read and compared.
 */
checked: VerificationCounts, 
/**
 * What was found, as `CODE RECORD`; at most a hundred were kept.
 */
findings: Array<string>, };

export type VerificationRunsReport = { 
/**
 * The runs, newest first.
 */
runs: Array<VerificationRun>, 
/**
 * How many there are, with those left out by the limit.
 */
total: number, };

export type VerificationRunsRequest = { 
/**
 * At most so many, the newest; all if `None`.
 */
limit: number | null, };

export type VerificationScope = "full" | "documents" | "part";

export type VerifyReport = { 
/**
 * Whether the run stands in the log.
 */
recorded: boolean, 
/**
 * Why not, if not.
 */
not_recorded_because: string | null, 
/**
 * Whether the run was stopped before its end; `--resume` goes on with it.
 */
interrupted: boolean, 
/**
 * The archive's id; `None` where it cannot be read.
 */
archive: string | null, 
/**
 * The answer in one word.
 */
verdict: Verdict, 
/**
 * What the logs say there is.
 */
expected: Counts, 
/**
 * What was read and compared, whatever came of it.
 */
checked: Counts, 
/**
 * What of that is not as it was recorded.
 */
failed: Counts, 
/**
 * What was not compared.
 */
unknown: Counts, 
/**
 * The bytes of contents that an interrupted run read and found good.
 */
read_before_bytes: number, 
/**
 * The logs' heads whose entries, root and signature are good: worth keeping elsewhere.
 */
heads: Array<Head>, 
/**
 * How many heads known from elsewhere were compared.
 */
compared_heads: number, 
/**
 * What was found, by code.
 */
findings: Array<Finding>, 
/**
 * What was checked, in the order it was done.
 */
passes: Array<Pass>, 
/**
 * What was not checked, in words.
 */
not_checked: Array<string>, };

export type VerifyRequest = { 
/**
 * Bytes of contents and words of passages are left out: seconds, and never `intact`.
 */
quick: boolean, 
/**
 * Only these documents' bytes and passages; all if empty.
 */
documents: Array<string>, 
/**
 * Files with checkpoints that someone else kept.
 */
against: Array<string>, 
/**
 * Whether the run shall stay out of the log.
 */
no_record: boolean, 
/**
 * Whether an interrupted run is gone on with.
 */
resume: boolean, };

export type WaitingDocument = { 
/**
 * The document.
 */
document: string, 
/**
 * What it is called.
 */
label: string, 
/**
 * When a recorded run last read it; `None` if none did.
 */
last_checked: string | null, };

export type WithText = { 
/**
 * The text; everything without it.
 */
text: string | null, 
/**
 * What is sealed too.
 */
show_sealed: boolean, };

export type Withdrawn = { 
/**
 * Which.
 */
evidence: string, 
/**
 * Why.
 */
reason: string, };

export type WordItem = { 
/**
 * Where the word begins in the text.
 */
start: number, 
/**
 * Where it ends.
 */
end: number, 
/**
 * From the left edge of the page.
 */
x: number, 
/**
 * From the top edge of the page.
 */
y: number, 
/**
 * How wide the box is.
 */
width: number, 
/**
 * How high it is.
 */
height: number, };

export type WriteItem = { 
/**
 * What was written.
 */
value: JsonValue, 
/**
 * The name of who wrote it.
 */
agent: string | null, 
/**
 * When.
 */
time: string | null, };

export interface Commands {
  add: { request: Partial<AddRequest>; response: AddReport };
  add_preview: { request: Partial<AddPreviewRequest>; response: AddPreviewReport };
  appraise: { request: Partial<AppraisalRequest>; response: AppraisalItem };
  archive_close: { request: Partial<Nothing>; response: ArchiveState };
  archive_new: { request: Partial<ArchiveNewRequest>; response: ArchiveNewReport };
  archive_open: { request: Partial<ArchiveOpenRequest>; response: ArchiveState };
  archive_state: { request: Partial<Nothing>; response: ArchiveState };
  captured_show: { request: Partial<CapturedShowRequest>; response: ActiveContentReport };
  check: { request: Partial<CheckRequest>; response: CheckReport };
  checkpoint: { request: Partial<Nothing>; response: CheckpointReport };
  cite: { request: Partial<CiteRequest>; response: CiteReport };
  claim_add: { request: Partial<ClaimRequest>; response: ClaimReport };
  claim_edit: { request: Partial<ClaimEditRequest>; response: ClaimReport };
  claim_from: { request: Partial<ClaimFromRequest>; response: ClaimFromReport };
  claim_list: { request: Partial<ClaimListRequest>; response: ClaimListReport };
  claim_searched: { request: Partial<InquiryRequest>; response: InquiryItem };
  claim_show: { request: Partial<Named>; response: ClaimShowReport };
  claim_sign: { request: Partial<SignOffRequest>; response: SignOffItem };
  clipboard_write: { request: Partial<ClipboardRequest>; response: Done };
  collection_add: { request: Partial<RecordsUnder>; response: CollectionReport };
  collection_list: { request: Partial<Of>; response: CollectionListReport };
  collection_new: { request: Partial<CollectionNewRequest>; response: CollectionReport };
  collection_remove: { request: Partial<RecordsUnder>; response: CollectionReport };
  conflicts: { request: Partial<Of>; response: ConflictReport };
  content_documents: { request: Partial<Contents>; response: ContentDocumentsReport };
  copy: { request: Partial<To>; response: CopyReport };
  cross_reference_list: { request: Partial<Of>; response: CrossReferenceListReport };
  custody: { request: Partial<Named>; response: CustodyReport };
  document_accept: { request: Partial<Accepted>; response: AcceptReport };
  document_active_content: { request: Partial<DocumentBytesRequest>; response: ActiveContentReport };
  document_align: { request: Partial<AlignRequest>; response: AlignReport };
  document_derive: { request: Partial<DeriveRequest>; response: DeriveReport };
  document_extract: { request: Partial<ExtractRequest>; response: ExtractReport };
  document_facets: { request: Partial<DocumentFilter>; response: DocumentFacetsReport };
  document_get: { request: Partial<DocumentTo>; response: DocumentGetReport };
  document_list: { request: Partial<DocumentListRequest>; response: DocumentListReport };
  document_proposals: { request: Partial<Named>; response: ProposalListReport };
  document_reading: { request: Partial<DocumentReadingRequest>; response: DocumentReadingReport };
  document_results: { request: Partial<DocumentResultsRequest>; response: DocumentResultsReport };
  document_rows: { request: Partial<DocumentRowsRequest>; response: DocumentRowsReport };
  document_show: { request: Partial<Named>; response: DocumentShowReport };
  document_text: { request: Partial<DocumentTextRequest>; response: DocumentTextReport };
  evidence_add: { request: Partial<EvidenceRequest>; response: EvidenceReport };
  evidence_list: { request: Partial<Of>; response: EvidenceListReport };
  evidence_withdraw: { request: Partial<Withdrawn>; response: EvidenceItem };
  examine: { request: Partial<ExamineRequest>; response: VerifyReport };
  figure_add: { request: Partial<FigureOn>; response: FigureReport };
  figure_list: { request: Partial<Of>; response: FigureListReport };
  history: { request: Partial<Named>; response: HistoryReport };
  independence: { request: Partial<Named>; response: IndependenceReport };
  integrity_overview: { request: Partial<Nothing>; response: IntegrityReport };
  job_cancel: { request: Partial<JobNamed>; response: Done };
  key_certify: { request: Partial<To>; response: KeyReport };
  key_protect: { request: Partial<NewPassphrase>; response: KeyReport };
  key_show: { request: Partial<Nothing>; response: KeyReport };
  log_accept: { request: Partial<LogNamed>; response: string };
  log_continue: { request: Partial<LogContinueRequest>; response: LogContinueReport };
  log_list: { request: Partial<LogListRequest>; response: LogListReport };
  log_show: { request: Partial<LogNamed>; response: EntryReport };
  media_peaks: { request: Partial<MediaPeaksRequest>; response: MediaPeaksReport };
  media_url: { request: Partial<DocumentBytesRequest>; response: MediaUrl };
  note_add: { request: Partial<NoteText>; response: NoteReport };
  note_edit: { request: Partial<NoteText>; response: NoteReport };
  note_list: { request: Partial<NoteListRequest>; response: NoteListReport };
  page_words: { request: Partial<PageWordsRequest>; response: PageWordsReport };
  passage_add: { request: Partial<PassageRequest>; response: PassageReport };
  passage_check: { request: Partial<AnchorRequest>; response: AnchorReport };
  passage_edit: { request: Partial<PassageEditRequest>; response: PassageItem };
  passage_list: { request: Partial<PassageListRequest>; response: PassageListReport };
  passage_move: { request: Partial<Moved>; response: AnchorItem };
  passage_overview: { request: Partial<PassageOverviewRequest>; response: PassageOverviewReport };
  passage_place: { request: Partial<Placed>; response: AnchorItem };
  passage_show: { request: Partial<Named>; response: PassageShowReport };
  passphrase_set: { request: Partial<NewPassphrase>; response: ArchiveState };
  pick: { request: Partial<PickRequest>; response: Picked };
  preferences_get: { request: Partial<Nothing>; response: PreferenceValues };
  preferences_set: { request: Partial<PreferenceValues>; response: Done };
  purge: { request: Partial<PurgeRequest>; response: PurgeReport };
  purge_plan: { request: Partial<PurgeRequest>; response: PurgeReport };
  quick_copy: { request: Partial<QuickCopyRequest>; response: QuickCopyReport };
  recent_forget: { request: Partial<Forgotten>; response: Done };
  recent_list: { request: Partial<Nothing>; response: RecentReport };
  recovery_sheet: { request: Partial<Nothing>; response: RecoverySheet };
  references_export: { request: Partial<ReferencesExportRequest>; response: ReferencesExportReport };
  references_import: { request: Partial<ReferencesImportRequest>; response: ReferencesImportReport };
  references_read: { request: Partial<ReferencesReadRequest>; response: ReferencesReadReport };
  relate: { request: Partial<RelateRequest>; response: RelateReport };
  remove: { request: Partial<RecordsBecause>; response: RemoveReport };
  repair: { request: Partial<From>; response: RepairReport };
  repair_closed: { request: Partial<RepairClosedRequest>; response: RepairReport };
  requests_refused: { request: Partial<Nothing>; response: RefusedReport };
  restore: { request: Partial<Records>; response: RestoreReport };
  sample_open: { request: Partial<ArchiveNewRequest>; response: SampleOpened };
  save_bytes: { request: Partial<SaveBytesRequest>; response: Done };
  save_text: { request: Partial<SaveRequest>; response: Done };
  saved_search_add: { request: Partial<SearchKept>; response: SavedSearchReport };
  saved_search_list: { request: Partial<Nothing>; response: SavedSearchListReport };
  search: { request: Partial<SearchRequest>; response: SearchReport };
  search_update: { request: Partial<Nothing>; response: SearchUpdateReport };
  sensitivity_list: { request: Partial<Nothing>; response: SensitivityListReport };
  sensitivity_set: { request: Partial<SensitivitySetRequest>; response: SensitivityItem };
  sensitivity_show: { request: Partial<Named>; response: SensitivityItem };
  source_add: { request: Partial<SourceAddRequest>; response: SourceAddReport };
  source_duplicates: { request: Partial<Nothing>; response: DuplicateListReport };
  source_list: { request: Partial<SourceListRequest>; response: SourceListReport };
  source_merge: { request: Partial<Merge>; response: MergeReport };
  source_set: { request: Partial<SourceSetRequest>; response: SourceSetReport };
  source_set_many: { request: Partial<SourceSetManyRequest>; response: SourceSetManyReport };
  source_show: { request: Partial<Named>; response: SourceShowReport };
  styles: { request: Partial<Nothing>; response: StylesReport };
  subject_add: { request: Partial<SubjectRequest>; response: SubjectReport };
  subject_list: { request: Partial<WithText>; response: SubjectListReport };
  subject_mention: { request: Partial<Mention>; response: SubjectReport };
  subject_set: { request: Partial<SubjectSet>; response: SubjectReport };
  subject_show: { request: Partial<Named>; response: SubjectShowReport };
  tag_add: { request: Partial<RecordsUnder>; response: TagReport };
  tag_list: { request: Partial<Of>; response: TagListReport };
  tag_remove: { request: Partial<RecordsUnder>; response: TagReport };
  tag_show: { request: Partial<Named>; response: TagItem };
  trace: { request: Partial<TraceRequest>; response: TraceReport };
  trash_list: { request: Partial<TrashListRequest>; response: TrashListReport };
  undo: { request: Partial<Act>; response: UndoReport };
  undo_list: { request: Partial<Nothing>; response: UndoListReport };
  verification_runs: { request: Partial<VerificationRunsRequest>; response: VerificationRunsReport };
  verify: { request: Partial<VerifyRequest>; response: VerifyReport };
  window_close: { request: Partial<Nothing>; response: Done };
}
