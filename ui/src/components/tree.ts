// The nodes of a tree, and the order in which they are seen.

export interface TreeNode<Value> {
  /** Unique in the whole tree: of a thing that stands in it twice, each place has its own. */
  id: string;
  label: string;
  value: Value;
  children?: readonly TreeNode<Value>[];
}

export interface TreeLine<Value> {
  node: TreeNode<Value>;
  level: number;
  position: number;
  siblings: number;
  parent: string | null;
}

/** The lines in sight, from top to bottom; children of closed nodes are left out. */
export function linesOf<Value>(
  nodes: readonly TreeNode<Value>[],
  isClosed: (id: string) => boolean,
  level = 1,
  parent: string | null = null,
): TreeLine<Value>[] {
  return nodes.flatMap((node, index) => [
    { node, level, position: index + 1, siblings: nodes.length, parent },
    ...(node.children && !isClosed(node.id)
      ? linesOf(node.children, isClosed, level + 1, node.id)
      : []),
  ]);
}
