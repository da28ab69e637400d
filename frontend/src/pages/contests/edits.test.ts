import { expect, test } from "vitest";
import { criteriaEdit, materialEdits, timeEdits } from "./edits";

const part = {
  id: "overview",
  zh: "z",
  en: "e",
  asks: null,
  kinds: ["md"],
  least: 0,
  most: null,
  names: [],
  optional: false,
};

test("one time is changed by itself, several as a whole, none not at all", () => {
  const before = { open: "2027-03-02 09:00", closed: "2027-03-10 18:00" };
  expect(timeEdits(before, { ...before })).toEqual([]);
  expect(timeEdits(before, { ...before, closed: "2027-03-11 18:00" })).toEqual([
    { kind: "replace", path: ["phases", "closed"], value: "2027-03-11 18:00" },
  ]);
  expect(timeEdits(before, { announced: "2027-03-01 09:00", ...before })).toEqual([
    { kind: "add", path: ["phases"], key: "announced", value: "2027-03-01 09:00", index: 0 },
  ]);
  expect(timeEdits({ announced: "2027-03-01 09:00", ...before }, before)).toEqual([
    { kind: "take", path: ["phases", "announced"] },
  ]);
  const moved = { open: "2027-04-02 09:00", closed: "2027-04-10 18:00" };
  expect(timeEdits(before, moved)).toEqual([{ kind: "replace", path: ["phases"], value: moved }]);
});

test("of a material only what is otherwise is changed", () => {
  expect(materialEdits("creative", [part], [{ ...part }])).toEqual([]);
  expect(materialEdits("creative", [part], [{ ...part, zh: "y", least: 10 }])).toEqual([
    { kind: "replace", path: ["types", "creative", "materials", "overview", "title", "zh"], value: "y" },
    { kind: "put", path: ["types", "creative", "materials", "overview", "least"], value: 10 },
  ]);
  const other = { ...part, id: "basis", most: 500 };
  expect(materialEdits("creative", [part], [other])).toEqual([
    {
      kind: "add",
      path: ["types", "creative", "materials"],
      key: "basis",
      index: 0,
      value: { title: { zh: "z", en: "e" }, kinds: ["md"], most: 500 },
    },
    { kind: "take", path: ["types", "creative", "materials", "overview"] },
  ]);
});

test("criteria say their scale and step only where they are not the usual ones", () => {
  const one = { id: "novelty", zh: "z", en: "e", asks: null, weight: 40, least: 0, most: 10, step: 1 };
  const two = { ...one, id: "rules", weight: 60, most: 5, step: 0.5, asks: { zh: "a", en: "b" } };
  expect(criteriaEdit("creative", [one, two])).toEqual({
    kind: "replace",
    path: ["types", "creative", "criteria"],
    value: {
      novelty: { title: { zh: "z", en: "e" }, weight: 40 },
      rules: {
        title: { zh: "z", en: "e" },
        asks: { zh: "a", en: "b" },
        weight: 60,
        scale: [0, 5],
        step: 0.5,
      },
    },
  });
});
