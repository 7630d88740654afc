// Words of the feature `subjects`.
import { num, plural } from '../numbers';

const count = (n: number, one: string, other: string) => `${num(n)} ${plural(n, { one, other })}`;

export const subjects = {
  title: 'Subjects',
  what:
    'People, bodies, events and places that claims, passages and figures point to. Two ' +
    'similar names are two subjects until someone says otherwise.',
  list: 'List of subjects',
  showLast: 'Show the subject looked at last',
  new: 'New subject',
  newWhy: 'A person, body, event or place that is spoken of.',
  edit: 'Edit subject',
  addName: 'Add a name',
  mention: 'Add a mention',
  mentionWhy: 'Says that a claim is about this subject.',
  mentionOn: 'Claim',
  filter: 'Filter subjects by any of their names',
  kinds: { person: 'Person', body: 'Body', event: 'Event', place: 'Place' } as Record<
    string,
    string
  >,
  kindHints: {
    person: 'Someone, also under a pseudonym',
    body: 'A court, agency, company, group',
    event: 'Something that happened',
    place: 'Where',
  } as Record<string, string>,
  kind: 'Kind',
  noKind: 'Kind not said',
  allKinds: 'All kinds',
  name: 'Name',
  names: 'Names',
  nameHint: 'As it is listed; more names and scripts can be added',
  listed: 'listed by',
  forms: {
    original: 'original script',
    romanization: 'romanised',
    translation: 'translation',
    alias: 'other name',
  } as Record<string, string>,
  form: 'Form',
  language: 'Language and script',
  languageHint: 'en, fa, fa-Latn …',
  pseudonym: 'Pseudonym',
  pseudonymHint: 'Shown where the name must not be seen',
  date: 'When it lived, happened or was',
  comment: 'Comment',
  mentions: (n: number) => count(n, 'mention', 'mentions'),
  speaks: 'Is quoted saying',
  about: 'Mentioned in',
  figureOf: 'Figure',
  noSpeaks: 'No passage quotes it.',
  noAbout: 'Nothing is marked as being about it.',
  notes: 'Notes',
  similar: 'Similar names',
  similarWhy: 'These look alike and are kept apart. Whether they are one is for a person to say.',
  similarAdded: (n: number) => `${count(n, 'subject has', 'subjects have')} a similar name`,
  sealed: 'Sealed',
  sealedWhy: 'Its names are sealed; it goes by its pseudonym.',
  shown: (n: number, total: number) => `${num(n)} of ${count(total, 'subject', 'subjects')}`,
  empty: {
    title: 'No subjects yet',
    why:
      'Keep the people, bodies, events and places that your claims are about, in every ' +
      'script they are written in.',
  },
  noMatch: { title: 'No subject matches', clear: 'Clear the filter' },
  choose: 'Choose a subject to see its names and what it is quoted saying.',
  readOnly: 'This archive is open for reading only; nothing can be added.',
  save: 'Save',
  add: 'Add',
  removed: 'Removed',
};
