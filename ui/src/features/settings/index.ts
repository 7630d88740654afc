// What the feature `settings` adds to the window: choices that act at once, and encryption.
import { Settings } from '@lucide/svelte';
import { t } from '../../i18n';
import { archive } from '../../state/archive.svelte';
import type { Command } from '../../state/commands.svelte';
import { navigate } from '../../state/navigation.svelte';
import { changeSettings, settings } from '../../state/settings.svelte';
import { defineView } from '../view';
import { asking } from './asking.svelte';
import { TEXT_SIZES } from './sizes';

export const views = [
  defineView({
    view: 'settings',
    title: () => t.settings.title,
    load: () => import('./SettingsView.svelte'),
    rail: { group: 'work', order: 8, icon: Settings, keys: ['Ctrl+,'] },
    withoutArchive: true,
  }),
];

/** The next size up or down among those offered. */
function resize(step: 1 | -1): void {
  const now = TEXT_SIZES.findIndex((size) => size >= settings.text_size);
  const next = TEXT_SIZES[(now < 0 ? TEXT_SIZES.length - 1 : now) + step];
  if (next !== undefined) changeSettings({ text_size: next });
}

const encrypted = () => archive.opened?.encrypted === true;

function open(dialog: 'passphrase' | 'plain' | 'sheet'): void {
  navigate({ view: 'settings' });
  asking[dialog] = true;
}

export const commands: Command[] = [
  {
    id: 'settings.larger',
    title: () => t.settings.look.larger,
    menu: 'view',
    group: 5,
    keys: ['Ctrl++', 'Ctrl+='],
    run: () => resize(1),
  },
  {
    id: 'settings.smaller',
    title: () => t.settings.look.smaller,
    menu: 'view',
    group: 5,
    keys: ['Ctrl+-'],
    run: () => resize(-1),
  },
  {
    id: 'settings.normal',
    title: () => t.settings.look.normalSize,
    menu: 'view',
    group: 5,
    keys: ['Ctrl+0'],
    run: () => changeSettings({ text_size: 100 }),
  },
  {
    id: 'settings.passphrase',
    title: () => t.settings.encryption.change,
    menu: 'file',
    group: 6,
    when: () => archive.writable,
    run: () => open('passphrase'),
    cli: 'passphrase set',
  },
  {
    id: 'settings.plain',
    title: () => t.settings.encryption.remove,
    menu: 'file',
    group: 6,
    when: () => archive.writable && encrypted(),
    run: () => open('plain'),
    cli: 'passphrase remove',
  },
  {
    id: 'settings.sheet',
    title: () => t.settings.encryption.sheet,
    menu: 'file',
    group: 6,
    when: encrypted,
    run: () => open('sheet'),
    cli: 'passphrase sheet',
  },
];
