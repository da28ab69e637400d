import { expect, test } from "vitest";
import { complete, readConditions, spelled, writeConditions } from "./conditions";

test("what rows can say is read into rows and written back the same", () => {
  for (const text of [
    "",
    "months > 1",
    "payment_kind = 'monthly' and amount >= 100.5",
    "paid.month > month(dead.died_on) + grace",
    "cancelled_on is null and kind != 'declared'",
    "name = 'O''Brien'",
  ]) {
    const rows = readConditions(text);
    expect(rows, text).not.toBeNull();
    expect(writeConditions(rows ?? [])).toBe(text);
  }
  expect(readConditions("a.b > c and d is not null")).toEqual([
    { column: "a.b", how: ">", value: "c" },
    { column: "d", how: "is not null", value: "" },
  ]);
});

test("everything else stays text", () => {
  for (const text of [
    "payment_kind is null or payment_kind = 'monthly'",
    "case when kind = 'declared' then null else true end",
    "month(a) > b",
    "(a = 1)",
    "a = 'x and y'",
    "a in ('x', 'y')",
    "not a = b",
    "a > b or c",
    "a = (b",
  ])
    expect(readConditions(text), text).toBeNull();
});

test("a row that is not whole is not sent", () => {
  expect(complete([{ column: "a", how: "=", value: " " }])).toBe(false);
  expect(complete([{ column: "", how: "is null", value: "" }])).toBe(false);
  expect(complete([{ column: "a", how: "is null", value: "" }])).toBe(true);
});

test("a text is put into quotes, a name and an expression are not", () => {
  expect(spelled("monthly", ["grace"], true)).toBe("'monthly'");
  expect(spelled("grace", ["grace"], true)).toBe("grace");
  expect(spelled("'x'", [], true)).toBe("'x'");
  expect(spelled("340102", [], true)).toBe("'340102'");
  expect(spelled("5", [], false)).toBe("5");
  expect(spelled("month(died_on) + grace", [], true)).toBe("month(died_on) + grace");
});
