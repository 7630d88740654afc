// Persian messages, one file a feature; this list gets one line for each.
import type { en } from '../en';
import { components } from './components';
import { errors } from './errors';
import { frame } from './frame';
import { words } from './words';

export const fa: typeof en = {
  components,
  errors,
  frame,
  words,
};
