// Words of the feature `tags`, in Persian.
import type { tags as en } from '../en/tags';

export const tags: typeof en = {};
