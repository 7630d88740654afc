// Notes: thoughts on any record, never part of the evidence.
import { StickyNote } from '@lucide/svelte';
import { t } from '../../i18n';
import { archive } from '../../state/archive.svelte';
import type { Command } from '../../state/commands.svelte';
import { navigate } from '../../state/navigation.svelte';
import { defineView } from '../view';
import { openNote } from './writing.svelte';

export const views = [
  defineView({
    view: 'notes',
    title: () => t.notes.title,
    load: () => import('./NotesView.svelte'),
    rail: {
      group: 'knowledge',
      order: 5,
      icon: StickyNote,
      cli: 'note list',
      count: () => archive.opened?.counts.notes ?? null,
    },
  }),
];

export const commands: Command[] = [
  {
    id: 'notes.add',
    title: () => t.notes.add,
    menu: 'record',
    group: 6,
    when: () => archive.writable,
    run: () => openNote(),
    cli: 'note add',
  },
  {
    id: 'notes.edit',
    title: () => t.notes.editOne,
    menu: 'record',
    group: 6,
    when: () => archive.writable,
    run: () => navigate({ view: 'notes' }),
    cli: 'note edit',
  },
];
