// Words of the feature `settings`, in Persian.
import type { settings as en } from '../en/settings';

export const settings: typeof en = {};
