/** j and k through the rows, Enter opens, x chooses, / goes to the search. */
import { useEffect, useState } from "react";

export function useKeys<Row>(rows: Row[], open: (row: Row) => void, toggle: (row: Row) => void): number {
  const [at, setAt] = useState(-1);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (/^(INPUT|TEXTAREA|SELECT|BUTTON|A)$/.test(target.tagName) || target.isContentEditable) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const row = rows[at];
      if (event.key === "j") setAt(Math.min(at + 1, rows.length - 1));
      else if (event.key === "k") setAt(Math.max(at - 1, 0));
      else if (event.key === "Enter" && row) open(row);
      else if (event.key === "x" && row) toggle(row);
      else if (event.key === "/") document.getElementById("search")?.focus();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [rows, at, open, toggle]);
  return at;
}
