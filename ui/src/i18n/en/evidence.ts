// Words of the feature `evidence`.
import { num, plural } from '../numbers';

export const evidence = {
  title: 'Evidence',
  about: 'Every passage that is kept, with what it is held for.',
  empty: 'No passage is kept yet.',
  emptyWhy:
    'A passage is a place in a document that a sentence of yours can rest on: words, a region, ' +
    'a stretch of time.',
  emptyAction: 'Go to the documents',
  none: 'No passage matches.',
  clear: 'Clear filters',
  filters: 'Filters',
  stance: 'Stance',
  claim: 'Claim',
  document: 'Document',
  state: 'State',
  allStances: 'All stances',
  allClaims: 'All claims',
  allDocuments: 'All documents',
  unused: 'For no claim yet',
  columns: { words: 'Passage', document: 'Document', held: 'Held for', speaker: 'Speaker' },
  groups: {
    lost: 'Lost or uncertain',
    supports: 'Supports',
    contradicts: 'Contradicts',
    context: 'Context',
    unused: 'For no claim yet',
    withdrawn: 'Withdrawn only',
  },
  lostNone: 'Every quotation stands where it was quoted.',
  lostWhy: 'Their words do not stand in one place of the newest text as they were quoted.',
  more: (n: number) => `Show ${num(n)} more ${plural(n, { one: 'passage', other: 'passages' })}`,
  open: 'Open in the reader',
  reattach: 'Re-attach …',
  copied: 'Copied',
  claims: (n: number) => `${num(n)} ${plural(n, { one: 'claim', other: 'claims' })}`,
  check: 'Look again',
  keys: 'Enter opens a passage in the reader; arrows move.',
};
