// Words of the feature `trace`.
import { num, plural } from '../numbers';

const count = (n: number, one: string, other: string) => `${num(n)} ${plural(n, { one, other })}`;

export const trace = {
  title: 'Trace',
  open: 'Trace the claim chosen',
  what:
    'Where it comes from, as far as this archive knows. It does not say where a thing ' +
    'really began.',
  picture: 'Picture',
  tree: 'Tree',
  form: 'Form of the trace',
  pictureOf: (label: string) => `Trace of: ${label}`,
  treeOf: (label: string) => `Trace of: ${label}, as a tree`,
  readAgain: 'Read the bytes again',
  readAgainWhy:
    'Reads every document on the way and compares its digest with what was recorded when ' +
    'it was received.',
  reading: 'Reading the documents on the way …',
  readNow: 'The documents were read again just now.',
  lastRead: (day: string) => `As the last check found them, ${day}`,
  checked: (day: string) => `checked ${day}`,
  notRead: 'Documents not read again yet',
  copy: 'Copy trace',
  copied: 'Trace copied as text',
  export: 'Export',
  exportSvg: 'Export trace as SVG',
  exportPng: 'Export trace as PNG',
  exportTitle: 'Export the picture of the trace',
  exported: 'Picture saved',
  more: 'More',
  byOrigin: 'Group by origin',
  showAll: (n: number) => `Show all ${num(n)} passages`,
  truncated:
    'There are more paths than can be told one by one; origins and missing works are complete.',
  takeIn: 'Take in',
  columns: {
    claim: 'Claim',
    evidence: 'Evidence',
    passage: 'Passage',
    document: 'Document',
    upstream: 'Goes back to',
    earliest: 'Earliest known here',
  },
  columnHints: {
    claim: 'The statement that needs support',
    evidence: 'The words that are held for it, against it, or as context',
    passage: 'The words that the trace starts from',
    document: 'The document in which these words stand, and whether its bytes are as received',
    upstream: 'What that work quotes, republishes, translates or is based on',
    earliest: 'Nothing earlier is known in this archive: who says it, or the first work',
  },
  notHeld: 'Known, not taken in',
  notHeldWhy: 'This work is referred to on the way, but the archive has no document of it.',
  speaks: 'Speaks',
  origins: {
    subject: 'Speaks first here',
    name: 'Speaks first here',
    source: 'Earliest work here',
    circle: 'Works that refer to each other',
    passage: 'Earliest words known here',
  },
  documents: (n: number) => count(n, 'document', 'documents'),
  relations: {
    quotes: 'quotes',
    cites: 'cites',
    republishes: 'republishes',
    translates: 'translates',
    transcribes: 'transcribes',
    'is based on': 'is based on',
    'is version of': 'is a version of',
    'responds to': 'responds to',
  } as Record<string, string>,
  roles: {
    original: 'As received',
    capture: 'Capture',
    screenshot: 'Screenshot',
    attachment: 'Attachment',
    translation: 'Translation',
    transcript: 'Transcript',
    redaction: 'Redaction',
    excerpt: 'Excerpt',
  } as Record<string, string>,
  reasons: {
    'the document of the passage is not here': 'The document of the passage is not here',
    "the document's bytes were purged": 'The document’s bytes were purged',
    'the document is not as it was received': 'The document is not as it was received',
    'the document was removed': 'The document was removed',
  } as Record<string, string>,
  shows: { happened: 'happened', said: 'said' },
  members: (n: number) => `× ${num(n)}`,
  happened: 'that it happened',
  said: 'that it was said',
  circle: 'Circle',
  cycle: (labels: string[]) => `Circle: ${labels.join(' → ')} → ${labels[0] ?? ''}`,
  cycleWhy: 'These works refer only to each other; no beginning is known here.',
  summary: {
    nothing: 'No evidence yet: there is nothing to trace.',
    nothingUpstream: 'Nothing leads further back from here.',
    rests: (passages: number, works: number) =>
      `Rests on ${count(passages, 'passage', 'passages')} from ${count(works, 'work', 'works')}`,
    startsAt: (works: number) => `Leads through ${count(works, 'work', 'works')}`,
    back: (origins: number, names: string) =>
      `${plural(origins, {
        one: 'they go back to one origin',
        other: `they go back to ${num(origins)} origins`,
      })}: ${names}`,
    backPlain: (origins: number, names: string) =>
      `it goes back to ${count(origins, 'origin', 'origins')}: ${names}`,
    against: (passages: number, origins: number) =>
      `Against it: ${count(passages, 'passage', 'passages')}, ` +
      `${count(origins, 'origin', 'origins')}.`,
    context: (passages: number) => `Context: ${count(passages, 'passage', 'passages')}.`,
    noSupport: 'Nothing supports it yet.',
    missing: (n: number) =>
      `${count(n, 'work', 'works')} on the way ${plural(n, { one: 'is', other: 'are' })} ` +
      'not held here.',
    changed: (n: number, paths: number) =>
      `${count(paths, 'path rests', 'paths rest')} on changed bytes: ` +
      `${count(n, 'document', 'documents')} ${plural(n, { one: 'is', other: 'are' })} ` +
      'not as received.',
    gone: (n: number, paths: number) =>
      `${count(paths, 'path rests', 'paths rest')} on missing bytes, of ` +
      `${count(n, 'document', 'documents')}.`,
    unchanged: (n: number) => `${count(n, 'document', 'documents')} unchanged since received.`,
    and: (n: number) => `and ${num(n)} more`,
    separator: ', ',
    end: '.',
    then: '; ',
  },
  empty: {
    title: 'No evidence yet',
    why:
      'A trace leads from a claim over its evidence to the documents and to what they go ' +
      'back to. Mark words in a document as evidence first.',
    action: 'Open the claim',
  },
  choose: {
    title: 'Choose a claim to trace',
    why:
      'The trace shows where it comes from, who said it first here, and whether the ' +
      'documents are unchanged.',
  },
  states: {
    unchanged: 'Unchanged since received',
    held: 'Not checked',
    not_held: 'Known, not taken in',
    broken: 'Broken',
    circular: 'Circular',
  } as Record<string, string>,
  keysHint: 'Arrow keys walk along the lines, Enter opens',
  textTitle: (label: string) => `Trace: ${label}`,
  textOrigins: 'Earliest known here:',
  textMissing: 'Known, not taken in:',
  textPath: (n: number) => `Path ${num(n)}`,
};
