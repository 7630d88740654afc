// Words of the feature `draft-check`, in Persian.
import type { draftCheck as en } from '../en/draft-check';

export const draftCheck: typeof en = {};
