// Words of the feature `settings`.
export const settings = {
  title: 'Settings',
  on: 'On',
  off: 'Off',
  language: {
    title: 'Language and dates',
    language: 'Language of the window',
    languageHint: 'Documents keep their own language and direction.',
    calendar: 'Calendar',
    calendarHint: 'How dates are shown. The date as a document writes it is always kept beside.',
    gregorian: 'Gregorian',
    jalali: 'Solar Hijri',
    digits: 'Digits',
    digitsHint: 'Digests, paths and file contents are never changed.',
    example: 'For example',
  },
  look: {
    title: 'Look',
    theme: 'Colours',
    system: 'As the system',
    light: 'Light',
    dark: 'Dark',
    contrast: 'Contrast',
    contrastHint: 'More contrast: black on white, stronger lines.',
    more: 'More',
    textSize: 'Text size',
    textSizeHint: 'Of the window as well as of documents.',
    density: 'Rows of lists',
    densityHint: 'How many fit on the screen.',
    compact: 'Compact',
    normal: 'Normal',
    roomy: 'Roomy',
    larger: 'Larger text',
    smaller: 'Smaller text',
    normalSize: 'Normal text size',
  },
  keyboard: {
    title: 'Keyboard',
    single: 'Shortcuts of a single letter',
    singleHint:
      'Such as T for a tag or 1 for “supports”. They never act while you type in a field.',
  },
  encryption: {
    title: 'Encryption and keys',
    isOn: 'This archive is encrypted',
    isOff: 'This archive is not encrypted',
    onHint: 'Only its passphrase or its recovery sheet opens it.',
    offHint: 'Whoever gets hold of the file can read everything in it.',
    setTitle: 'Encrypt the archive',
    changeTitle: 'Change the passphrase',
    set: 'Encrypt …',
    change: 'Change the passphrase …',
    remove: 'Take the encryption off …',
    sheet: 'Show the recovery sheet …',
    sheetHint:
      'Opens the archive without the passphrase. Keep it on paper, away from this computer.',
    keyHint:
      'A passphrase for the file of your signing key, whether the archive is encrypted or not.',
    readOnly: 'This archive is open for reading only, so its encryption cannot be changed here.',
    rewrites:
      'The whole file is written anew under a new key, and checked. It needs as ' +
      'much free room as the archive has.',
    newSheet: 'The old recovery sheet does not open the archive any more. Keep this one instead.',
    oldCopies:
      'Copies made before stay as they are: they still open with the old ' +
      'passphrase, or with none. The old ' +
      'file’s disk blocks are freed, not wiped.',
    doSet: 'Encrypt with this passphrase',
    working: 'Writing anew …',
    job: 'Writing the archive anew',
    removeAsk: 'Take the encryption off?',
    removeWhy: 'Afterwards, whoever gets hold of the file can read everything in it.',
    doRemove: 'Take it off',
    removed: 'The archive is not encrypted any more.',
  },
  machine: {
    title: 'This machine',
    forgotten: 'The list of recent archives is empty.',
    graphics: 'Safe graphics',
    graphicsHint:
      'Without a working graphics card, safe settings are chosen by themselves. If ' +
      'the window stays blank or ' +
      'flickers all the same, start it like this:',
    copySafe: 'Copy the command',
  },
};
