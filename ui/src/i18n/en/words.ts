// The vocabulary that all features share (the glossary's words, as they stand on screen).
import { num, plural } from '../numbers';

const count = (one: string, other: string) => (n: number) =>
  `${num(n)} ${plural(n, { one, other })}`;

export const words = {
  stances: { supports: 'Supports', contradicts: 'Contradicts', context: 'Context' },
  integrity: {
    unchanged: 'Unchanged since received',
    changed: 'Changed',
    missing: 'Missing',
    unchecked: 'Not checked',
    unreadable: 'Unreadable',
  },
  integrityShort: {
    unchanged: 'Unchanged',
    changed: 'Changed',
    missing: 'Missing',
    unchecked: 'Not checked',
    unreadable: 'Unreadable',
  },
  shows: { happened: 'That it happened', said: 'That it was said' },
  roles: {
    original: 'Original',
    capture: 'Capture',
    screenshot: 'Screenshot',
    attachment: 'Attachment',
    translation: 'Translation',
    transcript: 'Transcript',
    redaction: 'Redaction',
    excerpt: 'Excerpt',
    other: 'Other',
  },
  standing: {
    none: 'No evidence yet',
    support: (passages: number, origins: number) =>
      `Has support: ${num(passages)} ${plural(passages, { one: 'passage', other: 'passages' })}, ` +
      `${num(origins)} ${plural(origins, { one: 'origin', other: 'origins' })}`,
    contested: 'Contested',
    contradicted: 'Contradicted',
    contextOnly: 'Context only',
  },
  anchor: {
    exact: 'Exact',
    moved: 'Moved',
    ambiguous: 'Ambiguous',
    lost: 'Lost',
  },
  media: {
    text: 'Text',
    pdf: 'PDF',
    html: 'Web page',
    image: 'Image',
    audio: 'Audio',
    video: 'Video',
    office: 'Office document',
    mail: 'E-mail',
    archive: 'File archive',
    other: 'Other',
  },
  sensitivity: { open: 'Open', restricted: 'Restricted', sealed: 'Sealed' },
  records: {
    source: 'Source',
    document: 'Document',
    passage: 'Passage',
    claim: 'Claim',
    evidence: 'Evidence',
    subject: 'Subject',
    collection: 'Collection',
    note: 'Note',
  },
  counts: {
    sources: count('source', 'sources'),
    documents: count('document', 'documents'),
    passages: count('passage', 'passages'),
    claims: count('claim', 'claims'),
    subjects: count('subject', 'subjects'),
    collections: count('collection', 'collections'),
    notes: count('note', 'notes'),
    items: count('item', 'items'),
    files: count('file', 'files'),
    pages: count('page', 'pages'),
    selected: (n: number) => `${num(n)} selected`,
  },
  asReceived: 'As received',
  earliestKnown: 'Earliest known here',
  notHeld: 'Not held here',
  unknown: 'Unknown',
  untitled: 'Untitled',
};
