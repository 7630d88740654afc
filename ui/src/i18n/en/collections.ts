// Words of the feature `collections`.
export const collections = {
  title: 'Collections',
  list: 'All collections',
  none: 'No collection yet.',
  why:
    'A collection holds records of any kind together: for a chapter, a case, a reader. A ' +
    'record can be in many, and nothing is copied.',
  new: 'New collection',
  name: 'Name',
  nameHint: 'No other collection has it.',
  parent: 'Part of',
  noParent: 'No other collection',
  description: 'What it is for',
  create: 'Make the collection',
  add: 'Add a record to this collection',
  take: (label: string) => `Take out of the collection: ${label}`,
  takeOne: 'Take a record out of a collection',
  taken: (label: string, name: string) => `Taken out of “${name}”: ${label}`,
  added: (name: string) => `Added to “${name}”`,
  empty: 'Nothing is in this collection yet.',
  choose: 'Choose a collection to see what is in it.',
  remove: 'Remove the collection',
  removeWhy: 'Its records stay where they are. It can be restored from the trash.',
  removeReason: 'removed under Collections',
  removedSaid: (name: string) => `Collection removed: “${name}”`,
};
