// Words of the feature `trash`, in Persian.
import type { trash as en } from '../en/trash';

export const trash: typeof en = {};
