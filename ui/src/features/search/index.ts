// Search of everything, and the searches that are kept.
import { Bookmark, Search } from '@lucide/svelte';
import { t } from '../../i18n';
import { archive } from '../../state/archive.svelte';
import type { Command } from '../../state/commands.svelte';
import { jobs } from '../../state/jobs.svelte';
import { defineView } from '../view';

export const views = [
  defineView({
    view: 'search',
    title: () => t.search.title,
    load: () => import('./SearchView.svelte'),
    rail: {
      group: 'library',
      order: 7,
      icon: Search,
      place: () => ({ view: 'search', query: '' }),
    },
  }),
  defineView({
    view: 'saved-searches',
    title: () => t.search.saved,
    load: () => import('./SavedSearchesView.svelte'),
    rail: { group: 'library', order: 8, icon: Bookmark },
  }),
];

export const commands: Command[] = [
  {
    id: 'search.update',
    title: () => t.search.update,
    menu: 'edit',
    group: 8,
    when: () => archive.isOpen,
    run: () => void jobs.start('search_update', {}, t.search.updating),
    cli: 'search',
  },
];
