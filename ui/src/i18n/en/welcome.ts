// Words of the feature `welcome`: the ways into an archive.

export const welcome = {
  title: 'Welcome',
  heading: 'Vouchsafe',
  lead:
    'Keep documents exactly as you received them, quote them word for word, and show for every ' +
    'claim where it comes from.',
  place: 'Where the new archive is to be',
  create: {
    command: 'New archive …',
    title: 'New archive',
    about: 'One file, in a place of your choice, for documents and all you work out from them.',
    lead:
      'An archive is one file. Everything you take in is copied into it; your own ' +
      'files stay untouched.',
    name: 'Title',
    nameHint:
      'What the archive is about. It stays in the log for good; leave it empty for ' +
      'the file’s name.',
    place: 'Place',
    placeHint: 'A disk of this machine is best. Second copies can be made anywhere.',
    choose: 'Choose a place …',
    chooseOther: 'Another place …',
    file: 'archive',
    agent: 'Name to sign with',
    agentHint:
      'It stands beside everything you record. A pseudonym is fine; it need not be your own name.',
    encrypt: 'Encrypt with a passphrase',
    encryptHint:
      'Without the passphrase or the recovery sheet, nobody can read the file – not even you.',
    plainWarning:
      'Whoever gets hold of the file can read everything in it. You can encrypt it ' +
      'later, but the ' +
      'old disk blocks are not wiped.',
    make: 'Make the archive',
    making: 'Making …',
    lacks: {
      place: 'Choose a place for the file.',
      agent: 'Give a name to sign with.',
      passphrase: 'Type the passphrase twice.',
    },
  },
  open: {
    command: 'Open an archive …',
    title: 'Open …',
    about: 'An archive you have already: a file that ends in .vouch. You can also drop it here.',
  },
  sample: {
    command: 'Try with the sample …',
    title: 'Try with the sample',
    about: 'A made-up case of 20 documents whose sources disagree. Yours to change and to delete.',
  },
  sampleFile: 'sample',
  sampleAgent: 'A. Reader',
  sampleTitle: 'Sample archive',
  sampleJob: 'Making the sample archive',
  sampleWhy: 'The documents are taken in as yours would be: copied, digested, read, and recorded.',
  recent: {
    command: 'Recent archives',
    title: 'Opened before',
    gone: 'Not there now',
    goneWhy: 'The file was moved, or the disk it is on is not connected.',
    forget: 'Forget this list',
    forgetOne: (name: string) => `Forget ${name}`,
    forgetAsk: 'Forget the archives opened before?',
    forgetWhy: 'Only the list on this machine is emptied. The archives stay where they are.',
  },
  kept: {
    title: 'What is kept where',
    items: [
      [
        'In the archive',
        'Every document, quotation, claim and note, and the log of who recorded what.',
      ],
      [
        'On this machine',
        'Your signing key, settings, the list of archives opened, and the newest ' +
          'state seen of each.',
      ],
      ['Anywhere else', 'Nothing. This program has no network access and no account.'],
    ],
  },
  passphrase: {
    label: 'Passphrase',
    again: 'The same again',
    differs: 'The two are not the same.',
    show: 'Show what is typed',
    strength: {
      none: 'Five or more unrelated words are strong and can be remembered.',
      weak: 'Weak: a machine could guess it.',
      fair: 'Fair: enough against a curious person, not against a determined one.',
      strong: 'Strong.',
    } as Record<string, string>,
  },
  sheet: {
    title: 'Recovery sheet',
    lead:
      'This sheet opens the archive when the passphrase is forgotten. There is no ' +
      'other way. Keep it ' +
      'on paper, away from this computer.',
    file: 'recovery-sheet',
    print: 'Print …',
    save: 'Save as a file …',
    saved: 'Recovery sheet saved',
    saveWarning: 'As a file, it opens the archive for whoever finds it.',
    kept: 'I have it on paper',
    go: 'Go to the archive',
    later: 'Later',
    laterAsk: 'Go on without the recovery sheet?',
    laterWhy:
      'If the passphrase is forgotten before the sheet is kept, everything in the ' +
      'archive is lost. ' +
      'You find the sheet under Settings, Encryption.',
  },
  unlock: {
    passphrase: 'Passphrase of the archive',
    sheet: 'Key of the recovery sheet',
    sheetHint: 'The 96 digits (0–9, a–f). Spaces and line breaks do not matter.',
    digits: (typed: string, all: string) => `${typed} of ${all} digits`,
    wrong: 'Wrong passphrase, damaged first page, or not an archive.',
    wrongKey:
      'This key does not open it: another archive’s sheet, an older sheet, or a ' +
      'damaged first page.',
    other: 'Another archive',
    bySheet: 'Use the recovery sheet',
    byPassphrase: 'Use the passphrase',
    open: 'Unlock',
    busy: 'Unlocking …',
  },
  failure: {
    said: 'What happened',
    safe: 'What is safe',
    todo: 'What to do',
    back: 'Back to the start',
    other: 'Open another …',
    examine: 'Check it all the same',
    steps: {
      missing: [
        'Is it on a stick or a network drive? Connect it and try again.',
        'Was it moved or renamed? Open it from its new place.',
      ],
      busy: ['Close the other window, or wait for the command that runs in a terminal.'],
      damaged: [
        'Make a copy of the file before anything else, and check the disk.',
        'A check reads even a file that does not open, and names what is damaged.',
        'A repair puts back what is damaged, from any copy or from the files themselves.',
      ],
      newer: ['The file was not touched. An older copy of it may open with this version.'],
      'not-an-archive': [
        'An encrypted archive looks like noise: if this is one, its first page may be damaged.',
      ],
      'unsafe-place': ['Copy the file to a disk of this machine, and open the copy.'],
      'read-only': ['Look at the file’s permissions, or copy it to a place you may write to.'],
      diverged: ['Keep both files until a full check says which one goes on.'],
      replaced: ['Something else wrote to that path: a sync program, or another person.'],
    } as Record<string, string[]>,
  },
  readOnly: {
    plain: 'This archive is open for reading only.',
    byCode: {
      'no-key':
        'This machine holds no key of this archive, so nothing is written to it. ' +
        'Reading, searching and ' +
        'checking work. If it is yours or was handed to you, go on with a log of your own.',
      'key-locked':
        'Your signing key is protected by a passphrase. Reading and checking work without it.',
      'key-unusable':
        'Your signing key for this archive cannot be used. Reading and checking work.',
      'unsafe-place':
        'Its place (a network or sync folder) is not safe to write to. Copy it to a ' +
        'disk of this machine to go on working.',
      'read-only': 'The file system does not let this program write to the file.',
      diverged:
        'This file is older than what this machine last saw, or another branch of ' +
        'it. If the newer file exists, use that one.',
    } as Record<string, string>,
    unlockKey: 'Unlock the key …',
    unlockWhy: 'The archive is opened again, for writing.',
    keyPassphrase: 'Passphrase of the signing key',
    wrongKey: 'That passphrase does not open the key.',
  },
  continuing: {
    command: 'Start a log of my own here …',
    title: 'Start a log of your own',
    lead:
      'What others recorded stays as it is, under their names. What you record ' +
      'from now on stands in a ' +
      'log of yours, signed with a new key that is kept on this machine.',
    older: 'I know that a newer state of this archive was seen here, and go on from this one.',
    start: 'Start the log',
    done: 'This archive can be written to now.',
  },
};
