// Whether the table of all figures is open; outside of the view, so that a command can open it.

export const showing = $state({ figures: false });
