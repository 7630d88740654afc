// Collections as a tree: each under the collection it is part of.
import type { TreeNode } from '../../components/tree';
import type { CollectionItem } from '../../ipc/generated';

/** The tree; a collection whose parent is not here, or is part of itself, stands on top. */
export function treeOf(collections: readonly CollectionItem[]): TreeNode<CollectionItem>[] {
  const byId = new Map(collections.map((collection) => [collection.id, collection]));
  const isTop = (collection: CollectionItem) => {
    const seen = new Set<string>([collection.id]);
    for (let above = collection.parent; above !== null; above = byId.get(above)?.parent ?? null) {
      if (seen.has(above)) return true;
      seen.add(above);
    }
    return collection.parent === null || !byId.has(collection.parent);
  };
  const tops = new Set(collections.filter(isTop));
  const node = (value: CollectionItem): TreeNode<CollectionItem> => {
    const parts = collections.filter((part) => part.parent === value.id && !tops.has(part));
    const children = parts.length > 0 ? { children: parts.map(node) } : {};
    return { id: value.id, label: value.name, value, ...children };
  };
  return [...tops].map(node);
}
