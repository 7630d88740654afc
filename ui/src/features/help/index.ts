// What the feature `help` adds to the window: shortcuts, words, what is proven and what is not.
import { CircleHelp } from '@lucide/svelte';
import { t } from '../../i18n';
import type { Command } from '../../state/commands.svelte';
import { navigate } from '../../state/navigation.svelte';
import { defineView } from '../view';
import { helpSide, type HelpSide } from './side.svelte';

export const views = [
  defineView({
    view: 'help',
    title: () => t.help.title,
    load: () => import('./HelpView.svelte'),
    rail: { group: 'work', order: 9, icon: CircleHelp, keys: ['F1'] },
    withoutArchive: true,
  }),
];

function show(side: HelpSide): void {
  helpSide.now = side;
  navigate({ view: 'help' });
}

export const commands: Command[] = [
  {
    id: 'help.shortcuts',
    title: () => t.help.sides.shortcuts,
    menu: 'help',
    group: 0,
    keys: ['?'],
    run: () => show('shortcuts'),
  },
  {
    id: 'help.words',
    title: () => t.help.sides.words,
    menu: 'help',
    group: 0,
    run: () => show('words'),
  },
  {
    id: 'help.proofs',
    title: () => t.help.sides.proofs,
    menu: 'help',
    group: 0,
    run: () => show('proofs'),
  },
  {
    id: 'help.leaves',
    title: () => t.help.sides.leaves,
    menu: 'help',
    group: 0,
    run: () => show('leaves'),
  },
];
