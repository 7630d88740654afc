// Words of the feature `take-in`, in Persian.
import type { takeIn as en } from '../en/take-in';

export const takeIn: typeof en = {};
