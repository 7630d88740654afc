// Words of the feature `contradictions`.
import { num, plural } from '../numbers';

const count = (n: number, one: string, other: string) => `${num(n)} ${plural(n, { one, other })}`;

export const contradictions = {
  title: 'Contradictions',
  what:
    'Figures that count the same and cannot all be right, parts that do not sum, and ' +
    'claims that have evidence for and against. Which one is wrong is not said.',
  allFigures: 'All figures',
  noFigures: 'No figure is written down yet.',
  listFigures: 'List all figures',
  figures: 'Figures',
  claims: 'Claims',
  empty: {
    title: 'Nothing disagrees',
    why:
      'Write down the figures that claims and passages state: those that count the same ' +
      'are compared here.',
  },
  compared: (n: number) => `${count(n, 'figure', 'figures')} compared.`,
  notCompared: (n: number) =>
    `${count(n, 'figure does', 'figures do')} not say what ` +
    `${plural(n, { one: 'it counts', other: 'they count' })}, and ` +
    `${plural(n, { one: 'was', other: 'were' })} not compared.`,
  notShown: (n: number) =>
    `${count(n, 'figure is', 'figures are')} sealed: neither compared nor shown.`,
  values: (n: number, counted: string) => `${num(n)} different numbers: ${counted}`,
  parts: 'Parts do not sum',
  whole: 'The whole',
  part: 'Part',
  sum: (n: string) => `Parts together: ${n}`,
  says: (n: number) => count(n, 'place says so', 'places say so'),
  claimSays: 'Claim',
  place: 'Place',
  period: 'Period',
  openPassage: 'Open at the passage',
  openClaim: 'Open the claim',
  trace: 'Trace',
  noClaims: 'No claim has evidence both for and against it.',
  note: 'Write down why they differ',
  noteHint: 'A comment on the claim tells later readers how the disagreement was decided.',
  decision: 'What was decided',
  noDecision: 'Nothing is written about this yet.',
  openList: 'Show contradictions',
  statedBy: 'Stated by',
  words: 'Words',
};
