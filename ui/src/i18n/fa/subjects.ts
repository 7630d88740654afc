// Words of the feature `subjects`, in Persian.
import type { subjects as en } from '../en/subjects';

export const subjects: typeof en = {};
