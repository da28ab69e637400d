/** What the forms need of a draft: the columns a step reads, names that are taken, values as the file has them. */
import type { Schemas } from "../../client/client";

export type Draft = Schemas["DraftPage"];
export type Tree = Schemas["TreeInfo"];
export type Step = Schemas["DraftStep"];
export type Palette = Schemas["Palette"];
export type OptionForm = Schemas["OptionForm"];
export type Column = Schemas["ColumnInfo"];
export type Edit = { kind: string } & Record<string, unknown>;

/** What is selected: a need, a step, or one of the other parts of the model. */
export type Chosen = { part: "need" | "step"; name: string } | { part: "clue" | "parameters" | "about" };

export function chosenKey(one: Chosen): string {
  return "name" in one ? `${one.part}:${one.name}` : one.part;
}

/** The columns an author can write in a step: plain where only one input has them, else under the input's word. */
export function readable(draft: Draft, step: Step): string[] {
  const lists = step.reads.map((read) => ({ read, columns: draft.columns[read.name] ?? [] }));
  const count = new Map<string, number>();
  for (const { columns } of lists)
    for (const one of columns) count.set(one.name, (count.get(one.name) ?? 0) + 1);
  return lists.flatMap(({ read, columns }) =>
    columns.map((one) => ((count.get(one.name) ?? 0) > 1 ? `${read.alias}.${one.name}` : one.name)),
  );
}

/** What the columns a step can write are called in their standards. */
export function titlesOf(
  draft: Draft,
  step: Step,
  say: (text: Column["label"]) => string,
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const read of step.reads)
    for (const one of draft.columns[read.name] ?? [])
      if (one.label) {
        found[one.name] = say(one.label);
        found[`${read.alias}.${one.name}`] = say(one.label);
      }
  return found;
}

/** The kind of a written column, if it can be told. */
export function kindOf(draft: Draft, step: Step, written: string): string | undefined {
  const [alias, name] = written.includes(".") ? written.split(".") : [undefined, written];
  for (const read of step.reads)
    if (alias === undefined || alias === read.alias) {
      const found = draft.columns[read.name]?.find((one) => one.name === name);
      if (found) return found.kind.code;
    }
  return undefined;
}

export function inputsOf(reads: Step["reads"], single: boolean): unknown {
  const listed = reads.map(({ alias, name }) => (alias === name ? name : { [alias]: name }));
  return single && listed.length === 1 && typeof listed[0] === "string" ? listed[0] : listed;
}

/** A free name of a part that begins so. */
export function freeName(draft: Draft, wanted: string): string {
  const tree = draft.tree;
  const taken = tree ? [...tree.inputs, ...tree.steps, ...tree.parameters].map((one) => one.name) : [];
  return freeKey(wanted, taken);
}

/** A name that begins so and is not taken. */
export function freeKey(wanted: string, taken: readonly string[]): string {
  const clean =
    wanted
      .toLowerCase()
      .replace(/[^a-z0-9_]+/g, "_")
      .replace(/^[^a-z]+/, "") || "step";
  let name = clean;
  for (let number = 2; taken.includes(name); number += 1) name = `${clean}_${number}`;
  return name;
}

/** Pairs of columns as the file may write them. */
export function readPairs(value: unknown): [string, string][] {
  const one = (item: unknown): [string, string][] => {
    if (typeof item === "string") return [[item, item]];
    if (Array.isArray(item)) return [[String(item[0]), String(item[1])]];
    if (item && typeof item === "object") return Object.entries(item).map(([a, b]) => [a, String(b)]);
    return [];
  };
  return Array.isArray(value) ? value.flatMap(one) : one(value);
}

export function writePairs(pairs: [string, string][]): unknown {
  const whole = pairs.filter(([left, right]) => left && right);
  if (whole.length === 0) return null;
  if (whole.every(([left, right]) => left === right)) {
    const names = whole.map(([left]) => left);
    return names.length === 1 ? names[0] : names;
  }
  return Object.fromEntries(whole);
}

/** Names as the file may write them: one, or a list. */
export function readNames(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.map(String) : [];
}

/** An expression as text; a bare number of the file is one too. */
export function asText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "object" && "$day" in value) return String(value.$day);
  return String(value);
}

/** The value of an option of a step; undefined where it is not set. */
export function optionOf(step: Step, name: string): unknown {
  return step.options.find((one) => one.name === name)?.value;
}
