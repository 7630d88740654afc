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
