// Tags: short words on records of any kind.
import { Tag } from '@lucide/svelte';
import { t } from '../../i18n';
import { archive } from '../../state/archive.svelte';
import type { Command } from '../../state/commands.svelte';
import { navigate } from '../../state/navigation.svelte';
import { defineView } from '../view';
import { tagging } from './tagging.svelte';

export const views = [
  defineView({
    view: 'tags',
    title: () => t.tags.title,
    load: () => import('./TagsView.svelte'),
    rail: { group: 'library', order: 6, icon: Tag, cli: 'tag list' },
  }),
];

export const commands: Command[] = [
  {
    id: 'tags.add',
    title: () => t.tags.addOne,
    menu: 'record',
    group: 5,
    when: () => archive.writable,
    run: () => {
      navigate({ view: 'tags' });
      tagging.open = true;
    },
    cli: 'tag add',
  },
  {
    id: 'tags.remove',
    title: () => t.tags.removeOne,
    menu: 'record',
    group: 5,
    when: () => archive.writable,
    run: () => navigate({ view: 'tags' }),
    cli: 'tag remove',
  },
  {
    id: 'tags.show',
    title: () => t.tags.showOne,
    menu: 'go',
    group: 5,
    when: () => archive.isOpen,
    run: () => navigate({ view: 'tags' }),
    cli: 'tag show',
  },
];
