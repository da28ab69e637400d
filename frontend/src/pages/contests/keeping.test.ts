import { expect, test } from "vitest";
import { atAnEnd, drop, empty, keep, kept, lacking, nameOf, total } from "./keeping";

const ASKED = [
  { id: "novelty", weight: 40, least: 0, most: 10 },
  { id: "rules", weight: 60, least: 1, most: 5 },
];

const rules = { id: "rules", weight: 60, least: 1, most: 5 };

function store() {
  const held = new Map<string, string>();
  return {
    getItem: (name: string) => held.get(name) ?? null,
    setItem: (name: string, text: string) => void held.set(name, text),
    removeItem: (name: string) => void held.delete(name),
  };
}

test("a sheet is kept with its number, apart for each judge, until it is dropped", () => {
  const place = store();
  const name = nameOf("judge01", "trial", "C001");
  const sheet = { ...empty(), scores: { novelty: 7 }, sent: true };
  expect(kept(place, name)).toBeNull();
  expect(keep(place, name, sheet)).toBe(true);
  expect(kept(place, name)).toEqual(sheet);
  expect(kept(place, nameOf("judge02", "trial", "C001"))).toBeNull();
  drop(place, name);
  expect(kept(place, name)).toBeNull();
});

test("what another wrote there is no sheet, and a full store is told", () => {
  const place = store();
  place.setItem("x", "{half");
  expect(kept(place, "x")).toBeNull();
  const full = {
    ...place,
    setItem: () => {
      throw new Error("full");
    },
  };
  expect(keep(full, "x", empty())).toBe(false);
});

test("an end of a scale takes a reason of so many signs, and every criterion a score", () => {
  const sheet = { ...empty(), scores: { novelty: 10 }, reasons: { novelty: "  abcd " } };
  expect(atAnEnd(rules, 1)).toBe(true);
  expect(atAnEnd(rules, undefined)).toBe(false);
  expect(lacking(ASKED, sheet, 5)).toEqual({ scores: ["rules"], reasons: ["novelty"] });
  expect(lacking(ASKED, sheet, 4)).toEqual({ scores: ["rules"], reasons: [] });
});

test("the total is of 100 and there when every score is", () => {
  expect(total(ASKED, { ...empty(), scores: { novelty: 5 } })).toBeNull();
  expect(total(ASKED, { ...empty(), scores: { novelty: 5, rules: 5 } })).toBe(80);
});
