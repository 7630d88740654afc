// What the feature `trace` adds to the window.
import { t } from '../../i18n';
import type { Command } from '../../state/commands.svelte';
import { navigate, navigation } from '../../state/navigation.svelte';
import { remembered } from '../../state/settings.svelte';
import { archive } from '../../state/archive.svelte';
import { defineView, type ViewDefinition } from '../view';

export const views: ViewDefinition[] = [
  defineView({
    view: 'trace',
    title: () => t.trace.title,
    load: () => import('./TraceView.svelte'),
  }),
];

/** The claim that is looked at, or was last. */
function claimToTrace(): string | null {
  const { place } = navigation;
  if (place.view === 'claims' && place.claim) return place.claim;
  const last = remembered<{ archive: string; claim: string } | null>('claims.last', null);
  return last && last.archive === archive.opened?.archive_id ? last.claim : null;
}

export const commands: Command[] = [
  {
    id: 'trace.claim',
    title: () => t.trace.open,
    menu: 'go',
    group: 2,
    keys: ['Ctrl+4'],
    when: () => archive.isOpen,
    run: () => {
      const start = claimToTrace();
      navigate(start === null ? { view: 'claims' } : { view: 'trace', start });
    },
    cli: 'trace',
  },
];
