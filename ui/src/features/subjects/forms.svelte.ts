// Which form of the subjects view is open; kept outside of it, so that a command can open one.

class Forms {
  open: 'new' | 'edit' | 'mention' | null = $state.raw(null);

  close(): void {
    this.open = null;
  }
}

export const forms = new Forms();
