// Words of the feature `timeline`, in Persian.
import type { timeline as en } from '../en/timeline';

export const timeline: typeof en = {};
