// Whether the dialog "Repair from a copy" is open.
class Repairing {
  open = $state(false);

  ask(): void {
    this.open = true;
  }
}

export const repairing = new Repairing();
