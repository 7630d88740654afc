// To the field that adds a record, in whichever view has one.
import { navigate, navigation, type Place } from '../../state/navigation.svelte';

/** The id of that field. */
export const ADD = 'add-record';

const TRIES = 60;

/** Puts the focus on an element as soon as it is there. */
export function focusSoon(id: string, tries = TRIES): void {
  const element = document.getElementById(id);
  if (element) element.focus();
  else if (tries > 0) requestAnimationFrame(() => focusSoon(id, tries - 1));
}

/** Goes to the view, unless one is there already, and to its field. */
export function addIn(place: Place): void {
  if (navigation.place.view !== place.view) navigate(place);
  focusSoon(ADD);
}
