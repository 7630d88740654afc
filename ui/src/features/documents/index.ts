// What the feature `documents` adds to the window.
import { Files } from '@lucide/svelte';
import { t } from '../../i18n';
import { archive } from '../../state/archive.svelte';
import type { Command } from '../../state/commands.svelte';
import { navigate } from '../../state/navigation.svelte';
import { defineView, type ViewDefinition } from '../view';
import { deedCommands } from './commands';

export const views: ViewDefinition[] = [
  defineView({
    view: 'documents',
    title: () => t.documents.title,
    load: () => import('./DocumentsView.svelte'),
    rail: {
      group: 'library',
      order: 1,
      icon: Files,
      count: () => archive.opened?.counts.documents ?? null,
      keys: ['Ctrl+1'],
    },
  }),
];

export const commands: Command[] = [
  {
    id: 'documents.list',
    title: () => t.documents.title,
    when: () => archive.isOpen,
    run: () => navigate({ view: 'documents' }),
    cli: 'document list',
  },
  ...deedCommands,
];
