// What the feature `integrity` adds to the window: whether everything is as it was taken in.
import { ShieldCheck } from '@lucide/svelte';
import { t } from '../../i18n';
import { archive } from '../../state/archive.svelte';
import type { Command } from '../../state/commands.svelte';
import { navigate } from '../../state/navigation.svelte';
import { defineView } from '../view';
import { makeCopy } from './copies';
import { repairing } from './repairing.svelte';
import { integritySummary } from './summary.svelte';
import { verification, type Asked } from './verification.svelte';

export const views = [
  defineView({
    view: 'integrity',
    title: () => t.integrity.title,
    load: () => import('./IntegrityView.svelte'),
    rail: {
      group: 'trust',
      order: 1,
      icon: ShieldCheck,
      count: () => integritySummary.alarms || null,
      alert: () => integritySummary.alarms > 0,
      keys: ['Ctrl+6'],
    },
  }),
];

const idle = () => archive.isOpen && !verification.running;

function check(asked: Partial<Asked>): void {
  navigate({ view: 'integrity' });
  void verification.start(asked);
}

export const commands: Command[] = [
  {
    id: 'integrity.all',
    title: () => t.integrity.actions.all,
    menu: 'integrity',
    group: 0,
    when: idle,
    run: () => check({}),
    cli: 'verify',
  },
  {
    id: 'integrity.quick',
    title: () => t.integrity.actions.quick,
    menu: 'integrity',
    group: 0,
    when: idle,
    run: () => check({ quick: true }),
    cli: 'verify',
  },
  {
    id: 'integrity.pause',
    title: () => t.integrity.actions.pause,
    menu: 'integrity',
    group: 0,
    when: () => verification.running,
    run: () => verification.pause(),
  },
  {
    id: 'integrity.resume',
    title: () => t.integrity.actions.resume,
    menu: 'integrity',
    group: 0,
    when: () => idle() && verification.paused !== null,
    run: () => verification.resume(),
    cli: 'verify',
  },
  {
    id: 'integrity.compare',
    title: () => t.integrity.compare.command,
    menu: 'integrity',
    group: 1,
    when: idle,
    run: () => {
      navigate({ view: 'integrity' });
      return verification.compare();
    },
    cli: 'verify',
  },
  {
    id: 'integrity.copy',
    title: () => t.integrity.copies.make,
    menu: 'integrity',
    group: 2,
    when: () => archive.isOpen,
    run: makeCopy,
    cli: 'copy',
  },
  {
    id: 'integrity.repair',
    title: () => t.integrity.repair.command,
    menu: 'integrity',
    group: 2,
    when: () => archive.isOpen && !verification.running,
    run: () => {
      navigate({ view: 'integrity' });
      repairing.ask();
    },
    cli: 'repair',
  },
];
