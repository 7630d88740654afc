// Whether the dialog for a new collection is open, and in which collection the new one goes.

class Making {
  open = $state(false);
  parent = $state('');

  start(parent: string | null): void {
    this.parent = parent ?? '';
    this.open = true;
  }
}

export const making = new Making();
