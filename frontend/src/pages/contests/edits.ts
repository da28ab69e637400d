/** Changes of a contest file, one at a time on the version that was seen: what they do not touch keeps every byte. */
import { useState } from "react";
import { api, type Schemas } from "../../client/client";
import { type Page, useChange } from "./useContest";

type Path = Schemas["ContestEdit"]["path"];
export type Edit =
  /** `put`: also of a key that the file may not have yet, since it has a default. */
  | { kind: "replace" | "put"; path: Path; value: unknown }
  | { kind: "add"; path: Path; key: string; value: unknown; index: number }
  | { kind: "take"; path: Path };

function send(slug: string, version: number, edit: Edit) {
  const body = { value: null, key: null, index: 0, ...edit, version } as Schemas["ContestEdit"];
  return api.POST("/api/contests/{slug}/edits", { params: { path: { slug } }, body });
}

/** Makes edits in turn and stops at the first that is refused, which is told. */
export function useEdits(page: Page) {
  const { change } = useChange(page.slug);
  const [busy, setBusy] = useState(false);
  const edit = async (edits: Edit[]): Promise<boolean> => {
    setBusy(true);
    try {
      let { version } = page;
      for (const one of edits) {
        const after = await change(() => send(page.slug, version, one));
        if (!after) return false;
        version = after.version;
      }
      return true;
    } finally {
      setBusy(false);
    }
  };
  return { edit, busy };
}

/** Times that were changed: a single one as itself; more at once as a whole, since between them the order may break. */
export function timeEdits(before: Record<string, string>, after: Record<string, string>): Edit[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const other = names.filter((name) => before[name] !== after[name]);
  if (other.length > 1) return [{ kind: "replace", path: ["phases"], value: after }];
  return other.map((name): Edit => {
    const path = ["phases", name];
    const value = after[name];
    if (value === undefined) return { kind: "take", path };
    if (before[name] !== undefined) return { kind: "replace", path, value };
    const index = Object.keys(after).indexOf(name);
    return { kind: "add", path: ["phases"], key: name, value, index };
  });
}

type Material = Schemas["MaterialInfo"];

/** Materials that were changed, each value by itself: what is not touched keeps its words in the file. */
export function materialEdits(type: string, before: Material[], after: Material[]): Edit[] {
  const base = ["types", type, "materials"];
  const gone = before.filter((old) => !after.some((one) => one.id === old.id));
  const edits = after.flatMap((one, index): Edit[] => {
    const old = before.find((each) => each.id === one.id);
    if (!old) return [{ kind: "add", path: base, key: one.id, index, value: fresh(one) }];
    const at = [...base, one.id];
    const found: Edit[] = [];
    if (one.zh !== old.zh) found.push({ kind: "replace", path: [...at, "title", "zh"], value: one.zh });
    if (one.en !== old.en) found.push({ kind: "replace", path: [...at, "title", "en"], value: one.en });
    if (one.kinds.join() !== old.kinds.join())
      found.push({ kind: "replace", path: [...at, "kinds"], value: one.kinds });
    if (one.least !== old.least) found.push({ kind: "put", path: [...at, "least"], value: one.least });
    if (one.most !== old.most)
      found.push(
        one.most === null
          ? { kind: "take", path: [...at, "most"] }
          : { kind: "put", path: [...at, "most"], value: one.most },
      );
    if (one.names.join("\n") !== old.names.join("\n"))
      found.push({ kind: "put", path: [...at, "names"], value: one.names });
    if (one.optional !== old.optional)
      found.push({ kind: "put", path: [...at, "optional"], value: one.optional });
    return found;
  });
  return [...edits, ...gone.map((one): Edit => ({ kind: "take", path: [...base, one.id] }))];
}

function fresh(one: Material) {
  return {
    title: { zh: one.zh, en: one.en },
    kinds: one.kinds,
    ...(one.least > 0 && { least: one.least }),
    ...(one.most !== null && { most: one.most }),
    ...(one.names.length > 0 && { names: one.names }),
    ...(one.optional && { optional: true }),
  };
}

type Criterion = Schemas["CriterionInfo"];

/** Criteria as a whole: their weights are right together only. */
export function criteriaEdit(type: string, after: Criterion[]): Edit {
  const value = Object.fromEntries(
    after.map((one) => [
      one.id,
      {
        title: { zh: one.zh, en: one.en },
        ...(one.asks && { asks: one.asks }),
        weight: one.weight,
        ...((one.least !== 0 || one.most !== 10) && { scale: [one.least, one.most] }),
        ...(one.step !== 1 && { step: one.step }),
      },
    ]),
  );
  return { kind: "replace", path: ["types", type, "criteria"], value };
}
