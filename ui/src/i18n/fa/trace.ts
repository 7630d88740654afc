// Words of the feature `trace`, in Persian.
import type { trace as en } from '../en/trace';

export const trace: typeof en = {};
