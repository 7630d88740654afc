// Words of the feature `history`, in Persian.
import type { history as en } from '../en/history';

export const history: typeof en = {};
