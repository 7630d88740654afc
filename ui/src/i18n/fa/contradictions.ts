// Words of the feature `contradictions`, in Persian.
import type { contradictions as en } from '../en/contradictions';

export const contradictions: typeof en = {};
