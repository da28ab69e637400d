import { expect, test } from "vitest";
import type { OptionForm } from "./parts";
import { fresh, isSided, sided, whichRecord, writeMapping, writeWords } from "./shapes";

const form = (kind: string, more: Partial<OptionForm> = {}): OptionForm => ({
  name: "",
  kind,
  required: true,
  default: null,
  choices: [],
  zh: "",
  en: "",
  parts: [],
  ...more,
});
const rule = form("record", {
  parts: [
    form("text", { name: "id" }),
    form("expression", { name: "when", required: false }),
    form("expression", { name: "expect" }),
  ],
});

test("a new thing has what it must have and nothing else", () => {
  expect(fresh(rule, 3)).toEqual({ id: "rule_3", expect: "true" });
  expect(fresh(form("list", { parts: [rule] }))).toEqual([{ id: "rule_1", expect: "true" }]);
  expect(fresh(form("map", { parts: [form("record")] }))).toEqual({ new: {} });
  expect(fresh(form("choice", { choices: ["in", "out"] }))).toBe("in");
  expect(fresh(form("fields", { choices: ["start", "end"] }))).toEqual({ start: "null", end: "null" });
  expect(fresh(form("sides", { parts: [form("span")] }))).toEqual(["null", "null"]);
});

test("one for all inputs is told from one for each", () => {
  expect(isSided(undefined, 1)).toBe(false);
  expect(isSided(undefined, 2)).toBe(true);
  expect(isSided(["lon", "lat"], 2)).toBe(false);
  expect(isSided("address", 2)).toBe(false);
  expect(isSided({ one: ["lon", "lat"] }, 1)).toBe(true);
  expect(sided(["a", "b"], ["one", "other"])).toEqual({ one: ["a", "b"], other: ["a", "b"] });
});

test("of several records the one is taken whose keys a value has", () => {
  const between = form("record", { parts: [form("text", { name: "from" }), form("text", { name: "to" })] });
  const shared = form("record", {
    parts: [form("text", { name: "of" }), form("columns", { name: "shared" })],
  });
  expect(whichRecord([between, shared], { of: "uscc" })).toBe(1);
  expect(whichRecord([between, shared], { from: "payer", to: "payee" })).toBe(0);
  expect(whichRecord([between, shared], undefined)).toBe(0);
});

test("words and pairs are written as short as the file may have them", () => {
  expect(writeWords([])).toBeNull();
  expect(writeWords(["a"])).toBe("a");
  expect(writeWords(["a", "b"])).toEqual(["a", "b"]);
  expect(writeMapping([["name", "name"]])).toEqual({ name: "name" });
  expect(writeMapping([["name", ""]])).toBeNull();
});
