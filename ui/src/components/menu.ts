// The items of a menu, whichever way it is opened.
import type { Component } from 'svelte';

export type MenuEntry =
  | 'separator'
  | {
      label: string;
      icon?: Component<{ size?: number }>;
      keys?: string;
      disabled?: boolean;
      danger?: boolean;
      /** For a choice that is on or off. */
      checked?: boolean;
      run(): void;
    };

/** Whether a key press asks for the menu of what has the focus. */
export function asksForMenu(event: KeyboardEvent): boolean {
  return event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
}

/** Asks for the menu of an element: WebKit does not do so by keys on every desktop. */
export function openMenuAt(element: HTMLElement | null): void {
  if (!element) return;
  const { x, y, width, height } = element.getBoundingClientRect();
  const at = { clientX: x + Math.min(width / 2, 100), clientY: y + Math.min(height, 28) };
  element.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, ...at }));
}
