// Words of the feature `tags`.
import { num, plural } from '../numbers';

export const tags = {
  title: 'Tags',
  list: 'All tags',
  none: 'No tag yet.',
  why: 'A tag is a short word on records of any kind, to find them together again.',
  add: 'Tag a record',
  addOne: 'Put a tag on a record',
  showOne: 'Show what has a tag',
  removeOne: 'Take a tag off a record',
  addTo: (name: string) => `Tag a record with “${name}”`,
  take: (label: string) => `Take the tag off: ${label}`,
  taken: (name: string, label: string) => `Tag “${name}” taken off: ${label}`,
  name: 'Tag',
  nameHint: 'A tag that is not there yet is made.',
  record: 'Record',
  find: 'Find a tag',
  noMatch: (text: string) => `No tag has “${text}” in it.`,
  count: (n: number) => `${num(n)} ${plural(n, { one: 'tag', other: 'tags' })}`,
  empty: 'This tag stands on nothing.',
};
