/** The graph on the screen: the beginning and what each expansion added, put together; undo takes the last away. */
import type { Schemas } from "../../../client/client";

export type Node = Schemas["GraphNode"];
export type Edge = Schemas["GraphEdge"];
export type Part = Schemas["Graph"];

export interface Whole {
  nodes: Node[];
  edges: Edge[];
  /** Node → what its expansion told of totals. */
  expanded: Map<string, Part["totals"]>;
}

export function merge(parts: Part[]): Whole {
  const nodes = new Map<string, Node>();
  const edges = new Map<string, Edge>();
  const expanded = new Map<string, Part["totals"]>();
  for (const part of parts) {
    for (const one of part.nodes) {
      const known = nodes.get(one.id);
      nodes.set(one.id, known ? { ...known, name: known.name ?? one.name } : one);
    }
    for (const one of part.edges) {
      const known = edges.get(one.id);
      // an expansion counts all rows that the reader sees, the evidence only those behind the clue
      if (!known || (one.rows ?? 0) > (known.rows ?? 0)) edges.set(one.id, one);
    }
    if (part.expanded) expanded.set(part.expanded, part.totals);
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()], expanded };
}

/** The edges at a node. */
export function edgesOf(whole: Whole, node: string): Edge[] {
  return whole.edges.filter((one) => one.source === node || one.target === node);
}

/** The other end of an edge. */
export function otherEnd(whole: Whole, edge: Edge, node: string): Node | undefined {
  const id = edge.source === node ? edge.target : edge.source;
  return whole.nodes.find((one) => one.id === id);
}
