// Words of the feature `trash`.
import { num, plural } from '../numbers';

const records = (n: number) => `${num(n)} ${plural(n, { one: 'record', other: 'records' })}`;

export const trash = {
  title: 'Trash',
  about: 'What was removed waits here. Nothing is lost until it is purged.',
  empty: 'Nothing was removed',
  emptyWhy: 'What you remove from the lists comes here, with who removed it, when and why.',
  count: records,
  list: 'Removed records',
  columns: { what: 'Record', kind: 'Kind', when: 'Removed', who: 'By', why: 'Reason' },
  noReason: 'no reason given',
  kinds: {
    source: 'Source',
    document: 'Document',
    passage: 'Passage',
    claim: 'Claim',
    evidence: 'Evidence',
    subject: 'Subject',
    collection: 'Collection',
    note: 'Note',
    tag: 'Tag',
    figure: 'Figure',
    'cross-reference': 'Link between works',
    cross_reference: 'Link between works',
    appraisal: 'Appraisal',
    rendition: 'Text made by machine',
    accession: 'Arrival',
    derivation: 'Derivation',
    alignment: 'Alignment',
    'saved-search': 'Saved search',
  } as Record<string, string>,
  restore: 'Restore',
  restored: (n: number) => `${records(n)} restored`,
  purge: 'Purge …',
  choose: 'Choose records first.',
  purgeDialog: {
    title: (n: number) => `Purge ${records(n)} for good?`,
    what:
      'A purge takes what was recorded out of this file for good, for someone’s safety. It ' +
      'cannot be undone, not by you and not by anyone else.',
    stays:
      'That something was purged, when, by whom and why stays in the log. What it was does not.',
    planning: 'Working out what this reaches …',
    reaches: 'This is what goes',
    kinds: (kind: string, n: number) => `${kind}: ${num(n)}`,
    lines: (n: number) => `${num(n)} ${plural(n, { one: 'line', other: 'lines' })} of the log`,
    contents: (n: number, size: string) =>
      `${num(n)} ${plural(n, { one: 'content', other: 'contents' })}, ${size}`,
    list: 'Show every record',
    shared: 'Other documents use the same bytes',
    sharedHint: 'Without this, a purge of bytes that others use is refused.',
    alsoShared: 'Take those bytes out as well',
    digests: 'Take out digests and sizes as well',
    digestsHint:
      'The strong level. Whoever has the file elsewhere could recognise it by its digest; after ' +
      'this, nobody can prove that these bytes were ever here, you neither.',
    unreachable: 'What this cannot reach',
    reason: 'Why; it stays in the log, so name nobody here',
    typed: (n: number) => `Type the number of records chosen, ${num(n)}, to confirm`,
    confirm: 'Purge for good',
    done: (n: number) => `${records(n)} purged`,
  },
};
