// Words of the feature `documents`, in Persian.
import type { documents as en } from '../en/documents';

export const documents: typeof en = {};
