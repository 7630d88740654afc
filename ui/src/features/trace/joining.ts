// What makes a graph of a trace whole: a work that is met once by name and once in its document is
// one node, and the edges that close a circle are known as such. Pure.
import type { TraceEdge, TraceGraph, TraceNode } from './graph';

/** Draws a work without a document into the one document of that work, where there is just one. */
export function joined({ nodes, edges }: TraceGraph): TraceGraph {
  const into = new Map<string, string>();
  const documents = new Map<string, TraceNode[]>();
  for (const node of nodes) {
    if (node.kind !== 'work' || !node.document || !node.id) continue;
    documents.set(node.id, [...(documents.get(node.id) ?? []), node]);
  }
  for (const node of nodes) {
    if (node.kind !== 'work' || node.document || node.origin) continue;
    const [document, another] = documents.get(node.id ?? '') ?? [];
    if (!document || another) continue;
    into.set(node.key, document.key);
    document.paths = [...new Set([...document.paths, ...node.paths])];
    document.leads = [...new Set([...document.leads, ...node.leads])];
  }
  if (into.size === 0) return { nodes, edges };
  return { nodes: nodes.filter((node) => !into.has(node.key)), edges: redirected(edges, into) };
}

/** The edges between the nodes that others were drawn into. */
export function redirected(
  edges: readonly TraceEdge[],
  into: ReadonlyMap<string, string>,
): TraceEdge[] {
  const all = new Map<string, TraceEdge>();
  for (const edge of edges) {
    const [from, to] = [into.get(edge.from) ?? edge.from, into.get(edge.to) ?? edge.to];
    if (from === to) continue;
    const key = `${from}\n${to}`;
    const known = all.get(key);
    all.set(key, {
      ...edge,
      from,
      to,
      relation: known && known.relation !== edge.relation ? null : edge.relation,
      stances: [...new Set([...(known?.stances ?? []), ...edge.stances])],
      paths: [...new Set([...(known?.paths ?? []), ...edge.paths])],
    });
  }
  return [...all.values()];
}

/** Marks the edges that close a circle, seen from where the trace starts. */
export function closed(graph: TraceGraph): TraceGraph {
  const next = new Map<string, TraceEdge[]>();
  for (const edge of graph.edges) next.set(edge.from, [...(next.get(edge.from) ?? []), edge]);
  const state = new Map<string, 'open' | 'done'>();
  for (const { key: start } of graph.nodes) {
    if (state.has(start)) continue;
    const stack = [{ key: start, at: 0 }];
    state.set(start, 'open');
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const edge = next.get(top.key)?.[top.at];
      top.at += 1;
      if (!edge) {
        state.set(top.key, 'done');
        stack.pop();
      } else if (state.get(edge.to) === 'open') edge.back = true;
      else if (!state.has(edge.to)) {
        state.set(edge.to, 'open');
        stack.push({ key: edge.to, at: 0 });
      }
    }
  }
  return graph;
}
