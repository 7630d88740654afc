// Files let go over the window, until the take-in view has taken them.

class Dropped {
  paths: string[] = $state.raw([]);

  /** Gives the waiting paths, once. */
  take(): string[] {
    const waiting = this.paths;
    this.paths = [];
    return waiting;
  }
}

export const dropped = new Dropped();
