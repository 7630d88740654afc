// Words of the feature `collections`, in Persian.
import type { collections as en } from '../en/collections';

export const collections: typeof en = {};
