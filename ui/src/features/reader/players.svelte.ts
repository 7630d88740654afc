// The player of the reader that is open, for keys and menus.
import type { Player } from './player.svelte';

class Players {
  now: Player | null = $state.raw(null);
  /** Where the next recording that is opened should begin, in milliseconds. */
  wanted: number | null = null;
}

export const players = new Players();
