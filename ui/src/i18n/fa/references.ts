// Words of the feature `references`, in Persian.
import type { references as en } from '../en/references';

export const references: typeof en = {};
