// What the feature `evidence` adds to the window.
import { Quote } from '@lucide/svelte';
import { t } from '../../i18n';
import { archive } from '../../state/archive.svelte';
import type { Command } from '../../state/commands.svelte';
import { navigate } from '../../state/navigation.svelte';
import { defineView, type ViewDefinition } from '../view';

export const views: ViewDefinition[] = [
  defineView({
    view: 'evidence',
    title: () => t.evidence.title,
    load: () => import('./EvidenceView.svelte'),
    rail: {
      group: 'argument',
      order: 2,
      icon: Quote,
      count: () => archive.opened?.counts.passages ?? null,
      keys: ['Ctrl+2'],
    },
  }),
];

export const commands: Command[] = [
  {
    id: 'evidence.list',
    title: () => t.evidence.title,
    cli: 'evidence list',
    when: () => archive.isOpen,
    run: () => navigate({ view: 'evidence' }),
  },
];
