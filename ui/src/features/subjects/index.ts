// What the feature `subjects` adds to the window.
import { Users } from '@lucide/svelte';
import { t } from '../../i18n';
import { archive } from '../../state/archive.svelte';
import type { Command } from '../../state/commands.svelte';
import { navigate } from '../../state/navigation.svelte';
import { remembered } from '../../state/settings.svelte';
import { defineView, type ViewDefinition } from '../view';
import { forms } from './forms.svelte';

export const views: ViewDefinition[] = [
  defineView({
    view: 'subjects',
    title: () => t.subjects.title,
    load: () => import('./SubjectsView.svelte'),
    rail: {
      group: 'knowledge',
      order: 1,
      icon: Users,
      count: () => archive.opened?.counts.subjects ?? null,
    },
  }),
];

export const commands: Command[] = [
  {
    id: 'subjects.new',
    title: () => t.subjects.new,
    menu: 'record',
    group: 1,
    when: () => archive.writable,
    run: () => {
      navigate({ view: 'subjects' });
      forms.open = 'new';
    },
    cli: 'subject add',
  },
  {
    id: 'subjects.list',
    title: () => t.subjects.list,
    when: () => archive.isOpen,
    run: () => navigate({ view: 'subjects' }),
    cli: 'subject list',
  },
  {
    id: 'subjects.show',
    title: () => t.subjects.showLast,
    menu: 'go',
    group: 9,
    when: () => archive.isOpen,
    run: () => {
      const last = remembered<{ subject: string } | null>('subjects.last', null);
      navigate({ view: 'subjects', subject: last?.subject });
    },
    cli: 'subject show',
  },
];
