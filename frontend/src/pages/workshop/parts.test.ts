import { expect, test } from "vitest";
import {
  type Draft,
  freeName,
  inputsOf,
  readable,
  readNames,
  readPairs,
  type Step,
  writePairs,
} from "./parts";

const column = (name: string) => ({
  name,
  kind: { code: "text", zh: "", en: "" },
  nullable: true,
  codes: null,
  level: null,
});
const draft = {
  columns: { deaths: [column("person"), column("died_on")], payments: [column("person"), column("month")] },
  tree: { inputs: [{ name: "deaths" }], steps: [{ name: "filter_deaths" }], parameters: [] },
} as unknown as Draft;

test("a column that several inputs have is written under its input", () => {
  const step = {
    reads: [
      { alias: "dead", name: "deaths" },
      { alias: "payments", name: "payments" },
    ],
  };
  expect(readable(draft, step as Step)).toEqual(["dead.person", "died_on", "payments.person", "month"]);
});

test("inputs are written as short as the file may have them", () => {
  expect(inputsOf([{ alias: "deaths", name: "deaths" }], true)).toBe("deaths");
  expect(inputsOf([{ alias: "d", name: "deaths" }], true)).toEqual([{ d: "deaths" }]);
  expect(
    inputsOf(
      [
        { alias: "deaths", name: "deaths" },
        { alias: "p", name: "payments" },
      ],
      false,
    ),
  ).toEqual(["deaths", { p: "payments" }]);
});

test("names are free and names", () => {
  expect(freeName(draft, "filter deaths")).toBe("filter_deaths_2");
  expect(freeName(draft, "1 ?")).toBe("step");
});

test("pairs and names are read in all the ways a file may write them", () => {
  expect(readPairs("person")).toEqual([["person", "person"]]);
  expect(readPairs(["person", { a: "b" }])).toEqual([
    ["person", "person"],
    ["a", "b"],
  ]);
  expect(writePairs([["person", "person"]])).toBe("person");
  expect(
    writePairs([
      ["person", "person"],
      ["month", "month"],
    ]),
  ).toEqual(["person", "month"]);
  expect(
    writePairs([
      ["a", "b"],
      ["c", "c"],
    ]),
  ).toEqual({ a: "b", c: "c" });
  expect(writePairs([["a", ""]])).toBeNull();
  expect(readNames("a")).toEqual(["a"]);
});
