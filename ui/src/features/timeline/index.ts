// The timeline: what has a date, on one axis.
import { CalendarRange } from '@lucide/svelte';
import { t } from '../../i18n';
import type { Command } from '../../state/commands.svelte';
import { defineView } from '../view';

export const views = [
  defineView({
    view: 'timeline',
    title: () => t.timeline.title,
    load: () => import('./TimelineView.svelte'),
    rail: { group: 'knowledge', order: 4, icon: CalendarRange },
  }),
];

export const commands: Command[] = [];
