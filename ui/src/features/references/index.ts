// What the feature `references` adds to the window.
import { BookMarked } from '@lucide/svelte';
import { t } from '../../i18n';
import { archive } from '../../state/archive.svelte';
import type { Command } from '../../state/commands.svelte';
import { navigate } from '../../state/navigation.svelte';
import { defineView, type ViewDefinition } from '../view';
import { catalog, type ReferenceDeed } from './catalog.svelte';

export const views: ViewDefinition[] = [
  defineView({
    view: 'references',
    title: () => t.references.title,
    load: () => import('./ReferencesView.svelte'),
    rail: {
      group: 'library',
      order: 3,
      icon: BookMarked,
      count: () => archive.opened?.counts.sources ?? null,
    },
  }),
];

/** Opens a dialog of the references, wherever one is. */
function begin(deed: ReferenceDeed): void {
  if (!catalog.shown) navigate({ view: 'references' });
  catalog.deed = deed;
}

const open = () => archive.isOpen;
const writable = () => archive.writable;
const one = () => catalog.shown && catalog.chosen !== null;
const oneWritable = () => archive.writable && one();

export const commands: Command[] = [
  {
    id: 'references.list',
    title: () => t.references.title,
    when: open,
    run: () => navigate({ view: 'references' }),
    cli: 'source list',
  },
  {
    id: 'references.new',
    title: () => t.references.new.title,
    menu: 'record',
    group: 0,
    when: writable,
    run: () => begin('new'),
    cli: 'source add',
  },
  {
    id: 'references.paste',
    title: () => t.references.paste.title,
    menu: 'record',
    group: 0,
    when: writable,
    run: () => begin('paste'),
  },
  {
    id: 'references.import',
    title: () => t.references.import.title,
    menu: 'file',
    group: 3,
    when: writable,
    run: () => begin('import'),
    cli: 'references import',
  },
  {
    id: 'references.export',
    title: () => t.references.export.title,
    menu: 'file',
    group: 3,
    when: open,
    run: () => begin('export'),
    cli: 'references export',
  },
  {
    id: 'references.duplicates',
    title: () => t.references.duplicates.open,
    menu: 'record',
    group: 7,
    when: open,
    run: () => begin('duplicates'),
    cli: 'source duplicates',
  },
  {
    id: 'references.show',
    title: () => t.documents.actions.source,
    when: one,
    run: () => document.querySelector<HTMLElement>('[data-citation]')?.focus(),
    cli: 'source show',
  },
  {
    id: 'references.merge',
    title: () => t.references.merge.into,
    menu: 'record',
    group: 7,
    when: oneWritable,
    run: () => begin('merge'),
    cli: 'source merge',
  },
  {
    id: 'references.cite',
    title: () => t.references.cite.title,
    menu: 'record',
    group: 5,
    when: one,
    run: () => begin('cite'),
    cli: 'cite',
  },
  {
    id: 'references.relate',
    title: () => t.references.links.relate,
    menu: 'record',
    group: 5,
    when: oneWritable,
    run: () => begin('relate'),
    cli: 'relate',
  },
  {
    id: 'references.links',
    title: () => t.references.links.title,
    when: open,
    run: () => navigate({ view: 'references' }),
    cli: 'cross-reference list',
  },
  {
    id: 'references.remove',
    title: () => t.references.remove.confirm,
    menu: 'record',
    group: 8,
    keys: ['Delete'],
    when: oneWritable,
    run: () => begin('remove'),
    cli: 'remove',
  },
];
