// Words of the feature `reader`, in Persian.
import type { reader as en } from '../en/reader';

export const reader: typeof en = {};
