// Words of the feature `help`: shortcuts, the glossary, what is proven and what is not.
type Pair = [string, string];
type Statement = [string, string, string];

export const help = {
  title: 'Help',
  find: 'Find in help',
  none: (query: string) => `Nothing here speaks of “${query}”.`,
  noneWhy: 'Try another word, or look in the commands (Ctrl+K).',
  sides: {
    shortcuts: 'Shortcuts',
    words: 'Words',
    proofs: 'What is not proven',
    leaves: 'What leaves this machine',
  },
  shortcuts: {
    lead:
      'Ctrl+K finds every command by its name. Letters go by their place on the ' +
      'keyboard, in every layout.',
    singleOff: 'Shortcuts of a single letter are switched off in the settings.',
    withoutKeys: 'Commands without keys too',
    elsewhere: 'Elsewhere',
    views: [
      [
        'In lists',
        [
          [['ArrowUp', 'ArrowDown'], 'Up and down'],
          [['Home', 'End'], 'To the first, to the last'],
          [['Space'], 'Select or deselect'],
          [['Shift+ArrowUp', 'Shift+ArrowDown'], 'Select a range'],
          [['Ctrl+A'], 'Select all'],
          [['Enter'], 'Open'],
          [['Shift+F10'], 'What can be done with it'],
        ],
      ],
      [
        'In dialogs',
        [
          [['Escape'], 'Close without doing anything'],
          [['Tab'], 'To the next field'],
        ],
      ],
    ] as [string, [string[], string][]][],
  },
  words: [
    [
      'What is kept',
      [
        [
          'Archive',
          'The one file that holds everything: documents, quotations, claims, notes and the log.',
        ],
        ['Document', 'Bytes exactly as they were received, in the role they have for a source.'],
        [
          'Source',
          'A described work – a book, a letter, a page – whether or not a document of it is held.',
        ],
        [
          'Accession',
          'One arrival of a document: who gave it or captured it, when, how, and under which name.',
        ],
        [
          'Take in',
          'To make a file a document of the archive. It is copied; your file stays untouched.',
        ],
        ['As received', 'The bytes as they came. Not the same as “original”, which is a role.'],
        ['Role', 'What a document is for its source: original, capture, screenshot, translation …'],
        ['Custody', 'Who held or did what with a document, from its arrival on.'],
        [
          'Digest',
          'A short number computed from bytes; when a single bit changes, it is ' +
            'another. Here SHA-256.',
        ],
      ],
    ],
    [
      'What is argued',
      [
        [
          'Passage',
          'A quoted place in a document: words, a region of an image, a stretch of time.',
        ],
        ['Claim', 'A statement that needs support.'],
        [
          'Evidence',
          'A passage held for or against a claim, or as its context. It is withdrawn ' +
            'with a reason, never erased.',
        ],
        [
          'Stance',
          'How a passage stands to a claim: it supports it, contradicts it, or gives context.',
        ],
        [
          'Standing',
          'How a claim stands, counted from its evidence: “Has support: 2 passages, 1 ' +
            'origin”. Never a score.',
        ],
        [
          'Trace',
          'The way from a claim over evidence, passages and documents to the earliest ' +
            'source known here.',
        ],
        [
          'Origin',
          'What several passages go back to. Ten articles that copy one report are one origin.',
        ],
        [
          'Earliest known here',
          'A source with nothing before it in this archive. Not the first there ever was.',
        ],
        [
          'Cross-reference',
          'How a source stands to an earlier one: it quotes, cites, republishes or translates it.',
        ],
        ['Conflict', 'Figures that cannot all be right, or parts that do not add up.'],
      ],
    ],
    [
      'What is recorded',
      [
        [
          'Log',
          'One writer’s entries in order, signed; nothing is taken out of it without a trace.',
        ],
        ['Entry', 'One signed statement in a log.'],
        ['Act', 'One action of a person, with all entries it wrote. Undo takes back an act.'],
        [
          'Checkpoint',
          'The signed state of a log as text that fits on paper. Kept elsewhere, it ' +
            'shows a rewritten history.',
        ],
        ['Fingerprint', 'The digest of a key, short enough to be compared over the telephone.'],
        ['Certificate', 'A person’s own signature saying that a log’s key is theirs.'],
        [
          'Unchanged since received',
          'The digest of the bytes is the one recorded. Says nothing of whether they are genuine.',
        ],
        ['Remove', 'To take out of sight. It can be brought back from the trash.'],
        ['Purge', 'To take out for good, for someone’s safety, and to say so.'],
        ['Sealed', 'Not shown and not exported, unless it is asked for.'],
        ['Recovery sheet', 'Paper that opens an encrypted archive without its passphrase.'],
      ],
    ],
  ] as [string, Pair[]][],
  proofs: {
    lead: 'Each mark in this program says one thing exactly. What it does not say matters as much.',
    items: [
      [
        'Unchanged since received',
        'The bytes are those that were taken in.',
        'Not that they are genuine, complete, or what their sender said they are.',
      ],
      [
        'A digest',
        'Two files with the same digest have the same bytes.',
        'Not who made them, or when.',
      ],
      [
        'A quotation that stands',
        'These words stand at this place of this document.',
        'Not that the document is right, or that nothing around them says otherwise.',
      ],
      [
        '“Has support”',
        'So many passages were held for the claim, from so many origins.',
        'Not that the claim is true. A person judges that.',
      ],
      [
        'A trace',
        'How the claim goes back to sources held or named here.',
        'Not that no earlier source exists elsewhere.',
      ],
      [
        'An entry of the log',
        'Whoever held the key recorded this, and nobody changed it since.',
        'Not that the person is who the name says, nor that the time is right: both ' +
          'are their own word.',
      ],
      [
        'A compared checkpoint',
        'The history up to there is the one that was seen before.',
        'Nothing about what came before it, or after it.',
      ],
      [
        'Encryption',
        'Without passphrase or sheet the file cannot be read.',
        'Not who opened it before, on which machine, or what else they copied.',
      ],
    ] as Statement[],
  },
  leaves: {
    lead:
      'Nothing leaves this machine by itself. There is no account, no server, no ' +
      'update check, no statistics.',
    items: [
      [
        'Network',
        'The window has no network access. Pages that were captured are shown ' +
          'without fetching anything.',
        '',
      ],
      [
        'Documents',
        'They are read in a process of their own that can open nothing else.',
        'A link in a document is never followed.',
      ],
      [
        'The archive',
        'One file in the place you chose.',
        'A sync program that watches that folder can copy it: that is outside of this program.',
      ],
      ['The clipboard', 'Gets what you copy, and nothing else.', 'Other programs can read it.'],
      [
        'On this machine',
        'Your key, settings and the list of recent archives are kept in your own folder.',
        'Settings, “Forget this list” empties the list.',
      ],
    ] as Statement[],
  },
};
