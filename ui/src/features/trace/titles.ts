// Puts the titles of works on the nodes of a trace, which carry citation keys.
import type { Details } from './details';
import type { TraceGraph, TraceNode } from './graph';

/** The graph with titles where works have them; done before layout, which counts letters. */
export function titled(graph: TraceGraph, details: Details): TraceGraph {
  return { ...graph, nodes: graph.nodes.map((node) => withTitle(node, details)) };
}

function withTitle(node: TraceNode, { works }: Details): TraceNode {
  if (node.members > 1) return node;
  const isWork = node.kind === 'work' || node.origin?.kind === 'source';
  const title = isWork ? works.get(node.id ?? '')?.title : null;
  return title ? { ...node, label: title } : node;
}
