/** Where the boxes of a model stand: laid out from the graph, inputs at the top. */
import dagre from "@dagrejs/dagre";
import type { Tree } from "./parts";

export const BOX = { width: 190, height: 62 };

export interface Placed {
  name: string;
  x: number;
  y: number;
}

export interface Link {
  id: string;
  source: string;
  target: string;
}

/** What reads what; what is read and is not there has no link. */
export function links(tree: Tree): Link[] {
  const known = new Set([...tree.inputs, ...tree.steps].map((one) => one.name));
  return tree.steps.flatMap((step) =>
    step.reads
      .filter((read) => known.has(read.name))
      .map((read) => ({
        id: `${read.name}>${step.name}:${read.alias}`,
        source: read.name,
        target: step.name,
      })),
  );
}

export function placed(tree: Tree): Placed[] {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 28, ranksep: 44, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  const names = [...tree.inputs, ...tree.steps].map((one) => one.name);
  for (const name of names) graph.setNode(name, { ...BOX });
  for (const { id, source, target } of links(tree)) graph.setEdge(source, target, {}, id);
  dagre.layout(graph);
  return names.map((name) => {
    const { x, y } = graph.node(name);
    return { name, x: x - BOX.width / 2, y: y - BOX.height / 2 };
  });
}
