// Words of the generic parts.
import { num } from '../numbers';

export const components = {
  close: 'Close',
  cancel: 'Cancel',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Could not copy',
  remove: 'Remove',
  clear: 'Clear',
  required: 'required',
  optional: 'optional',
  loading: 'Loading …',
  noMatch: 'Nothing matches.',
  showChoices: 'Show choices',
  hiddenMark: (name: string) => `Hidden control character ${name}`,
  digest: 'Digest',
  copyDigest: 'Copy the whole digest',
  sortBy: (column: string) => `Sort by ${column}`,
  selectRow: 'Select this row',
  selectAll: 'Select all',
  selectedOf: (n: number, total: number) => `${num(n)} of ${num(total)} selected`,
  notifications: 'Notifications',
  resize: 'Resize',
  why: 'Why?',
};
