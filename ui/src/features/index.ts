// Every feature of the window, one line each.
import type { Command } from '../state/commands.svelte';
import type { ViewDefinition } from './view';
import * as claims from './claims';
import * as collections from './collections';
import * as contradictions from './contradictions';
import * as custody from './custody';
import * as documents from './documents';
import * as draftCheck from './draft-check';
import * as evidence from './evidence';
import * as help from './help';
import * as history from './history';
import * as integrity from './integrity';
import * as keys from './keys';
import * as notes from './notes';
import * as reader from './reader';
import * as references from './references';
import * as search from './search';
import * as sensitivity from './sensitivity';
import * as settings from './settings';
import * as subjects from './subjects';
import * as tags from './tags';
import * as takeIn from './take-in';
import * as timeline from './timeline';
import * as trace from './trace';
import * as trash from './trash';
import * as welcome from './welcome';

interface Feature {
  views: ViewDefinition[];
  commands: Command[];
}

const features: Feature[] = [
  welcome,
  settings,
  help,
  keys,
  integrity,
  history,
  documents,
  takeIn,
  references,
  trash,
  reader,
  evidence,
  custody,
  claims,
  trace,
  contradictions,
  subjects,
  collections,
  tags,
  notes,
  sensitivity,
  search,
  timeline,
  draftCheck,
];

export const views: ViewDefinition[] = features.flatMap((feature) => feature.views);
export const featureCommands: Command[] = features.flatMap((feature) => feature.commands);
