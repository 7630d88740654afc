// The note being written: a new one on a record, or one that is there already.

class Writing {
  open = $state(false);
  /** The note that is edited; null for a new one. */
  note: string | null = $state(null);
  /** The record a new note is about; empty where it is still to be chosen. */
  on = $state('');
  text = $state('');

  /** A new note; without a record, it asks on which. */
  start(on = ''): void {
    Object.assign(this, { note: null, on, text: '', open: true });
  }

  edit(note: string, text: string): void {
    Object.assign(this, { note, on: '', text, open: true });
  }
}

export const writing = new Writing();

/** Opens the dialog for a new note on any record. */
export const openNote = (record = ''): void => writing.start(record);
