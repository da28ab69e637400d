import { expect, test } from "vitest";
import { pieces } from "./pieces";

const mark = (start: number, end: number, zh: string) => ({
  start,
  end,
  zh,
  en: zh,
  collided: false,
  sure: 1,
});

test("marks may lie inside one another, and nothing of the text is lost", () => {
  const text = "有期徒刑五年零五个月，并处罚金";
  const outer = mark(0, 10, "主刑");
  const inner = mark(4, 10, "刑期");
  const made = pieces(text, [outer, inner]);
  expect(made.map((one) => one.text).join("")).toBe(text);
  expect(made.map((one) => [one.text, one.marks.map(({ zh }) => zh)])).toEqual([
    ["有期徒刑", ["主刑"]],
    ["五年零五个月", ["主刑", "刑期"]],
    ["，并处罚金", []],
  ]);
});

test("characters outside the basic plane count as one, as they do on the server", () => {
  const text = "𠮷某某犯盗窃罪";
  expect(pieces(text, [mark(4, 7, "罪名")]).find((one) => one.marks.length)?.text).toBe("盗窃罪");
});

test("a text without marks is one piece", () => {
  expect(pieces("无", [])).toEqual([{ start: 0, text: "无", marks: [] }]);
});
