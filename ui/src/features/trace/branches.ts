// The graph of a trace unrolled into a tree: what stands on several paths stands there each time,
// and a circle ends where it closes. Pure.
import type { TreeNode } from '../../components/tree';
import type { TraceEdge, TraceGraph, TraceNode } from './graph';

export interface Branch {
  node: TraceNode;
  /** How the line above refers to this one. */
  relation: string | null;
  /** It was passed above already: here the circle closes. */
  again: boolean;
}

export function treeOf(graph: TraceGraph): TreeNode<Branch>[] {
  const nodes = new Map(graph.nodes.map((node) => [node.key, node]));
  const led = new Set(graph.edges.filter((edge) => !edge.back).map((edge) => edge.to));
  const next = new Map<string, TraceEdge[]>();
  for (const edge of graph.edges) next.set(edge.from, [...(next.get(edge.from) ?? []), edge]);

  const branch = (
    node: TraceNode,
    relation: string | null,
    paths: readonly number[],
    above: string[],
  ): TreeNode<Branch> => {
    const id = [...above, node.key].join('/').replace(/\s/g, '_');
    const again = above.includes(node.key);
    const way = [...above, node.key];
    const children = again
      ? []
      : (next.get(node.key) ?? []).flatMap((edge) => {
          // Only what lies on the same paths: a shared article must not lend one its origins.
          const shared = edge.paths.filter((path) => paths.includes(path));
          const to = nodes.get(edge.to);
          return to && shared.length > 0 ? [branch(to, edge.relation, shared, way)] : [];
        });
    return {
      id,
      label: node.label,
      value: { node, relation, again },
      ...(children.length > 0 ? { children } : {}),
    };
  };
  return graph.nodes
    .filter((node) => !led.has(node.key))
    .map((node) => branch(node, null, node.paths, []));
}
