// Words of the feature `evidence`.
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
  columns: { words: 'Passage', document: 'Document', held: 'Held for' },
  groups: { lost: 'Lost or uncertain' },
  lostNone: 'Every quotation stands where it was quoted.',
  lostWhy: 'Their words do not stand in one place of the newest text as they were quoted.',
  open: 'Open in the reader',
  reattach: 'Re-attach …',
  keys: 'Enter opens a passage in the reader; arrows move.',
};
