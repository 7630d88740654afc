// The commands that open a form on the claim in view.
import { t } from '../../i18n';
import type { EvidenceItem } from '../../ipc/generated';
import { archive } from '../../state/archive.svelte';
import type { Command } from '../../state/commands.svelte';
import { forms } from './forms.svelte';

/** `counted` is the evidence that is not withdrawn. */
export function formCommands(counted: () => EvidenceItem[]): Command[] {
  const write = () => archive.writable;
  return [
    {
      id: 'claims.edit',
      title: () => t.claims.edit,
      menu: 'record',
      group: 2,
      keys: ['F2'],
      when: write,
      run: () => void (forms.open = { form: 'edit' }),
      cli: 'claim edit',
    },
    {
      id: 'claims.evidence',
      title: () => t.claims.addEvidence,
      menu: 'record',
      group: 2,
      when: write,
      run: () => void (forms.open = { form: 'evidence' }),
      cli: 'evidence add',
    },
    {
      id: 'claims.sign',
      title: () => t.claims.sign,
      menu: 'record',
      group: 2,
      when: write,
      run: () => void (forms.open = { form: 'sign' }),
      cli: 'claim sign',
    },
    {
      id: 'claims.searched',
      title: () => t.claims.addSearched,
      menu: 'record',
      group: 2,
      when: write,
      run: () => void (forms.open = { form: 'searched' }),
      cli: 'claim searched',
    },
    {
      id: 'claims.figure',
      title: () => t.claims.addFigure,
      menu: 'record',
      group: 2,
      when: write,
      run: () => void (forms.open = { form: 'figure' }),
      cli: 'figure add',
    },
    {
      id: 'claims.withdraw',
      title: () => t.claims.withdrawTitle,
      menu: 'record',
      group: 2,
      when: () => archive.writable && counted().length > 0,
      run: () => void (forms.open = { form: 'withdraw', evidence: counted()[0]! }),
      cli: 'evidence withdraw',
    },
  ];
}
