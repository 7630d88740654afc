// Words of the feature `timeline`.
import { num, plural } from '../numbers';

export const timeline = {
  title: 'Timeline',
  about:
    'Claims stand when what they state happened, works when they were published, figures in ' +
    'their period. A hatched bar is a date that is uncertain or known only in part.',
  none: 'Nothing here has a date yet.',
  why:
    'Give a claim the date of what it states, or a work its date of publication, and it stands ' +
    'here in order.',
  kinds: { claim: 'Claims', source: 'Works', figure: 'Figures' },
  which: 'What is shown',
  zoomIn: 'Closer',
  zoomOut: 'Farther',
  all: 'Show all',
  list:
    'In order of time; plus and minus go closer and farther, the arrows along the line move in ' +
    'time',
  uncertain: 'uncertain',
  undated: (n: number) =>
    `${num(n)} ${plural(n, { one: 'record has', other: 'records have' })} no date.`,
  outside: (n: number) => `${num(n)} outside this stretch of time`,
  open: 'Open',
};
