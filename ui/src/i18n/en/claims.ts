// Words of the feature `claims`.
import { num, plural } from '../numbers';

const count = (n: number, one: string, other: string) => `${num(n)} ${plural(n, { one, other })}`;
const passages = (n: number) => count(n, 'passage', 'passages');
const origins = (n: number) => count(n, 'origin', 'origins');

export const claims = {
  title: 'Claims',
  list: 'List of claims',
  what:
    'A claim is a statement that needs support. How it stands is computed from its ' +
    'evidence, never typed in.',
  showIndependence: 'Independence of the sources of this claim',
  showHistory: 'History of this record',
  showLast: 'Show the claim looked at last',
  new: 'New claim',
  newWhy: 'One statement that can be shown to be so, or not. Evidence is added after.',
  edit: 'Edit claim',
  editWhy:
    'The wording before stays in the history; sign-offs are of the wording they were given for.',
  trace: 'Trace',
  traceWhy: 'Where it comes from, who said it first here, whether it has changed',
  filter: 'Filter claims',
  all: 'All',
  standing: 'Standing',
  standings: {
    no_evidence_yet: 'No evidence yet',
    only_context: 'No support yet, only context',
    has_support: 'Has support',
    contradicted: 'Contradicted',
    disputed: 'Contested',
  } as Record<string, string>,
  standingWords: {
    no_evidence_yet: () => 'No evidence yet',
    only_context: () => 'No support yet, only context',
    has_support: (s: Counts) =>
      `Has support: ${passages(s.supports)}, ${origins(s.support_origins)}`,
    contradicted: (s: Counts) =>
      `Contradicted: ${passages(s.contradicts)}, ${origins(s.contradict_origins)}`,
    disputed: (s: Counts) =>
      `Contested: for it ${passages(s.supports)}, ${origins(s.support_origins)}; ` +
      `against it ${passages(s.contradicts)}, ${origins(s.contradict_origins)}`,
  },
  reasons: {
    oneOrigin: 'all that supports it goes back to one origin',
    onlySaid: 'what supports it shows only that it was said',
    someSaid: (n: number) => `${num(n)} of it shows only that it was said`,
    unstated: (n: number) =>
      `it is not stated of ${num(n)} whether it shows that it happened or was said`,
    withdrawn: (n: number) => `withdrawn: ${num(n)}`,
    lost: (n: number) => `evidence whose passage was removed: ${num(n)}`,
    notFound: (n: number) => `searches that found nothing: ${num(n)}`,
    outdated: (n: number) => `signed off in another wording: ${num(n)}`,
  },
  restsOnChanged: (n: number, day: string) =>
    `It rests on ${count(n, 'document', 'documents')} that ` +
    `${plural(n, { one: 'was', other: 'were' })} found changed when last checked, ${day}.`,
  restsOnMissing: (n: number, day: string) =>
    `It rests on ${count(n, 'document', 'documents')} whose bytes were found missing ` +
    `when last checked, ${day}.`,
  checked: (day: string) => `Last checked ${day}`,
  openIntegrity: 'Show under Integrity',
  signedOff: (n: number) => `Signed off by ${num(n)}`,
  counts: (s: Counts) =>
    `Supports ${num(s.supports)}, contradicts ${num(s.contradicts)}, context ${num(s.context)}`,
  shown: (n: number, total: number) => `${num(n)} of ${count(total, 'claim', 'claims')}`,
  empty: {
    title: 'No claims yet',
    why:
      'A claim is what you want to be able to say. Each one is then held to the exact ' +
      'words that support or contradict it.',
  },
  noMatch: { title: 'No claim matches', clear: 'Clear the filter' },
  choose: 'Choose a claim to see what it rests on.',
  sealed: 'Sealed',
  sealedWhy: 'The words of this record are sealed and are not shown.',
  purged: 'The words were purged',
  removed: 'Removed',
  evidence: 'Evidence',
  noEvidence: 'Nothing is held for or against it yet.',
  addEvidence: 'Add evidence',
  addEvidenceWhy:
    'A passage that is kept already. To mark new words, open a document and select them.',
  findPassage: 'Find a passage',
  findHint: 'Words of the passage, or who speaks in it',
  noPassages: 'No passage matches. Open a document and select words to keep one.',
  morePassages: (n: number) => `Show more of the other ${num(n)}`,
  notIndexed: (n: number) =>
    `The search has not read ${num(n)} new entries yet; some passages may be missing.`,
  openDocuments: 'Open documents',
  stance: 'Stance',
  shows: 'What it shows',
  showsHint: 'Someone may well have said it without it having happened.',
  unstated: 'Not stated',
  because: 'Why it is held so',
  withdraw: 'Withdraw',
  withdrawTitle: 'Withdraw this evidence',
  withdrawWhy: 'It stays in the archive with your reason, and no longer counts.',
  reason: 'Reason',
  withdrawn: 'Withdrawn',
  showWithdrawn: (n: number) => `${num(n)} withdrawn`,
  openPassage: 'Open at the passage',
  speaker: 'Speaks',
  page: (n: number) => `p. ${num(n)}`,
  independence: 'Independence',
  independenceWhy: 'Whether several sources say it, or one source several times.',
  independent: (sources: number, n: number) =>
    `${count(sources, 'source', 'sources')}, ${origins(n)}`,
  goesBack: 'goes back to',
  coincide: 'Counted apart, but alike',
  coincidences: {
    'the same author': 'the same author',
    'the same publisher': 'the same publisher',
    'the same words': 'the same words',
    'the same bytes': 'the same bytes',
  } as Record<string, string>,
  figures: 'Figures',
  noFigures: 'It states no figure.',
  addFigure: 'Add figure',
  figureWhy:
    'Figures that count the same are compared, and disagreement is shown under Contradictions.',
  value: 'Number',
  valueTo: 'Up to',
  bound: 'How it is meant',
  bounds: {
    exactly: 'exactly',
    about: 'about',
    'at least': 'at least',
    'at most': 'at most',
    'more than': 'more than',
    'fewer than': 'fewer than',
    between: 'between',
  } as Record<string, string>,
  unit: 'Unit',
  unitHint: 'km, IRR, hours; leave empty for people and things',
  counted: 'What is counted',
  countedHint: 'people sentenced, signatories …',
  place: 'Where',
  period: 'In which period',
  partOf: 'Part of',
  partOfNone: 'Stands alone',
  searched: 'Searched and not found',
  searchedWhy: 'What was looked for in vain belongs to how a claim stands.',
  noSearched: 'No search is recorded.',
  addSearched: 'Record a search',
  sought: 'What was looked for',
  searchedIn: 'Where',
  by: 'By whom',
  date: 'Date',
  dateHint: 'As written: 13 November 2019, \u2068۱۲ مرداد ۱۴۰۲\u2069, or EDTF: 2019-1X',
  calendar: 'Calendar',
  calendars: {
    '': 'By the text',
    gregorian: 'Gregorian',
    'solar-hijri': 'Solar Hijri',
    'lunar-hijri': 'Lunar Hijri',
  } as Record<string, string>,
  signOffs: 'Sign-offs',
  signWhy:
    'A second person says that the wording follows from its evidence. Who signs is self-stated.',
  noSignOffs: 'Nobody has signed the present wording off.',
  sign: 'Sign off',
  signer: 'Who signs',
  signSecond: (by: string) =>
    `${by} wrote this wording. A second person signs it off: write their name under “Who signs”.`,
  signerHint: 'Left empty: the name this archive knows you by',
  outdated: 'Of another wording',
  stands: 'Of this wording',
  wordings: 'Wordings',
  present: 'Present',
  about: 'About',
  aboutHint: 'People, bodies, events and places it is about',
  addSubject: 'Add a subject',
  addTranslation: 'Add a translation',
  translationTo: 'Language',
  statement: 'Statement',
  statementHint: 'One sentence; what one would print.',
  language: 'Language',
  languageHint: 'en, fa …',
  comment: 'Comment',
  notes: 'Notes',
  tags: 'Tags',
  history: 'History',
  save: 'Save',
  add: 'Add',
  cancel: 'Cancel',
  more: 'More',
  readOnly: 'This archive is open for reading only; nothing can be added.',
  copied: 'Claim copied',
  copy: 'Copy claim with its standing',
  filterSubject: 'Subject',
  anySubject: 'Any subject',
};

export interface Counts {
  supports: number;
  support_origins: number;
  contradicts: number;
  contradict_origins: number;
  context: number;
}
