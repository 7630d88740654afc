// Words of the feature `sensitivity`, in Persian.
import type { sensitivity as en } from '../en/sensitivity';

export const sensitivity: typeof en = {};
