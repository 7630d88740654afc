// English messages, one file a feature; this list gets one line for each.
import { claims } from './claims';
import { collections } from './collections';
import { components } from './components';
import { contradictions } from './contradictions';
import { custody } from './custody';
import { documents } from './documents';
import { draftCheck } from './draft-check';
import { errors } from './errors';
import { evidence } from './evidence';
import { frame } from './frame';
import { help } from './help';
import { history } from './history';
import { integrity } from './integrity';
import { keys } from './keys';
import { notes } from './notes';
import { reader } from './reader';
import { records } from './records';
import { references } from './references';
import { search } from './search';
import { sensitivity } from './sensitivity';
import { settings } from './settings';
import { subjects } from './subjects';
import { tags } from './tags';
import { takeIn } from './take-in';
import { timeline } from './timeline';
import { trace } from './trace';
import { trash } from './trash';
import { welcome } from './welcome';
import { words } from './words';

export const en = {
  claims,
  collections,
  components,
  contradictions,
  custody,
  documents,
  draftCheck,
  errors,
  evidence,
  frame,
  help,
  history,
  integrity,
  keys,
  notes,
  reader,
  records,
  references,
  search,
  sensitivity,
  settings,
  subjects,
  tags,
  takeIn,
  timeline,
  trace,
  trash,
  welcome,
  words,
};
