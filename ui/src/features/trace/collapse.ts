// Draws evidence that goes back to one origin together, so that a trace of hundreds of paths stays
// one look. Pure.
import type { TraceGraph, TraceNode } from './graph';
import { redirected } from './joining';

/** From so many cards of evidence on, a trace is shown by origin first. */
export const MANY = 24;

export function isLarge(graph: TraceGraph): boolean {
  return graph.nodes.filter((node) => node.kind === 'evidence').length > MANY;
}

/** One card for the evidence of one stance and origin, and one for the documents between them. */
export function byOrigin(graph: TraceGraph): TraceGraph {
  const originOf = new Map<number, string>();
  for (const node of graph.nodes) {
    if (node.origin) for (const path of node.paths) originOf.set(path, node.key);
  }
  const into = new Map<string, string>();
  const groups = new Map<string, TraceNode[]>();
  const gather = (key: string, node: TraceNode) => {
    groups.set(key, [...(groups.get(key) ?? []), node]);
    into.set(node.key, key);
  };
  const first = new Set<string>();
  const evidence = new Set<string>();
  for (const node of graph.nodes) {
    if (node.kind !== 'evidence') continue;
    evidence.add(node.key);
    gather(`group:${node.stance}:${originOf.get(node.paths[0]!) ?? node.key}`, node);
  }
  for (const edge of graph.edges) if (evidence.has(edge.from)) first.add(edge.to);
  const fed = new Set(
    graph.edges.filter((edge) => !evidence.has(edge.from)).map((edge) => edge.to),
  );
  for (const node of graph.nodes) {
    // Only documents that nothing but this evidence leads to, and that all lead to one origin.
    if (node.kind !== 'work' || node.origin || !first.has(node.key) || fed.has(node.key)) continue;
    const origins = new Set(node.paths.map((path) => originOf.get(path)));
    const next = graph.edges.filter((edge) => edge.from === node.key).map((edge) => edge.to);
    if (origins.size === 1) gather(`documents:${next.sort().join()}`, node);
  }
  const nodes = [
    ...graph.nodes.filter((node) => !into.has(node.key)),
    ...[...groups].map(([key, members]) => together(key, members)),
  ];
  return { nodes, edges: redirected(graph.edges, into) };
}

function together(key: string, members: TraceNode[]): TraceNode {
  const [first] = members as [TraceNode];
  if (members.length === 1) return { ...first, key };
  const held = new Set(members.map((node) => node.held));
  const worst = (['changed', 'missing', 'not-held', 'unchecked', 'unchanged'] as const).find(
    (state) => held.has(state),
  );
  return {
    ...first,
    key,
    id: null,
    document: null,
    role: null,
    sha256: null,
    held: worst ?? null,
    checked: members.find((node) => node.held === worst && node.checked)?.checked ?? null,
    shows: null,
    words: [],
    leads: [],
    members: members.length,
    paths: [...new Set(members.flatMap((node) => node.paths))],
  };
}
