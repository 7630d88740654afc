// Words of the feature `integrity`, in Persian.
import type { integrity as en } from '../en/integrity';

export const integrity: typeof en = {};
