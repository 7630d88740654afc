// How records of each kind look and are called in lists that hold several kinds.
import {
  BookOpen,
  Bookmark,
  CircleDot,
  FileText,
  Folder,
  Hash,
  Link2,
  Quote,
  Scale,
  StickyNote,
  Tag,
  UserRound,
} from '@lucide/svelte';
import type { Component } from 'svelte';
import { t } from '../../i18n';

const ICONS: Record<string, Component<{ size?: number }>> = {
  source: BookOpen,
  document: FileText,
  passage: Quote,
  claim: Scale,
  evidence: Link2,
  figure: Hash,
  subject: UserRound,
  collection: Folder,
  tag: Tag,
  note: StickyNote,
  saved_search: Bookmark,
};

/** The order in which kinds stand in grouped lists. */
export const KINDS = ['document', 'passage', 'source', 'claim', 'subject', 'note', 'figure'];

export const iconOf = (kind: string): Component<{ size?: number }> => ICONS[kind] ?? CircleDot;
export const kindWord = (kind: string): string => t.records.kinds[kind] ?? kind;
export const kindGroup = (kind: string): string => t.records.groups[kind] ?? kind;

/** Records by kind, in the order of `KINDS`. */
export function byKind<Item extends { kind: string }>(items: readonly Item[]): [string, Item[]][] {
  const rank = (kind: string) => (KINDS.indexOf(kind) + KINDS.length + 1) % (KINDS.length + 1);
  const groups = Map.groupBy(items, (item) => item.kind);
  return [...groups].sort(([a], [b]) => rank(a) - rank(b));
}
