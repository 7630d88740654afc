// What a feature gives to the frame: its views and where they stand in the rail.
import type { Component } from 'svelte';
import type { Place, PlaceOf, ViewName } from '../state/navigation.svelte';

export interface RailEntry {
  group: 'library' | 'argument' | 'knowledge' | 'trust' | 'work';
  /** Place among the entries of its group, ascending. */
  order: number;
  icon: Component<{ size?: number }>;
  /** The number beside the name, or null for none; shown with a mark when `alert` is true. */
  count?(): number | null;
  alert?(): boolean;
  /** The command of the command line that lists the same: `claim list`. */
  cli?: string;
  /** Where the entry leads, if a view needs more than its name. */
  place?(): Place;
  /** The shortcut of the "Go to …" command that the frame makes for it. */
  keys?: string[];
}

/** A view gets its place, unless there is nothing in it to know. */
export type ViewComponent<Name extends ViewName> =
  Component<{ place: PlaceOf<Name> }> | Component<Record<string, never>>;

export interface ViewDefinition<Name extends ViewName = ViewName> {
  view: Name;
  title(): string;
  /** Loaded when first shown: `() => import('./ClaimsView.svelte')`. */
  load(): Promise<{ default: ViewComponent<Name> }>;
  /** Views without an entry are reached from elsewhere (reader, trace). */
  rail?: RailEntry;
  /** Whether it can be shown without an open archive (welcome, settings, help). */
  withoutArchive?: boolean;
}

/** Keeps the place's type: `defineView({ view: 'claims', … })`. */
export function defineView<Name extends ViewName>(definition: ViewDefinition<Name>) {
  return definition as unknown as ViewDefinition;
}
