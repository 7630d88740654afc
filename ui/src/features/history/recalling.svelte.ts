// The record whose history is shown; commands open it from anywhere.
class Recalling {
  open = $state(false);
  /** Empty where it is still to be chosen. */
  record = $state('');

  start(): void {
    Object.assign(this, { record: '', open: true });
  }
}

export const recalling = new Recalling();
