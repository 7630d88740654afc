// Whether the question "start a log of my own here?" is open; asked by the banner and by commands.
class Continuing {
  open = $state(false);

  ask(): void {
    this.open = true;
  }
}

export const continuing = new Continuing();
