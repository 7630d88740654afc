// Keeping what was selected: as a passage, as evidence for a claim, as a sign of where it is from.
// What the archive then holds is compared with what was selected, to the last character.
import { t } from '../../i18n';
import { ask, type RequestOf } from '../../ipc/api';
import type {
  ClaimRequest,
  EvidenceReport,
  EvidenceRequest,
  PassageRequest,
  SelectorItem,
} from '../../ipc/generated';
import { toast } from '../../state/toasts.svelte';
import { undoLast, write } from '../../state/writes';
import { selectionOf, type Chosen, type Reading } from './reading.svelte';

export interface ClaimChoice {
  /** An existing claim, or null for a new one. */
  id: string | null;
  statement: string;
}

export interface EvidenceChoice {
  stance: 'supports' | 'contradicts' | 'context';
  shows: 'happened' | 'said' | null;
  claim: ClaimChoice;
  speaker: string;
  described: string;
  comment: string;
}

const NEW_CLAIM: Omit<ClaimRequest, 'statement' | 'language'> = {
  date: null,
  translations: [],
  about: [],
  figures: [],
  comment: null,
};

function passageOf(
  reading: Reading,
  chosen: Chosen,
  words: Partial<EvidenceChoice>,
): PassageRequest {
  return {
    document: reading.document,
    selection: selectionOf(chosen, words.described?.trim() || null),
    attributed_to: words.speaker?.trim() || null,
    known_through: null,
    original: null,
    comment: words.comment?.trim() || null,
  };
}

/** Whether what is held is what was selected; what is not words has nothing to compare. */
function sameWords(chosen: Chosen, held: SelectorItem | null): boolean {
  return chosen.kind !== 'words' || held === null || held.exact === chosen.text;
}

function said(text: string, chosen: Chosen, held: SelectorItem | null): void {
  if (!sameWords(chosen, held)) {
    toast(t.reader.quote.differs, { tone: 'danger' });
    return;
  }
  toast(text, { tone: 'ok', action: { label: t.frame.undo, run: () => void undoLast() } });
}

/** A claim that is new is made in the same act as its evidence: one undo takes both back. */
async function hold(
  claim: ClaimChoice,
  evidence: RequestOf<'evidence_add'>,
): Promise<EvidenceReport> {
  if (claim.id !== null) return write('evidence_add', { ...evidence, claim: claim.id });
  const { statement } = claim;
  const made = { ...NEW_CLAIM, statement, language: null };
  const full = { comment: null, passage: null, ...evidence, claim: '' } as EvidenceRequest;
  return (await write('claim_from', { claim: made, evidence: full })).evidence;
}

/** Holds what was selected for or against a claim; false if nothing was written. */
export async function addEvidence(
  reading: Reading,
  chosen: Chosen,
  choice: EvidenceChoice,
): Promise<boolean> {
  const report = await hold(choice.claim, {
    passage: null,
    new_passage: passageOf(reading, chosen, { ...choice, comment: '' }),
    stance: choice.stance,
    shows: choice.shows,
    comment: choice.comment.trim() || null,
  });
  if (report.evidence === null) return false;
  said(t.reader.quote.held[choice.stance](choice.claim.statement), chosen, report.selector);
  reading.active = report.passage;
  reading.clear();
  return true;
}

/** Keeps what was selected, for no claim yet; answers with the passage. */
export async function keep(
  reading: Reading,
  chosen: Chosen,
  words: Partial<EvidenceChoice> = {},
): Promise<string | null> {
  const report = await write('passage_add', passageOf(reading, chosen, words));
  const text = report.already_present ? t.reader.quote.alreadyKept : t.reader.quote.kept;
  said(text, chosen, report.selector);
  reading.active = report.passage;
  return report.passage;
}

export interface RelateChoice {
  relation: string;
  /** An existing source, or null for one that is described now by its title. */
  source: string | null;
  title: string;
}

/** Says that this document's source cites another, from the place selected. */
export async function relateFrom(
  reading: Reading,
  chosen: Chosen,
  choice: RelateChoice,
): Promise<void> {
  const from = reading.facts?.source;
  if (!from) return;
  const { passage } = await write('passage_add', passageOf(reading, chosen, {}));
  reading.active = passage;
  const { title } = choice;
  const to = choice.source ?? (await ask('source_add', { variables: [['title', title]] })).source;
  await write(
    'relate',
    { from, to, relation: choice.relation, from_passage: passage },
    t.reader.relate.done(title),
  );
  reading.clear();
}

/** Copies quotation and reference; says so only when the clipboard has taken it. */
export async function copyWithReference(passage: string, persian: boolean): Promise<void> {
  const { text, html } = await ask('quick_copy', {
    passage,
    locale: persian ? 'fa-IR' : null,
    markup: 'text',
  });
  await ask('clipboard_write', { text, html });
  toast(t.reader.copiedQuote, { tone: 'ok' });
}
