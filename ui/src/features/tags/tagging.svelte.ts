// Whether the dialog that puts a tag on a record is open.

class Tagging {
  open = $state(false);
}

export const tagging = new Tagging();
