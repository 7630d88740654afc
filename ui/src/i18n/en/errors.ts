// What each error code means for the person: what happened, what is safe, what to do.

export interface ErrorWords {
  what: string;
  safe: string;
  todo: string;
}

const nothingChanged = 'Nothing was changed.';

export const errors = {
  copyDetails: 'Copy details',
  copied: 'Details copied',
  retry: 'Try again',
  details: 'Details',
  saidAbove: 'This cannot be shown now, for the reason at the top of the window.',
  unknown: {
    what: 'That did not work.',
    safe: 'What was taken in before is safe.',
    todo: 'Try again; if it keeps failing, copy the details and keep them.',
  },
  refused: {
    what: 'This was not accepted.',
    safe: nothingChanged,
    todo: 'Change what it speaks of, and send it again.',
  },
  byCode: {
    'passphrase-needed': {
      what: 'This archive is encrypted.',
      safe: nothingChanged,
      todo: 'Enter its passphrase, or the words of its recovery sheet.',
    },
    'wrong-passphrase': {
      what: 'That passphrase does not open this archive.',
      safe: nothingChanged,
      todo: 'Check the keyboard layout and Caps Lock, or use the recovery sheet.',
    },
    'no-key': {
      what: 'This machine holds no key to write to this archive.',
      safe: 'Reading and checking work without one.',
      todo: 'If it is yours or was handed to you, continue it with a log of your own under Keys.',
    },
    'key-locked': {
      what: 'Your signing key is locked.',
      safe: nothingChanged,
      todo: 'Enter the passphrase of the key.',
    },
    'key-unusable': {
      what: 'Your signing key cannot be used.',
      safe: nothingChanged,
      todo: 'Look at it under Keys and checkpoints.',
    },
    'not-found': {
      what: 'It is no longer here.',
      safe: 'Removed records wait in the trash.',
      todo: 'Look in the trash or in the history.',
    },
    ambiguous: {
      what: 'That name stands for several things.',
      safe: nothingChanged,
      todo: 'Choose one of them.',
    },
    'unsafe-place': {
      what: 'This place is not safe to write an archive to.',
      safe: 'Reading and checking work here.',
      todo: 'Copy the archive to a disk of this machine and open that one.',
    },
    'no-extractor': {
      what: 'The part that reads documents is missing.',
      safe: 'Files are still taken in and checked.',
      todo: 'Install Vouchsafe again, with all its parts.',
    },
    cancelled: {
      what: 'Stopped, as you asked.',
      safe: 'What was finished before stays.',
      todo: 'Start it again when you like.',
    },
    missing: {
      what: 'The file of the archive is not where it was.',
      safe:
        'Everything recorded is in that file, wherever it is now; nothing was written since it ' +
        'went away.',
      todo: 'Connect its disk and open it again; if it was moved, choose where it is now.',
    },
    exists: {
      what: 'Something of that name is already there.',
      safe: 'Nothing is ever overwritten.',
      todo: 'Choose another name.',
    },
    'not-an-archive': {
      what: 'This file is not an archive.',
      safe: nothingChanged,
      todo: 'Choose a file that ends in .vouch.',
    },
    newer: {
      what: 'A newer version of Vouchsafe wrote this archive.',
      safe: nothingChanged,
      todo: 'Open it with that version or a later one.',
    },
    damaged: {
      what: 'The archive is damaged.',
      safe: 'Nothing is repaired silently; what can be read stays readable.',
      todo: 'Run a full check to see what is damaged, then repair it from a copy.',
    },
    busy: {
      what: 'Another program is using this archive.',
      safe: nothingChanged,
      todo: 'Wait until it has finished, then try again.',
    },
    'disk-full': {
      what: 'The disk is full.',
      safe: 'Everything reported as taken in is safe.',
      todo: 'Make room on the disk, then try again.',
    },
    'read-only': {
      what: 'This archive is open for reading only.',
      safe: nothingChanged,
      todo: 'Reading, checking and exporting work.',
    },
    diverged: {
      what: 'This file is older than what this machine last saw, or another branch of it.',
      safe: nothingChanged,
      todo: 'Run a full check to see which; if the newer file exists, use that one.',
    },
    replaced: {
      what: 'The file was replaced by another while it was open.',
      safe: 'Nothing was written to the new file.',
      todo: 'Close the archive and open it again.',
    },
  } as Record<string, ErrorWords>,
};
