// Words of the feature `notes`, in Persian.
import type { notes as en } from '../en/notes';

export const notes: typeof en = {};
