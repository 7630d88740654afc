// Words of the feature `search`, in Persian.
import type { search as en } from '../en/search';

export const search: typeof en = {};
