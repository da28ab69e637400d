/** The canvas: needs and steps as boxes, what reads what as lines. A line drawn to a step makes it read. */
import {
  Background,
  BackgroundVariant,
  type Connection,
  Controls,
  type Edge,
  Handle,
  type Node,
  type NodeProps,
  Panel,
  Position,
  ReactFlow,
  type ReactFlowInstance,
  useNodesState,
} from "@xyflow/react";
import "@xyflow/react/dist/style.css";
import { Button } from "antd";
import { type DragEvent, useEffect, useMemo, useRef } from "react";
import { useTexts } from "../../texts/texts";
import { DRAGGED } from "./dragged";
import { BOX, links, placed } from "./layout";
import { useMoved } from "./moved";
import type { Chosen, Draft, Palette, Tree } from "./parts";
import type { Look } from "./usePreview";

interface Box extends Record<string, unknown> {
  title: string;
  kind: string;
  need: boolean;
  count: string;
  unsure: string;
  wrong: boolean;
}
type BoxNode = Node<Box, "box">;

interface Given {
  draft: Draft;
  palette: Palette;
  looks: Map<string, Look>;
  wrong: Set<string>;
  chosen: Chosen;
  choose: (one: Chosen) => void;
  connect: (source: string, target: string) => void;
  drop: (what: string) => void;
}

const FIT = { maxZoom: 1, padding: 0.08 };
const TYPES = { box: BoxOf };

export function Canvas({ draft, palette, looks, wrong, chosen, choose, connect, drop }: Given) {
  const { t, say } = useTexts();
  const tree = draft.tree;
  const [nodes, setNodes, onNodesChange] = useNodesState<BoxNode>([]);
  const flow = useRef<ReactFlowInstance<BoxNode>>(null);
  const [moved, keepMoved] = useMoved(draft.id);
  const selected = "name" in chosen ? chosen.name : "";
  const shape = tree
    ? JSON.stringify([tree.inputs.map((one) => one.name), tree.steps.map((one) => one.name), links(tree)])
    : "";
  const places = usePlaces(tree, shape);
  const box = (name: string, need: boolean, kind: string): BoxNode => {
    const look = looks.get(name);
    const unsure = (look?.undetermined ?? []).reduce((sum, one) => sum + one.rows, 0);
    const count = !look
      ? ""
      : look.count === null
        ? t("workshop.unknown")
        : t("workshop.rows", { n: look.count });
    const bad = wrong.has(name);
    return {
      id: name,
      type: "box",
      position: moved[name] ?? places.get(name) ?? { x: 0, y: 0 },
      data: {
        title: name,
        kind,
        need,
        count,
        unsure: unsure ? t("workshop.unsure", { n: unsure }) : "",
        wrong: bad,
      },
      selected: name === selected,
      ariaLabel: [name, kind, count, bad ? t("workshop.wrong") : ""].filter(Boolean).join(" · "),
      width: BOX.width,
      height: BOX.height,
    };
  };
  const standard = (id: string | null) => say(palette.standards.find((one) => one.id === id)) || (id ?? "");
  const operator = (verb: string | null) => say(palette.operators.find((one) => one.verb === verb)) || "?";
  const boxes = JSON.stringify([
    ...(tree?.inputs ?? []).map((one) => box(one.name, true, standard(one.standard))),
    ...(tree?.steps ?? []).map((one) => box(one.name, false, operator(one.verb))),
  ]);
  useEffect(() => {
    const made = JSON.parse(boxes) as BoxNode[];
    setNodes((before) => {
      const known = new Map(before.map((one) => [one.id, one]));
      return made.map((one) => {
        const old = known.get(one.id);
        return old ? { ...old, ...one } : one;
      });
    });
  }, [boxes, setNodes]);
  useEffect(() => {
    if (shape === "") return;
    const later = setTimeout(() => void flow.current?.fitView(FIT), 60); // when the boxes are there
    return () => clearTimeout(later);
  }, [shape]);
  const edges: Edge[] = useMemo(
    () => (tree ? links(tree).map((one) => ({ ...one, focusable: false })) : []),
    [tree],
  );
  const dropped = (event: DragEvent) => {
    const what = event.dataTransfer.getData(DRAGGED);
    if (!what) return;
    event.preventDefault();
    drop(what);
  };
  const opened = (name: string) =>
    choose({ part: tree?.inputs.some((one) => one.name === name) ? "need" : "step", name });
  return (
    <section
      className="bench-canvas"
      aria-label={t("workshop.canvas")}
      onDragOver={(event) => event.preventDefault()}
      onDrop={dropped}
    >
      <ReactFlow
        key={draft.id}
        nodes={nodes}
        edges={edges}
        nodeTypes={TYPES}
        onNodesChange={onNodesChange}
        onNodeDragStop={(_, node) => keepMoved({ ...moved, [node.id]: node.position })}
        onNodeClick={(_, node) => opened(node.id)}
        onConnect={(link: Connection) => connect(link.source, link.target)}
        nodesConnectable={draft.may_edit}
        deleteKeyCode={null}
        selectionKeyCode={null}
        nodesFocusable={false}
        edgesFocusable={false}
        onInit={(made) => {
          flow.current = made;
        }}
        fitView
        fitViewOptions={FIT}
        minZoom={0.2}
        maxZoom={1.6}
        ariaLabelConfig={{
          "controls.ariaLabel": t("workshop.controls"),
          "controls.zoomIn.ariaLabel": t("workshop.zoom_in"),
          "controls.zoomOut.ariaLabel": t("workshop.zoom_out"),
          "controls.fitView.ariaLabel": t("workshop.fit"),
        }}
      >
        <Background variant={BackgroundVariant.Dots} gap={18} size={1} />
        <Controls showInteractive={false} />
        {Object.keys(moved).length > 0 && (
          <Panel position="top-right">
            <Button size="small" title={t("workshop.moved")} onClick={() => keepMoved({})}>
              {t("workshop.lay_out")}
            </Button>
          </Panel>
        )}
      </ReactFlow>
    </section>
  );
}

function BoxOf({ data, selected }: NodeProps<BoxNode>) {
  const names = [
    "bench-box",
    data.need ? "need" : "step",
    selected ? "chosen" : "",
    data.wrong ? "wrong" : "",
  ];
  return (
    <div className={names.filter(Boolean).join(" ")}>
      {!data.need && <Handle type="target" position={Position.Top} />}
      <div className="kind">{data.kind}</div>
      <div className="name">{data.title}</div>
      <div className="count number">
        {data.count}
        {data.unsure && <span className="unsure"> · {data.unsure}</span>}
      </div>
      <Handle type="source" position={Position.Bottom} />
    </div>
  );
}

/** Places of the boxes, made anew only when the graph is another: an option that changes leaves them where they are. */
function usePlaces(tree: Tree | null | undefined, shape: string): Map<string, { x: number; y: number }> {
  const kept = useRef<{ shape: string; places: Map<string, { x: number; y: number }> }>(null);
  if (kept.current?.shape !== shape)
    kept.current = {
      shape,
      places: new Map(tree ? placed(tree).map(({ name, x, y }) => [name, { x, y }]) : []),
    };
  return kept.current.places;
}
