// What only the frame itself knows: its width, which panes lie over the view, the palette.
import { inspected } from '../state/inspector.svelte';
import { changeSettings, settings } from '../state/settings.svelte';

const RAIL_FULL_FROM = 960;
const INSPECTOR_BESIDE_FROM = 1100;

class FrameState {
  width = $state(1280);
  paletteOpen = $state(false);
  /** On a narrow window the inspector lies over the view only while asked for. */
  inspectorOver = $state(false);

  get railIsNarrow(): boolean {
    return this.width < RAIL_FULL_FROM || !settings.rail_open;
  }

  get inspectorOverlays(): boolean {
    return this.width < INSPECTOR_BESIDE_FROM;
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
