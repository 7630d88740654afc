// What the feature `welcome` adds to the window: the ways into an archive.
import { t } from '../../i18n';
import { archive } from '../../state/archive.svelte';
import type { Command } from '../../state/commands.svelte';
import { navigate } from '../../state/navigation.svelte';
import { defineView } from '../view';
import { flow } from './flow.svelte';
import { continuing } from './continuing.svelte';

export const views = [
  defineView({
    view: 'welcome',
    title: () => t.welcome.title,
    load: () => import('./WelcomeView.svelte'),
    withoutArchive: true,
  }),
];

export const commands: Command[] = [
  {
    id: 'archive.new',
    title: () => t.welcome.create.command,
    menu: 'file',
    group: 0,
    keys: ['Ctrl+N'],
    run: () => {
      flow.step = 'new';
      navigate({ view: 'welcome' });
    },
    cli: 'init',
  },
  {
    id: 'archive.open',
    title: () => t.welcome.open.command,
    menu: 'file',
    group: 0,
    keys: ['Ctrl+O'],
    run: () => flow.choose(),
  },
  {
    id: 'archive.recent',
    title: () => t.welcome.recent.command,
    menu: 'file',
    group: 0,
    run: () => {
      flow.step = 'start';
      navigate({ view: 'welcome' });
    },
  },
  {
    id: 'archive.sample',
    title: () => t.welcome.sample.command,
    menu: 'help',
    group: 1,
    run: () => flow.openSample(),
  },
  {
    id: 'archive.continue',
    title: () => t.welcome.continuing.command,
    menu: 'file',
    group: 5,
    when: () => archive.isOpen && !archive.writable,
    run: () => continuing.ask(),
    cli: 'log continue',
  },
];
