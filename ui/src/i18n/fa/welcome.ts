// Words of the feature `welcome`, in Persian.
import type { welcome as en } from '../en/welcome';

export const welcome: typeof en = {};
