// What the feature `contradictions` adds to the window.
import { ArrowLeftRight } from '@lucide/svelte';
import { t } from '../../i18n';
import { archive } from '../../state/archive.svelte';
import type { Command } from '../../state/commands.svelte';
import { navigate } from '../../state/navigation.svelte';
import { showing } from './showing.svelte';
import { defineView, type ViewDefinition } from '../view';

export const views: ViewDefinition[] = [
  defineView({
    view: 'contradictions',
    title: () => t.contradictions.title,
    load: () => import('./ContradictionsView.svelte'),
    rail: { group: 'argument', order: 3, icon: ArrowLeftRight, keys: ['Ctrl+5'] },
  }),
];

export const commands: Command[] = [
  {
    id: 'contradictions.show',
    title: () => t.contradictions.openList,
    menu: 'go',
    group: 9,
    when: () => archive.isOpen,
    run: () => navigate({ view: 'contradictions' }),
    cli: 'conflicts',
  },
  {
    id: 'contradictions.figures',
    title: () => t.contradictions.listFigures,
    menu: 'go',
    group: 9,
    when: () => archive.isOpen,
    run: () => {
      showing.figures = true;
      navigate({ view: 'contradictions' });
    },
    cli: 'figures',
  },
];
