// Words of the feature `custody`, in Persian.
import type { custody as en } from '../en/custody';

export const custody: typeof en = {};
