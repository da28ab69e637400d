/** j and k through the rows, Enter opens, x chooses, / goes to the search, ? tells all this. */
import { useEffect, useState } from "react";

/** Whether a key belongs to what has the focus (a field, a dialog), not to the page. */
export function taken(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  const field =
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && (target as HTMLInputElement).type !== "checkbox";
  const opens = event.key === "Enter" && /^(BUTTON|A)$/.test(target.tagName);
  const dialog = document.querySelector("[role=dialog]") !== null;
  return (
    field || opens || dialog || target.isContentEditable || event.ctrlKey || event.metaKey || event.altKey
  );
}

interface Keys<Row> {
  rows: Row[];
  open: (row: Row) => void;
  toggle: (row: Row) => void;
  help: () => void;
}

export function useKeys<Row>({ rows, open, toggle, help }: Keys<Row>): number {
  const [at, setAt] = useState(-1);
  useEffect(() => {
    const move = (to: number) => {
      const next = Math.max(0, Math.min(to, rows.length - 1));
      setAt(next);
      document.querySelectorAll(".clue-row")[next]?.scrollIntoView({ block: "nearest" });
    };
    const pressed = (event: KeyboardEvent) => {
      if (taken(event)) return;
      const row = rows[at];
      if (event.key === "j") move(at + 1);
      else if (event.key === "k") move(at - 1);
      else if (event.key === "Enter" && row) open(row);
      else if (event.key === "x" && row) toggle(row);
      else if (event.key === "/") document.getElementById("search")?.focus();
      else if (event.key === "?") help();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [rows, at, open, toggle, help]);
  return at;
}
