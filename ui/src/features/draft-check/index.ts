// A manuscript against the archive.
import { FileSearch } from '@lucide/svelte';
import { t } from '../../i18n';
import { archive } from '../../state/archive.svelte';
import type { Command } from '../../state/commands.svelte';
import { navigate } from '../../state/navigation.svelte';
import { defineView } from '../view';
import { checking } from './checking.svelte';

export const views = [
  defineView({
    view: 'draft-check',
    title: () => t.draftCheck.title,
    load: () => import('./DraftCheckView.svelte'),
    rail: { group: 'work', order: 1, icon: FileSearch },
  }),
];

export const commands: Command[] = [
  {
    id: 'draft-check.choose',
    title: () => t.draftCheck.choose,
    menu: 'integrity',
    group: 5,
    when: () => archive.isOpen,
    run: () => {
      navigate({ view: 'draft-check' });
      return checking.choose(archive.opened?.archive_id ?? '');
    },
    cli: 'check',
  },
];
