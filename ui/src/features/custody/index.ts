// What the feature `custody` adds to the window.
import { t } from '../../i18n';
import type { Command } from '../../state/commands.svelte';
import { navigate, navigation } from '../../state/navigation.svelte';
import { defineView, type ViewDefinition } from '../view';

export const views: ViewDefinition[] = [
  defineView({
    view: 'custody',
    title: () => t.custody.title,
    load: () => import('./CustodyView.svelte'),
  }),
];

export const commands: Command[] = [
  {
    id: 'custody.open',
    title: () => t.custody.title,
    menu: 'integrity',
    group: 3,
    cli: 'custody',
    when: () => navigation.place.view === 'reader',
    run: () => {
      const { place } = navigation;
      if (place.view === 'reader') navigate({ view: 'custody', document: place.document });
    },
  },
];
