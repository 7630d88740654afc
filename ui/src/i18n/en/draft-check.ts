// Words of the feature `draft-check`.
import { num, plural } from '../numbers';

export const draftCheck = {
  title: 'Check a draft',
  begin: 'Choose a manuscript to check it against this archive.',
  beginWhy:
    'Every quotation is looked for in the documents, every citation among the works. The ' +
    'manuscript (Markdown, Typst, LaTeX, plain text or Word) is only read: it is not taken in, ' +
    'and nothing is changed.',
  choose: 'Choose a manuscript',
  another: 'Check another',
  again: 'Check again',
  dialog: 'Manuscript to check',
  working: (name: string) => `Checking ${name}`,
  stopped: 'Stopped. Nothing was changed.',
  sealed: 'Look in sealed documents too',
  looked: (n: number, without: number) =>
    `Looked in ${num(n)} ${plural(n, { one: 'document', other: 'documents' })}` +
    (without > 0 ? `; ${num(without)} without text could not be looked in.` : '.'),
  parts: 'What was checked',
  quotations: 'Quotations',
  citations: 'Citations',
  attention: 'Only what needs attention',
  allWell: 'Every quotation stands as in its source, and every citation is of a work held here.',
  attentionCount: (n: number) =>
    `${num(n)} ${plural(n, { one: 'place needs', other: 'places need' })} attention.`,
  noQuotations: 'No quotation was found in the manuscript.',
  noCitations: 'No citation was found in the manuscript.',
  nothingLeft: 'Nothing here needs attention.',
  line: 'Line',
  lineOf: (n: string) => `line ${n}`,
  text: 'Quotation',
  key: 'Citation',
  state: 'Found',
  where: 'Where',
  nearest: 'Nearest words:',
  whole: 'What stands there:',
  cites: 'cites',
  quotationStates: {
    exact: 'Word for word',
    elsewhere: 'In another work than cited',
    changed: 'Words differ',
    absent: 'Not found',
    too_short: 'Too short to look for',
  },
  quotationWhy: {
    exact: 'It stands so in the document.',
    elsewhere: 'It stands so in this archive, but not in the work that is cited.',
    changed: 'The document has almost these words; the difference is marked.',
    absent: 'No document here has these words, or nearly these.',
    too_short: 'Fewer than three words: they would be found anywhere.',
  },
  citationStates: {
    held: 'Held here',
    not_held: 'Known, not taken in',
    sealed: 'Sealed',
    unknown: 'Unknown key',
    ambiguous: 'Key of several works',
  },
  citationWhy: {
    held: 'The work is known and a document of it is held.',
    not_held: 'The work is known, but no document of it was taken in.',
    sealed: 'The work is sealed and should not be cited.',
    unknown: 'No work in this archive has this key.',
    ambiguous: 'Several works have this key.',
  },
  openPassage: 'Open the passage',
  openDocument: 'Open the document',
};
