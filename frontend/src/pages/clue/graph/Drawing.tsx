/** The drawing. It can be left alone: the table beside it holds the same and is used with the keyboard. */

import { Button } from "antd";
import cytoscape, { type Core, type ElementDefinition, type StylesheetJson } from "cytoscape";
import { useEffect, useRef } from "react";
import { type Lang, useTexts } from "../../../texts/texts";
import type { Whole } from "./merge";
import { nodeText } from "./words";

const COLOURS: Record<string, string> = {
  clue: "#a8071a",
  person_id: "#2b4f80",
  uscc: "#135200",
  account: "#874d00",
  plate: "#531dab",
  phone: "#00474f",
  case_number: "#780650",
  document_number: "#780650",
  records: "#595f69",
};
const SHAPES: Record<string, string> = { clue: "diamond", uscc: "round-rectangle", records: "rectangle" };

const STYLE: StylesheetJson = [
  {
    selector: "node",
    style: {
      "background-color": "data(colour)",
      shape: "data(shape)" as never,
      width: "data(size)",
      height: "data(size)",
      label: "data(label)",
      "font-size": 11,
      "min-zoomed-font-size": 8,
      color: "#15283f",
      "text-valign": "bottom",
      "text-margin-y": 4,
      "text-wrap": "wrap",
      "text-max-width": "130px",
      "text-background-color": "#ffffff",
      "text-background-opacity": 0.85,
    },
  },
  {
    selector: "node[?more]",
    style: { "border-width": 3, "border-style": "dashed", "border-color": "#8aa4c8" },
  },
  {
    selector: "node:selected",
    style: { "border-width": 5, "border-style": "solid", "border-color": "#fa8c16" },
  },
  {
    selector: "edge",
    style: {
      width: 1.5,
      "line-color": "#9fb0c6",
      label: "data(label)",
      "font-size": 9,
      "min-zoomed-font-size": 7,
      color: "#3d4a5c",
      "curve-style": "bezier",
      "text-rotation": "autorotate",
      "text-background-color": "#ffffff",
      "text-background-opacity": 0.85,
    },
  },
];

interface Given {
  whole: Whole;
  chosen: string | undefined;
  choose: (node: string) => void;
  expand: (node: string) => void;
}

export function Drawing({ whole, chosen, choose, expand }: Given) {
  const { t, lang } = useTexts();
  const place = useRef<HTMLDivElement>(null);
  const graph = useRef<Core>(null);
  const acts = useRef({ choose, expand });
  acts.current = { choose, expand };
  useEffect(() => {
    if (!place.current) return;
    const made = cytoscape({
      container: place.current,
      style: STYLE,
      minZoom: 0.2,
      maxZoom: 3,
      userZoomingEnabled: false, // the wheel scrolls the page
      boxSelectionEnabled: false,
    });
    made.on("tap", "node", (event) => acts.current.choose(event.target.id()));
    made.on("dbltap", "node", (event) => acts.current.expand(event.target.id()));
    graph.current = made;
    const watch = new ResizeObserver(() => {
      made.resize();
      made.fit(undefined, 30);
    });
    watch.observe(place.current);
    return () => {
      watch.disconnect();
      made.destroy();
    };
  }, []);
  useEffect(() => {
    const made = graph.current;
    if (made) draw(made, elements(whole, lang));
  }, [whole, lang]);
  useEffect(() => {
    const made = graph.current;
    made?.nodes().unselect();
    if (chosen) made?.getElementById(chosen).select();
  }, [chosen]);
  const zoom = (by: number) => {
    const made = graph.current;
    made?.zoom({
      level: made.zoom() * by,
      renderedPosition: { x: made.width() / 2, y: made.height() / 2 },
    });
  };
  return (
    <figure className="graph-drawing">
      <div
        ref={place}
        role="img"
        aria-label={t("graph.drawn", { n: whole.nodes.length, m: whole.edges.length })}
      />
      <figcaption className="row no-print">
        <Button size="small" onClick={() => zoom(1.25)}>
          {t("graph.nearer")}
        </Button>
        <Button size="small" onClick={() => zoom(0.8)}>
          {t("graph.farther")}
        </Button>
        <Button size="small" onClick={() => graph.current?.fit(undefined, 30)}>
          {t("graph.fit")}
        </Button>
        <span className="soft small">{t("graph.mouse")}</span>
      </figcaption>
    </figure>
  );
}

function elements(whole: Whole, lang: Lang): ElementDefinition[] {
  const nodes = whole.nodes.map((one) => ({
    group: "nodes" as const,
    data: {
      id: one.id,
      label: nodeText(one, lang),
      colour: COLOURS[one.kind.code] ?? "#595f69",
      shape: SHAPES[one.kind.code] ?? "ellipse",
      size: one.centre ? 40 : one.kind.code === "records" ? 18 : 28,
      more: one.expandable && !whole.expanded.has(one.id),
    },
  }));
  const edges = whole.edges.map((one) => ({
    group: "edges" as const,
    data: {
      id: one.id,
      source: one.source,
      target: one.target,
      label: one.rows ? `${one.relation[lang]} ${one.rows}` : one.relation[lang],
    },
  }));
  return [...nodes, ...edges];
}

/** What stays keeps its place, what is new begins beside whom it came from; then the springs settle. */
function draw(made: Core, wanted: ElementDefinition[]): void {
  const ids = new Set(wanted.map((one) => one.data.id));
  const first = made.nodes().empty();
  made.batch(() => {
    made
      .elements()
      .filter((one) => !ids.has(one.id()))
      .remove();
    for (const one of wanted) {
      const known = made.getElementById(one.data.id ?? "");
      if (known.nonempty()) {
        known.data(one.data);
        continue;
      }
      const added = made.add(one);
      if (one.group !== "edges") continue;
      for (const [end, other] of [
        [added.source(), added.target()],
        [added.target(), added.source()],
      ] as const) {
        const { x, y } = end.position();
        const from = other.position();
        if (!x && !y && (from.x || from.y)) {
          const turn = (made.nodes().length * 137.5 * Math.PI) / 180;
          end.position({ x: from.x + 90 * Math.cos(turn), y: from.y + 90 * Math.sin(turn) });
        }
      }
    }
  });
  made
    .layout({
      name: "cose",
      animate: false,
      randomize: first,
      fit: true,
      padding: 30,
      nodeDimensionsIncludeLabels: true,
      nodeRepulsion: () => 400_000,
      nodeOverlap: 40,
      idealEdgeLength: () => 160,
      numIter: 600,
    })
    .run();
}
