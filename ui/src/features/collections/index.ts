// Collections: records of any kind, held together.
import { Folder } from '@lucide/svelte';
import { t } from '../../i18n';
import { archive } from '../../state/archive.svelte';
import type { Command } from '../../state/commands.svelte';
import { navigate } from '../../state/navigation.svelte';
import { addIn } from '../records/focus';
import { defineView } from '../view';
import { making } from './making.svelte';

export const views = [
  defineView({
    view: 'collections',
    title: () => t.collections.title,
    load: () => import('./CollectionsView.svelte'),
    rail: {
      group: 'library',
      order: 5,
      icon: Folder,
      cli: 'collection list',
      count: () => archive.opened?.counts.collections ?? null,
    },
  }),
];

export const commands: Command[] = [
  {
    id: 'collections.new',
    title: () => t.collections.new,
    menu: 'record',
    group: 5,
    when: () => archive.writable,
    run: () => {
      navigate({ view: 'collections' });
      making.start(null);
    },
    cli: 'collection new',
  },
  {
    id: 'collections.add',
    title: () => t.collections.add,
    menu: 'record',
    group: 5,
    when: () => archive.writable,
    run: () => addIn({ view: 'collections' }),
    cli: 'collection add',
  },
  {
    id: 'collections.take',
    title: () => t.collections.takeOne,
    menu: 'record',
    group: 5,
    when: () => archive.writable,
    run: () => navigate({ view: 'collections' }),
    cli: 'collection remove',
  },
];
