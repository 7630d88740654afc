// Which form of the claims view is open; kept outside of it, so that a command can open one.
import type { EvidenceItem } from '../../ipc/generated';

export type OpenForm =
  | { form: 'new' }
  | { form: 'edit' }
  | { form: 'evidence' }
  | { form: 'withdraw'; evidence: EvidenceItem }
  | { form: 'searched' }
  | { form: 'sign' }
  | { form: 'figure' };

class Forms {
  open: OpenForm | null = $state.raw(null);

  is(form: OpenForm['form']): boolean {
    return this.open?.form === form;
  }

  close(): void {
    this.open = null;
  }
}

export const forms = new Forms();
