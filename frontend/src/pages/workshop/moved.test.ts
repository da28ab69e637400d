import { expect, test } from "vitest";
import { keepSpots, keptSpots } from "./moved";

function store(held = new Map<string, string>()) {
  return {
    held,
    getItem: (name: string) => held.get(name) ?? null,
    setItem: (name: string, text: string) => void held.set(name, text),
    removeItem: (name: string) => void held.delete(name),
  };
}

test("a moved box is kept apart for each draft, until the boxes are laid out anew", () => {
  const place = store();
  keepSpots(place, 1, { dead: { x: 10, y: -4 } });
  expect(keptSpots(place, 1)).toEqual({ dead: { x: 10, y: -4 } });
  expect(keptSpots(place, 2)).toEqual({});
  keepSpots(place, 1, {});
  expect(place.held.size).toBe(0);
});

test("what somebody else wrote there moves nothing", () => {
  const place = store(
    new Map([["mingjian.workshop.moved.1", '{"a": {"x": "1"}, "b": null, "c": {"x": 1, "y": 2}}']]),
  );
  expect(keptSpots(place, 1)).toEqual({ c: { x: 1, y: 2 } });
  place.setItem("mingjian.workshop.moved.1", "{");
  expect(keptSpots(place, 1)).toEqual({});
});

test("a store that refuses is borne", () => {
  const full = {
    ...store(),
    setItem: () => {
      throw new Error("full");
    },
  };
  keepSpots(full, 1, { a: { x: 1, y: 1 } });
  expect(keptSpots(full, 1)).toEqual({});
});
