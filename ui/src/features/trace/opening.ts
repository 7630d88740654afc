// Where Enter on a card of the trace leads.
import { navigate } from '../../state/navigation.svelte';
import type { TraceGraph, TraceNode } from './graph';

export function openNode(node: TraceNode, graph: TraceGraph): void {
  if (node.kind === 'claim' && node.id) navigate({ view: 'claims', claim: node.id });
  else if (node.kind === 'evidence') openPassage(node, graph);
  else if (node.kind === 'work') openWork(node);
  else openOrigin(node, graph);
}

function openPassage(node: TraceNode, graph: TraceGraph): void {
  const to = graph.edges.find((edge) => edge.from === node.key)?.to;
  const document = graph.nodes.find((other) => other.key === to)?.document;
  if (document && node.id) navigate({ view: 'reader', document, passage: node.id });
}

function openWork(node: TraceNode): void {
  const passage = node.words[0]?.passage;
  if (node.document) navigate({ view: 'reader', document: node.document, passage });
  else if (node.id) navigate({ view: 'references', source: node.id });
}

function openOrigin(node: TraceNode, graph: TraceGraph): void {
  const origin = node.origin;
  if (origin?.kind === 'subject') navigate({ view: 'subjects', subject: origin.id });
  else if (origin?.kind === 'source' || origin?.kind === 'circle') {
    navigate({ view: 'references', source: origin.id });
  } else {
    const from = graph.edges.find((edge) => edge.to === node.key)?.from;
    const work = graph.nodes.find((other) => other.key === from);
    if (work) openWork(work);
  }
}
