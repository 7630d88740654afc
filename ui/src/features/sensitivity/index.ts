// Sensitivity: what must not be given on, until when, and why.
import { ShieldAlert } from '@lucide/svelte';
import { t } from '../../i18n';
import { archive } from '../../state/archive.svelte';
import type { Command } from '../../state/commands.svelte';
import { defineView } from '../view';
import { openSensitivity } from './dialog.svelte';

export const views = [
  defineView({
    view: 'sensitivity',
    title: () => t.sensitivity.title,
    load: () => import('./SensitivityView.svelte'),
    rail: { group: 'trust', order: 5, icon: ShieldAlert, cli: 'sensitivity list' },
  }),
];

export const commands: Command[] = [
  {
    id: 'sensitivity.set',
    title: () => t.sensitivity.setOn,
    menu: 'record',
    group: 6,
    when: () => archive.writable,
    run: () => openSensitivity(),
    cli: 'sensitivity set',
  },
  {
    id: 'sensitivity.show',
    title: () => t.sensitivity.show,
    menu: 'record',
    group: 6,
    when: () => archive.isOpen,
    run: () => openSensitivity(),
    cli: 'sensitivity show',
  },
];
