// Words of the feature `sensitivity`.
export const sensitivity = {
  title: 'Sensitivity',
  about:
    'What must not be given on, and why. The mark is kept in the log; it locks nothing by itself.',
  none: 'Everything in this archive is open.',
  why:
    'Mark what could harm someone: a sealed record’s words are shown only on request, and it ' +
    'never leaves in an export. An embargo holds a record back until its day.',
  set: 'Set sensitivity',
  setOn: 'Set the sensitivity of a record',
  show: 'Show the sensitivity of a record',
  filter: 'Which records',
  all: 'All',
  embargoed: 'Under embargo',
  record: 'Record',
  kind: 'Kind',
  level: 'Level',
  embargo: 'Embargo until',
  embargoHint: 'The first day on which it may be given on: 2030-01-01. Leave empty for none.',
  embargoBad: 'Write the day as year-month-day: 2030-01-01.',
  reason: 'Why',
  reasonHint: 'It stays in the log.',
  consent: 'Consent',
  consentHint: 'What the persons concerned agreed to.',
  disputed: 'Two values stand side by side; setting it again decides.',
  levels: {
    open: 'May be shown and given on.',
    restricted: 'Shown here with a mark; given on only with care.',
    sealed: 'Its words are hidden here until asked for, and it never leaves in an export.',
  },
  past: 'passed',
  save: 'Set',
  savedSaid: (label: string) => `Sensitivity set: ${label}`,
  edit: (label: string) => `Set the sensitivity of: ${label}`,
  noneHere: 'No record is of this kind.',
};
