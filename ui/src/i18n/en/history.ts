// Words of the feature `history`: what was done, and taking it back.
import { inWords, nounKey } from '../../features/history/summary';
import { num, plural } from '../numbers';

/** Nouns that read better in other words than those of the log; all others get a plural s. */
const NOUNS: Record<string, [string, string]> = {
  content: ['file held', 'files held'],
  'cross-reference': ['cross-reference', 'cross-references'],
  evidence: ['piece of evidence', 'pieces of evidence'],
  'fixity check': ['check of integrity', 'checks of integrity'],
  inquiry: ['search that found nothing', 'searches that found nothing'],
  'log.opened': ['log begun', 'logs begun'],
  membership: ['place in a collection', 'places in a collection'],
  name: ['name of a subject', 'names of a subject'],
  purge: ['purge', 'purges'],
  recovery: ['repair', 'repairs'],
  replication: ['second copy made', 'second copies made'],
  'sign-off': ['sign-off', 'sign-offs'],
  tagging: ['tag put on a record', 'tags put on records'],
};

export const history = {
  actsCommand: 'History: what was done, and taking it back',
  logCommand: 'Entries of the log, line by line',
  ofRecord: {
    command: 'History of a record …',
    title: 'History of a record',
    lead: 'Every write of its fields, with what stood there before.',
    record: 'Record',
    sealed: 'It is sealed: its values are not shown.',
  },
  title: 'History',
  acts: 'What you did',
  log: 'Log of everyone',
  lead:
    'The newest acts recorded with your key. Taking one back writes earlier ' +
    'values again as a new act; nothing is erased.',
  logLead:
    'Every entry of every log, as it was recorded and signed. Times are those ' +
    'their writers claimed.',
  when: 'When',
  what: 'What',
  who: 'Who',
  entries: 'Entries',
  number: 'No.',
  action: 'What can be done',
  undo: 'Undo',
  redo: 'Do again',
  undid: 'Undid',
  redid: 'Did again',
  wasUndone: 'Undone',
  final: 'Stays',
  finalWhy:
    'Arrivals, checks, copies and certificates record what happened. They cannot be taken back.',
  onlySome: 'The newest acts only; the log holds all of them.',
  none: 'Nothing has been done here yet.',
  noneWhy: 'Each thing you record stands here, with a way to take it back.',
  notOurs: 'Nothing was recorded here with a key of this machine.',
  notOursWhy: 'What others recorded stands in the log.',
  refused: 'This act cannot be taken back as it is.',
  done: (n: number) => `Taken back: ${num(n)} ${plural(n, { one: 'record', other: 'records' })}`,
  how: { removed: 'Removed', restored: 'Brought back', set_back: 'Set back' } as Record<
    string,
    string
  >,
  kind: (kind: string) => NOUNS[nounKey(kind)]?.[0] ?? nounKey(kind),
  andMore: (n: number) => `and ${num(n)} more`,
  kept: (n: number) =>
    `${num(n)} ${plural(n, { one: 'record stays as it is', other: 'records stay as they are' })}`,
  leaf: 'Digest of the entry',
  purged: 'lines of it were purged',
  shown: (n: number, total: number) => `${num(n)} of ${num(total)} entries`,
  more: 'Show earlier ones',
  summary: (english: string) =>
    inWords(
      english,
      (count, noun) => {
        const [one, other] = NOUNS[noun] ?? [noun, `${noun}s`];
        return `${num(count)} ${plural(count, { one, other })}`;
      },
      ', ',
    ),
};
