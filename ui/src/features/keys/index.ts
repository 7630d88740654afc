// What the feature `keys` adds to the window: who writes here, by which key, and signed states.
import { KeyRound } from '@lucide/svelte';
import { t } from '../../i18n';
import { archive } from '../../state/archive.svelte';
import type { Command } from '../../state/commands.svelte';
import { navigate } from '../../state/navigation.svelte';
import { defineView } from '../view';
import { asking } from './asking.svelte';
import { copyCheckpoint, saveCheckpoint } from './checkpoints';

export const views = [
  defineView({
    view: 'keys',
    title: () => t.keys.title,
    load: () => import('./KeysView.svelte'),
    rail: { group: 'trust', order: 4, icon: KeyRound },
  }),
];

const isOpen = () => archive.isOpen;

export const commands: Command[] = [
  {
    id: 'keys.checkpoint.save',
    title: () => t.keys.checkpoint.saveCommand,
    menu: 'integrity',
    group: 1,
    when: isOpen,
    run: saveCheckpoint,
    cli: 'checkpoint',
  },
  {
    id: 'keys.checkpoint.copy',
    title: () => t.keys.checkpoint.copyCommand,
    menu: 'integrity',
    group: 1,
    when: isOpen,
    run: copyCheckpoint,
    cli: 'checkpoint',
  },
  {
    id: 'keys.show',
    title: () => t.keys.showCommand,
    menu: 'integrity',
    group: 3,
    when: isOpen,
    run: () => navigate({ view: 'keys' }),
    cli: 'key show',
  },
  {
    id: 'keys.log',
    title: () => t.keys.logCommand,
    menu: 'integrity',
    group: 3,
    when: isOpen,
    run: () => navigate({ view: 'keys' }),
    cli: 'log',
  },
  {
    id: 'keys.accept',
    title: () => t.keys.acceptCommand,
    menu: 'integrity',
    group: 3,
    when: () => archive.writable,
    run: () => navigate({ view: 'keys' }),
    cli: 'log accept',
  },
  {
    id: 'keys.certify',
    title: () => t.keys.certify.command,
    menu: 'integrity',
    group: 3,
    when: () => archive.writable,
    run: () => {
      navigate({ view: 'keys' });
      asking.certify = true;
    },
    cli: 'key certify',
  },
  {
    id: 'keys.protect',
    title: () => t.keys.protect.command,
    menu: 'integrity',
    group: 3,
    when: () => archive.writable,
    run: () => {
      navigate({ view: 'keys' });
      asking.protect = true;
    },
    cli: 'key protect',
  },
];
