// Words of the feature `integrity`: whether everything is as it was taken in.
import type { Outcome } from '../../features/integrity/outcome';
import { num, plural } from '../numbers';

const documents = (n: number) => `${num(n)} ${plural(n, { one: 'document', other: 'documents' })}`;
const have = (n: number) => plural(n, { one: 'has', other: 'have' });
const are = (n: number) => plural(n, { one: 'is', other: 'are' });

const repairIt =
  'Do not rely on these bytes. Put them back from a copy; nothing is repaired silently.';
const compare = 'Compare the file with a copy that someone else kept, and ask who had this one.';
const rebuild =
  'The log is what counts. Open the archive for writing: its catalogue is rebuilt from the log.';
const nothingToDo = 'Nothing needs to be done.';

function answer({ answer, tally }: Outcome): string {
  const at = tally ?? { unchanged: 0, changed: 0, missing: 0, unreadable: 0, unchecked: 0 };
  const wrong = at.changed + at.missing + at.unreadable;
  switch (answer) {
    case 'never':
      return 'Never checked';
    case 'unchanged':
      return 'Nothing has changed since it was taken in';
    case 'changed':
      return `${documents(at.changed)} ${have(at.changed)} changed`;
    case 'missing':
      return `${documents(at.missing)} ${are(at.missing)} missing`;
    case 'unreadable':
      return `${documents(at.unreadable)} ${are(at.unreadable)} unreadable`;
    case 'several':
      return `${documents(wrong)} ${are(wrong)} not as they were taken in`;
    case 'damaged':
      return 'The archive itself is damaged, though no document is';
    case 'chosen':
      return (
        `The ${documents(at.unchanged)} chosen ${are(at.unchanged)} unchanged; the ` +
        `others were not read`
      );
    case 'quick':
      return 'The log is sound; the documents were not read';
    case 'interrupted':
      return 'Stopped before the end; nothing wrong found so far';
    case 'older':
      return 'No document has changed, but this file is older than a state seen before';
    case 'unsettled':
      return 'No document has changed, but something about the log is unsettled';
    case 'incomplete':
      return 'Not everything could be checked';
  }
}

export const integrity = {
  title: 'Integrity',
  answerLabel: 'The answer',
  answer,
  short: (outcome: Outcome) =>
    outcome.answer === 'unchanged' ? 'Nothing has changed' : answer(outcome),
  job: (asked: { quick: boolean; documents: string[]; against: string[] }) => {
    if (asked.against.length > 0) return 'Comparing with a checkpoint';
    if (asked.quick) return 'Quick check';
    return asked.documents.length > 0
      ? `Checking ${documents(asked.documents.length)}`
      : 'Checking integrity';
  },
  justNow: 'Just now, in this window',
  by: ' · by ',
  comma: ', ',
  read: 'Read and compared',
  entries: (n: number) => `${num(n)} ${plural(n, { one: 'log entry', other: 'log entries' })}`,
  neverWhy:
    'A check reads every document again and compares its digest with the one ' +
    'recorded when it was taken in.',
  neverRead: (n: number) => `${documents(n)} ${have(n)} never been read by a recorded check.`,
  notRecorded: 'This run is not in the log:',
  notRecordedHere:
    'Nothing is written to this archive from here: a check is made, but not recorded in its log.',
  actions: {
    all: 'Check everything',
    quick: 'Quick check',
    quickWhy:
      'Seconds: the log, its signatures and the catalogue. The bytes of documents are not read.',
    more: 'More',
    chosen: (n: number) => (n === 0 ? 'Check chosen' : `Check ${documents(n)}`),
    forgetChosen: 'Forget the choice',
    oldest: (n: number) => `Check the ${num(n)} that waited longest`,
    pause: 'Pause',
    stop: 'Stop',
    resume: 'Go on',
    forgetPaused: 'Discard',
  },
  running: 'Check under way',
  starting: 'Starting',
  stage: 'Step',
  done: 'Done',
  rate: 'Rate',
  left: 'Time left',
  perSecond: (amount: string) => `${amount}/s`,
  pausedTitle: 'A check is paused',
  stages: {
    container: 'Structure of the file',
    entries: 'Entries of the log',
    catalogue: 'Catalogue against the log',
    contents: 'Bytes of documents',
    passages: 'Words of passages',
  } as Record<string, string>,
  severity: { damage: 'Damage', gap: 'Unsettled', note: 'Note' },
  gaps: ['V016', 'V030', 'V032', 'V043', 'V090'],
  findings: {
    title: 'What was found',
    never: 'Nothing is ever fixed silently. Make a copy of the file as it is before you repair it.',
    copyFirst: 'Make a copy first …',
    record: 'Record',
    expected: 'Recorded',
    found: 'Found now',
    detail: 'In detail',
    todo: 'What to do',
    onlyRecorded: 'The log keeps the code and the record only. Check again to see the digests.',
  },
  passes: {
    title: (n: number) => `What was checked, in ${num(n)} passes`,
    heads: (n: number) =>
      `compared with ${num(n)} ${plural(n, { one: 'state', other: 'states' })} seen elsewhere`,
    what: 'What',
    checked: 'Checked',
    failed: 'Not as recorded',
    notChecked: 'Not checked',
    names: {} as Record<string, string>,
  },
  history: {
    title: 'Earlier checks',
    none: 'No check stands in the log yet.',
    when: 'When',
    answer: 'Answer',
    scope: 'What',
    documents: 'Documents',
    size: 'Read',
    who: 'Recorded by',
    full: 'Everything',
    some: (n: number) => documents(n),
    quick: 'Quick, without bytes',
    part: 'A part',
    more: 'Show earlier ones',
  },
  verdicts: { intact: 'Intact', damaged: 'Damaged', incomplete: 'Incomplete' } as Record<
    string,
    string
  >,
  copies: {
    title: 'Second copies',
    make: 'Make a copy …',
    pick: 'Where the second copy is to be',
    job: 'Making a second copy',
    done: 'Copied, and the copy was read again: it is intact.',
    doneBad: 'Copied, but the copy is not intact, because the archive is not.',
    none: 'None yet. What is damaged can only be put back from a copy: keep one on another disk.',
    age: (days: number | null) => {
      if (days === null) return 'of unknown age';
      return days === 0
        ? 'made today'
        : `${num(days)} ${plural(days, { one: 'day', other: 'days' })} old`;
    },
    present: 'still there',
    presentWhy: 'A file is there. Whether it is still good, only a check of it tells.',
    gone: 'Not there now',
    check: 'Check it',
  },
  waiting: {
    title: 'Unread for longest',
    never: 'never',
    fewer: 'Show fewer',
    more: (n: number) => `Show all ${num(n)}`,
  },
  compare: {
    command: 'Compare with a checkpoint …',
    pick: 'A checkpoint that someone else kept',
  },
  repair: {
    command: 'Repair from a copy …',
    title: 'Repair from a copy',
    lead:
      'Name copies of this archive, the files as you have them, or a folder of ' +
      'them. Whatever has the ' +
      'digest recorded is put back.',
    pick: 'Copies or files to take from',
    addFiles: 'Add files …',
    addFolder: 'Add a folder …',
    safe:
      'A new file is written and checked; the damaged one is kept beside it under ' +
      'another name.',
    start: 'Repair',
    working: 'Repairing …',
    job: 'Repairing the archive',
    repaired: 'The repaired file has taken the place of the damaged one.',
    notRepaired: 'Nothing could be put back; the archive is as it was.',
    back: 'Put back',
    pieces: (chunks: number, entries: number) =>
      `${num(chunks)} ${plural(chunks, { one: 'piece', other: 'pieces' })} of documents, ` +
      `${num(entries)} ${plural(entries, { one: 'log entry', other: 'log entries' })}`,
    lost: 'Not to be had',
    still: 'Still found',
    nothing: 'Nothing',
    kept: 'Damaged file',
    again: 'Check everything again',
    openIt: 'Open it',
  },
  examine: {
    title: 'Check an archive that is not open',
    lead: 'It is read as it lies there. Nothing is written, neither to it nor to its log.',
    job: 'Checking a file',
    start: 'Check',
  },
  notProven: {
    title: 'What a check does not prove',
    items: [
      'That a document is genuine, or that what it says is true: only that its ' +
        'bytes are those taken in.',
      'What happened before it was taken in. Ask for that in Custody.',
      'When something was recorded: times are those its writer claimed.',
      'That nobody with the key rewrote the whole history – unless you compare ' +
        'with a checkpoint that someone else kept.',
      'That the disk will hold tomorrow. Keep second copies elsewhere.',
    ],
  },
  codes: {
    V001: [
      'The file cannot be read in places',
      'Check the disk, and copy the file before anything else. Then repair from a copy.',
    ],
    V002: [
      'The tables are not as they should be',
      'Another program changed the file, or it is damaged. Do not write to it; ' +
        'compare it with a copy.',
    ],
    V003: [
      'The head of the file is not as it should be',
      'Another program changed the file, or it is damaged. Do not write to it; ' +
        'compare it with a copy.',
    ],
    V004: ['What the file says of a log is not what the log says', compare],
    V010: [
      'Entries of the log are missing',
      'Entries were taken out, or lost with the disk. Go on from a copy that has them.',
    ],
    V011: ['An entry of the log is not well formed', compare],
    V012: ['An entry of the log was changed after it was recorded', compare],
    V013: ['An entry was added without the log’s key', `Do not rely on it. ${compare}`],
    V014: ['The log is out of order', compare],
    V015: ['Something is hidden without a purge that says so', compare],
    V016: [
      'An entry of a kind this version does not know',
      'A newer version of Vouchsafe wrote it. Check with that version.',
    ],
    V020: ['The entries do not give the signed state of the log', compare],
    V021: ['The signature under the log does not hold', compare],
    V022: ['The signed state of the log is damaged or missing', compare],
    V030: [
      'This file is older than a state known from elsewhere',
      'Find the newer file. If this is a backup you mean to go on from, start a ' +
        'log of your own from it.',
    ],
    V031: ['This file is another history than the one seen before', `Keep both files. ${compare}`],
    V032: [
      'A log, or part of one, does not count yet',
      'Read what it says under Keys and logs, and accept it if you trust who wrote it.',
    ],
    V033: [
      'A log goes on from another under a new key',
      'If you know who went on with it, compare the key’s fingerprint with them.',
    ],
    V034: [
      'Nothing from elsewhere was compared',
      'The age of this archive cannot be proven. Give a checkpoint to someone, and ' +
        'compare with it later.',
    ],
    V035: ['A time stamp speaks of another history', compare],
    V040: ['The catalogue lacks something that the log has', rebuild],
    V041: ['The catalogue has something that the log has not', rebuild],
    V042: ['A value in the catalogue is not the log’s', rebuild],
    V043: [
      'The catalogue is of another version and was not compared',
      'Open the archive for writing with this version, then check again.',
    ],
    V050: ['The bytes of a document are missing', repairIt],
    V051: ['What is noted of a document’s bytes differs from the log', repairIt],
    V052: ['The bytes of a document have changed', repairIt],
    V053: ['A piece of a document is missing or too long', repairIt],
    V054: ['The list of a document’s pieces differs from the log', repairIt],
    V055: ['Bytes were purged on purpose', `${nothingToDo} The log says who purged them and why.`],
    V056: [
      'Purged bytes are still there, or are marked purged without an entry',
      'If it was meant to be purged, purge it again; if not, repair from a copy.',
    ],
    V057: ['Bytes that no entry speaks of', compare],
    V060: ['A purge and the log do not agree', compare],
    V070: [
      'The words of a passage do not stand where it says',
      'Look at the document, and mark the place again.',
    ],
    V071: [
      'The text of a passage was purged',
      `${nothingToDo} The words stand in the log; the text was purged on purpose.`,
    ],
    V090: [
      'Something was not checked',
      'It was not asked for, or the run was stopped. Check everything.',
    ],
  } as Record<string, [string, string]>,
};
