// Words of the feature `help`, in Persian.
import type { help as en } from '../en/help';

export const help: typeof en = {};
