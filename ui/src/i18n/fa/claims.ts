// Words of the feature `claims`, in Persian.
import type { claims as en } from '../en/claims';

export const claims: typeof en = {};
