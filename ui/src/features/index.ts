// Every feature of the window, one line each.
import type { Command } from '../state/commands.svelte';
import type { ViewDefinition } from './view';

interface Feature {
  views: ViewDefinition[];
  commands: Command[];
}

const features: Feature[] = [];

export const views: ViewDefinition[] = features.flatMap((feature) => feature.views);
export const featureCommands: Command[] = features.flatMap((feature) => feature.commands);
