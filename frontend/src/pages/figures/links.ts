/** The part of the tree figures are of, kept in the address, and the lists that make up a number. */
import { useSearchParams } from "react-router";

export interface Part {
  office?: string;
  below?: string;
  line?: string;
  model?: string;
  first?: string;
  last?: string;
}
const NAMES = ["office", "below", "line", "model", "first", "last"] as const;

export function usePart() {
  const [params, setParams] = useSearchParams();
  const part: Part = {};
  for (const name of NAMES) {
    const value = params.get(name);
    if (value) part[name] = value;
  }
  const change = (changes: Part) => setParams(search({ ...part, ...changes }));
  return { part, change };
}

function search(part: Record<string, string | undefined>): URLSearchParams {
  const found = new URLSearchParams();
  for (const [name, value] of Object.entries(part)) if (value) found.set(name, value);
  return found;
}

export const toFigures = (part: Part) => `/figures?${search({ ...part })}`;
export const toClues = (part: Part, more: Record<string, string> = {}) =>
  `/clues?${search({ ...part, ...more })}`;
export const toCases = (part: Part, more: Record<string, string> = {}) =>
  `/cases?${search({ ...part, ...more })}`;
