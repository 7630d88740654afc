// Words of the feature `keys`: who writes here, by which key, and signed states.
export const keys = {
  title: 'Keys and logs',
  lead:
    'Everyone who records something here does so in a log of their own, signed ' +
    'with a key of their own. ' +
    'A name says who somebody claims to be; the fingerprint is what can be compared.',
  showCommand: 'Show this machine’s key',
  logCommand: 'Show the logs',
  acceptCommand: 'Let a log of others count',
  own: {
    title: 'The key of this machine',
    none: 'This machine holds no key for this archive. Reading and checking need none.',
    agent: 'Signs as',
    fingerprint: 'Fingerprint',
    publicKey: 'Public key',
    place: 'Private key',
    certified: 'Certified by',
    certifiedNone: 'Nobody yet. A personal SSH key can say that this key is yours.',
  },
  certify: {
    command: 'Certify with a personal key …',
    title: 'Certify this key',
    lead:
      'Your own SSH key signs a sentence saying that this machine’s key is yours. ' +
      'It stays where it is.',
    step1: 'Save the sentence as a file.',
    step2: 'Sign it with your key, in a terminal:',
    step3: 'Take in the signature that came of it, a file that ends in .sig.',
    save: 'Save the sentence …',
    take: 'Take in the signature …',
    done: 'The key is certified.',
  },
  protect: {
    command: 'Protect the key …',
    title: 'Protect the key of this machine',
    lead:
      'The key file then needs a passphrase of its own to write. Older copies of ' +
      'the key file (backups) ' +
      'still open without it.',
    set: 'Protect',
    remove: 'Take the protection off',
    done: 'The key is protected. From the next opening on, its passphrase is asked for.',
    removed: 'The key file needs no passphrase now.',
  },
  checkpoint: {
    title: 'Checkpoint',
    why:
      'The signed state of the logs. Give it to someone, or print it: whoever ' +
      'compares it later sees at ' +
      'once if the history was rewritten.',
    save: 'Save …',
    saved: 'Checkpoint saved',
    copied: 'Checkpoint copied',
    saveCommand: 'Save a checkpoint …',
    copyCommand: 'Copy a checkpoint',
  },
  logs: {
    title: 'Logs',
    log: 'Log',
    what: 'What it is',
    size: 'Entries',
    inEffect: 'In effect',
    founding: 'Founding',
    foundingWhy: 'The log that this archive began with.',
    own: 'Yours',
    ownWhy: 'This machine writes it.',
    waits: 'Not all of it counts',
    waitsWhy: 'Its newer entries are not in effect until someone accepts them.',
    accept: 'Accept …',
    acceptAsk: 'Let this log count?',
    acceptWhy:
      'What stands in it up to now becomes part of the catalogue. Compare the ' +
      'fingerprint with its writer first.',
    accepted: 'The log counts now',
    only: 'Only its entries',
    all: 'Entries of all',
  },
  entries: 'Entries, newest first',
  entriesOf: (log: string) => `Entries of log ${log}, newest first`,
};
