// Where a stated figure leads: to the claim, or to the words in their document.
import { ask } from '../../ipc/api';
import type { StatedFigure } from '../../ipc/generated';
import { navigate } from '../../state/navigation.svelte';

export async function openStated({ on }: StatedFigure): Promise<void> {
  if (!on) return;
  if (on.kind === 'claim') return navigate({ view: 'claims', claim: on.id });
  const passage = await ask('passage_show', { name: on.id });
  navigate({ view: 'reader', document: passage.document, passage: on.id });
}
