// What only the frame itself knows: its width, which panes lie over the view, the palette.
import { inspected } from '../state/inspector.svelte';
import { changeSettings, settings } from '../state/settings.svelte';

const RAIL_FULL_FROM = 960;
const MENUS_FULL_FROM = 1000;
const INSPECTOR_BESIDE_FROM = 1100;

class FrameState {
  width = $state(1280);
  paletteOpen = $state(false);
  /** On a narrow window the inspector lies over the view only while asked for. */
  inspectorOver = $state(false);

  /** The width in characters, so to speak: large text leaves less room in the same window. */
  get room(): number {
    return this.width / (settings.text_size / 100);
  }

  get railIsNarrow(): boolean {
    return this.room < RAIL_FULL_FROM || !settings.rail_open;
  }

  /** All menus behind one button. */
  get menusAreOne(): boolean {
    return this.room < MENUS_FULL_FROM;
  }

  get inspectorOverlays(): boolean {
    return this.room < INSPECTOR_BESIDE_FROM;
  }

  get inspectorShown(): boolean {
    if (inspected.now === null) return false;
    return this.inspectorOverlays ? this.inspectorOver : settings.inspector_open;
  }

  toggleRail(): void {
    changeSettings({ rail_open: !settings.rail_open });
  }

  toggleInspector(): void {
    if (this.inspectorOverlays) this.inspectorOver = !this.inspectorOver;
    else changeSettings({ inspector_open: !settings.inspector_open });
  }
}

export const frame = new FrameState();

/** Moves the focus to the next (or previous) pane, round and round. */
export function movePane(step: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')];
  const now = panes.findIndex((pane) => pane.contains(document.activeElement));
  panes[(now + step + panes.length) % panes.length]?.focus();
}
