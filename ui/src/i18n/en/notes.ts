// Words of the feature `notes`.
import { num, plural } from '../numbers';

export const notes = {
  title: 'Notes',
  none: 'No note yet.',
  why:
    'A note is a thought of yours on any record: a doubt, a hint, what is still to be done. It ' +
    'is never part of the evidence.',
  count: (n: number) => `${num(n)} ${plural(n, { one: 'note', other: 'notes' })}`,
  add: 'Write a note',
  edit: 'Edit the note',
  editOne: 'Edit a note',
  about: 'About',
  text: 'Text',
  save: 'Save',
  saved: 'Note saved',
  remove: 'Remove the note',
  removeReason: 'removed under Notes',
  removedSaid: 'Note removed',
  sensitivity: 'Set the sensitivity of the note',
  aboutLost: 'What it was about is not in this archive.',
  purged: 'The words of this note were purged.',
  removed: 'Removed',
  find: 'Find in the notes',
  noMatch: (text: string) => `No note has “${text}” in it.`,
  by: (agent: string) => `by ${agent}`,
  unknown: 'unknown',
};
