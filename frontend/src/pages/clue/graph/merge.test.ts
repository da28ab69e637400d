import { expect, test } from "vitest";
import { edgesOf, merge, otherEnd, type Part } from "./merge";

const kind = { code: "person_id", zh: "人员", en: "person" };
const node = (id: string, name: string | null = null) => ({
  id,
  kind,
  label: { zh: id, en: id },
  name,
  masked: false,
  expandable: true,
  centre: false,
  clue: null,
});
const edge = (id: string, source: string, target: string, rows: number) => ({
  id,
  source,
  target,
  rows,
  relation: { zh: "x", en: "x" },
  dataset: null,
  agency: null,
  witnesses: [],
});
const first: Part = {
  nodes: [node("a"), node("b")],
  edges: [edge("e", "a", "b", 2)],
  totals: [],
  expanded: null,
};
const hop: Part = {
  nodes: [node("a", "甲"), node("c")],
  edges: [edge("e", "a", "b", 9), edge("f", "a", "c", 1)],
  totals: [{ kind, total: 70, shown: 2 }],
  expanded: "a",
};

test("an expansion adds nodes, names and the fuller count, once each", () => {
  const whole = merge([first, hop]);
  expect(whole.nodes.map((one) => one.id)).toEqual(["a", "b", "c"]);
  expect(whole.nodes[0]?.name).toBe("甲");
  expect(whole.edges.map((one) => one.rows)).toEqual([9, 1]);
  expect(whole.expanded.get("a")?.[0]?.total).toBe(70);
  expect(edgesOf(whole, "c").map((one) => otherEnd(whole, one, "c")?.id)).toEqual(["a"]);
});

test("without it everything is as before", () => {
  const whole = merge([first]);
  expect(whole.nodes).toHaveLength(2);
  expect(whole.edges[0]?.rows).toBe(2);
  expect(whole.expanded.size).toBe(0);
});
