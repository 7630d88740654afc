// The commands of the frame itself, and "Go to …" for every view in the rail.
import { views } from '../features';
import { t } from '../i18n';
import { archive } from '../state/archive.svelte';
import type { Command } from '../state/commands.svelte';
import { back, forward, navigate, navigation, type Place } from '../state/navigation.svelte';
import { changeSettings, isRtl, settings, type Theme } from '../state/settings.svelte';
import { undoLast } from '../state/writes';
import { frame, movePane } from './frame.svelte';

const THEMES: Theme[] = ['system', 'light', 'dark'];

/** Alt and the arrow that points back: to the left, or to the right where text runs that way. */
function wayBack(toTheLeft: boolean): void {
  if (toTheLeft !== isRtl()) back();
  else forward();
}

const own: Command[] = [
  {
    id: 'palette.open',
    title: () => t.frame.palette,
    menu: 'view',
    group: 0,
    keys: ['Ctrl+K'],
    run: () => void (frame.paletteOpen = !frame.paletteOpen),
  },
  {
    id: 'archive.close',
    title: () => t.frame.closeArchive,
    menu: 'file',
    group: 9,
    when: () => archive.isOpen,
    run: () => archive.close(),
  },
  {
    id: 'archive.lock',
    title: () => t.frame.lock,
    menu: 'file',
    group: 9,
    keys: ['Ctrl+Shift+L'],
    // Without a passphrase there is nothing to lock with.
    when: () => archive.opened?.encrypted === true,
    run: () => archive.lock(),
  },
  {
    id: 'undo',
    title: () => t.frame.undo,
    menu: 'edit',
    group: 0,
    keys: ['Ctrl+Z'],
    when: () => archive.writable,
    run: undoLast,
    cli: 'undo',
  },
  {
    id: 'search.all',
    title: () => t.frame.searchAll,
    menu: 'edit',
    group: 8,
    keys: ['Ctrl+Shift+F'],
    when: () => archive.isOpen,
    run: () => document.getElementById('search-all')?.focus(),
    cli: 'search',
  },
  {
    id: 'rail.toggle',
    title: () => t.frame.toggleRail,
    menu: 'view',
    group: 1,
    keys: ['Ctrl+B'],
    run: () => frame.toggleRail(),
  },
  {
    id: 'inspector.toggle',
    title: () => t.frame.toggleInspector,
    menu: 'view',
    group: 1,
    keys: ['Ctrl+J'],
    run: () => frame.toggleInspector(),
  },
  {
    id: 'pane.next',
    title: () => t.frame.nextPane,
    menu: 'view',
    group: 2,
    keys: ['F6'],
    run: () => movePane(1),
  },
  {
    id: 'pane.previous',
    title: () => t.frame.previousPane,
    menu: 'view',
    group: 2,
    keys: ['Shift+F6'],
    run: () => movePane(-1),
  },
  {
    id: 'language.switch',
    title: () => t.frame.language,
    menu: 'view',
    group: 3,
    run: () => changeSettings({ language: settings.language === 'fa' ? 'en' : 'fa' }),
  },
  ...THEMES.map((theme) => ({
    id: `theme.${theme}`,
    title: () => t.frame.theme[theme],
    menu: 'view' as const,
    group: 4,
    checked: () => settings.theme === theme,
    run: () => changeSettings({ theme }),
  })),
  {
    id: 'go.left',
    title: () => (isRtl() ? t.frame.forward : t.frame.back),
    menu: 'go',
    group: 9,
    keys: ['Alt+ArrowLeft'],
    when: () => (isRtl() ? navigation.canGoForward : navigation.canGoBack),
    run: () => wayBack(true),
  },
  {
    id: 'go.right',
    title: () => (isRtl() ? t.frame.back : t.frame.forward),
    menu: 'go',
    group: 9,
    keys: ['Alt+ArrowRight'],
    when: () => (isRtl() ? navigation.canGoBack : navigation.canGoForward),
    run: () => wayBack(false),
  },
];

const GROUPS = ['library', 'argument', 'knowledge', 'trust', 'work'];

const goTo: Command[] = views
  .filter((view) => view.rail)
  .map((view) => ({
    id: `go.${view.view}`,
    title: () => t.frame.goTo(view.title()),
    menu: 'go',
    group: GROUPS.indexOf(view.rail?.group ?? ''),
    keys: view.rail?.keys,
    cli: view.rail?.cli,
    when: () => archive.isOpen || view.withoutArchive === true,
    run: () => navigate(view.rail?.place?.() ?? ({ view: view.view } as Place)),
  }));

export const frameCommands: Command[] = [...own, ...goTo];
