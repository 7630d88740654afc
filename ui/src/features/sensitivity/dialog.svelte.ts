// The dialog that sets a record's sensitivity; any view may open it.

class SensitivityDialogState {
  open = $state(false);
  /** The record, or empty where it is still to be chosen. */
  record = $state('');
}

export const dialog = new SensitivityDialogState();

/** Asks how sensitive a record is; without one, also which. */
export function openSensitivity(record = ''): void {
  dialog.record = record;
  dialog.open = true;
}
