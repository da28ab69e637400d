/** A text cut at the ends of its marks, so that marks may lie inside and across one another. */
import type { Schemas } from "../../client/client";

type Mark = Schemas["MarkInfo"];

export interface Piece {
  start: number;
  text: string;
  marks: Mark[];
}

/** Positions count characters as the server does (code points), not the halves JavaScript stores some of them in. */
export function pieces(text: string, marks: Mark[]): Piece[] {
  const signs = Array.from(text);
  const cuts = new Set([0, signs.length]);
  const places = marks.filter((mark) => !isSection(mark, marks));
  for (const { start, end } of marks)
    cuts.add(Math.min(start, signs.length)).add(Math.min(end, signs.length));
  const sorted = [...cuts].sort((a, b) => a - b);
  return sorted.slice(0, -1).map((start, number) => {
    const end = sorted[number + 1] ?? signs.length;
    return {
      start,
      text: signs.slice(start, end).join(""),
      marks: places.filter((mark) => mark.start <= start && mark.end >= end),
    };
  });
}

/** Whether a mark goes around several others, as the operative part does: it says nothing about one place in it. */
function isSection(mark: Mark, marks: Mark[]): boolean {
  const inside = marks.filter((one) => one !== mark && one.start >= mark.start && one.end <= mark.end);
  return inside.length >= MANY;
}

const MANY = 3;
