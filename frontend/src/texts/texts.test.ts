import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { en } from "./en";
import { zh } from "./zh";

const HAN = /\p{Script=Han}/u;
const source = join(import.meta.dirname, "..");
const code = readdirSync(source, { recursive: true, encoding: "utf-8" })
  .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts") && !name.endsWith(".test.ts"))
  .map((name) => ({ name, text: readFileSync(join(source, name), "utf-8") }));
const asked = code.flatMap(({ text }) =>
  [...text.matchAll(/["'`]([\w.]+)["'`]/g)].map(([, key]) => key ?? ""),
);
const built = code.flatMap(({ text }) =>
  [...text.matchAll(/`([\w.]+\.)\$\{/g)].map(([, start]) => start ?? ""),
);

test("both languages have the same texts in the same order", () => {
  expect(Object.keys(en)).toEqual(Object.keys(zh));
});

test("no text stands in two areas", () => {
  for (const lang of ["zh", "en"]) {
    const folder = join(import.meta.dirname, lang);
    const areas = readdirSync(folder).filter((name) => name.endsWith(".json"));
    const keys = areas.flatMap((name) => Object.keys(JSON.parse(readFileSync(join(folder, name), "utf-8"))));
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(keys)).toEqual(new Set(Object.keys(zh)));
  }
});

test("no text is empty, and both languages fill in the same values", () => {
  const values = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
  for (const key of Object.keys(zh) as (keyof typeof zh)[]) {
    expect(zh[key].trim(), key).not.toBe("");
    expect(values(en[key]), key).toEqual(values(zh[key]));
  }
});

test("the English texts hold no Chinese but the name of the other language", () => {
  const { "menu.language": other, ...rest } = en;
  expect(other).toMatch(HAN);
  expect(Object.entries(rest).filter(([, text]) => HAN.test(text))).toEqual([]);
});

test("no Chinese stands in the code", () => {
  expect(code.filter(({ text }) => HAN.test(text)).map(({ name }) => name)).toEqual([]);
});

test("every text is used", () => {
  const unused = Object.keys(zh).filter(
    (key) => !asked.includes(key) && !built.some((start) => key.startsWith(start)),
  );
  expect(unused).toEqual([]);
});
