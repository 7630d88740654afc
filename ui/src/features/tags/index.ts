// What the feature `tags` adds to the window.
import type { Command } from '../../state/commands.svelte';
import type { ViewDefinition } from '../view';

export const views: ViewDefinition[] = [];
export const commands: Command[] = [];
