// What the feature `claims` adds to the window.
import { Scale } from '@lucide/svelte';
import { t } from '../../i18n';
import { archive } from '../../state/archive.svelte';
import type { Command } from '../../state/commands.svelte';
import { navigate } from '../../state/navigation.svelte';
import { remembered } from '../../state/settings.svelte';
import { defineView, type ViewDefinition } from '../view';
import { forms } from './forms.svelte';

export const views: ViewDefinition[] = [
  defineView({
    view: 'claims',
    title: () => t.claims.title,
    load: () => import('./ClaimsView.svelte'),
    rail: {
      group: 'argument',
      order: 2,
      icon: Scale,
      count: () => archive.opened?.counts.claims ?? null,
      keys: ['Ctrl+3'],
    },
  }),
];

export const commands: Command[] = [
  {
    id: 'claims.new',
    title: () => t.claims.new,
    menu: 'record',
    group: 1,
    keys: ['Ctrl+Shift+N'],
    when: () => archive.writable,
    run: () => {
      navigate({ view: 'claims' });
      forms.open = { form: 'new' };
    },
    cli: 'claim add',
  },
  {
    id: 'claims.list',
    title: () => t.claims.list,
    when: () => archive.isOpen,
    run: () => navigate({ view: 'claims' }),
    cli: 'claim list',
  },
  {
    id: 'claims.show',
    title: () => t.claims.showLast,
    menu: 'go',
    group: 9,
    when: () => archive.isOpen,
    run: () => {
      const last = remembered<{ claim: string } | null>('claims.last', null);
      navigate({ view: 'claims', claim: last?.claim });
    },
    cli: 'claim show',
  },
];
