// The dialog "Repair from a copy": whether it is open, and of which archive it speaks.
export interface ClosedArchive {
  path: string;
  passphrase: string | null;
}

class Repairing {
  open = $state(false);
  /** An archive that is not open; null for the one that is. */
  closed: ClosedArchive | null = $state.raw(null);

  ask(closed: ClosedArchive | null = null): void {
    this.closed = closed;
    this.open = true;
  }
}

export const repairing = new Repairing();
