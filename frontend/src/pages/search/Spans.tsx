/** A text with what was met in it marked. Places count code points, as the server does, not UTF-16 units. */
import type { Schemas } from "../../client/client";

export function Spans({ excerpt }: { excerpt: Schemas["Excerpt"] }) {
  const signs = Array.from(excerpt.text);
  const cut = (from: number, to?: number) => signs.slice(from, to).join("");
  let at = 0;
  const parts = excerpt.met.map(({ start, end }) => {
    const before = cut(at, start);
    at = end;
    return (
      <span key={start}>
        {before}
        <mark>{cut(start, end)}</mark>
      </span>
    );
  });
  return (
    <>
      {parts}
      {cut(at)}
    </>
  );
}
