/** What a run of a work on a province gave, as the desk keeps it (`contest/outcome.py`). */
import type { Schemas } from "../../client/client";

export interface Figures {
  ending: string;
  zh?: string;
  en?: string;
  clues?: number;
  undetermined?: number;
  found?: { findable: number; found: number; traps: number; trap_hits: number } | null;
  recall?: number | null;
  precision?: number | null;
  cpu?: number;
  peak?: number;
  fall?: { recall: number | null; precision: number | null } | null;
}

export type Run = Schemas["RunFigures"];

export function figuresOf(run: Run | undefined): Figures | null {
  const found = run?.figures as Figures | null | undefined;
  return found && typeof found.ending === "string" ? found : null;
}

export function percent(share: number | null | undefined): string {
  return share === null || share === undefined ? "—" : `${(100 * share).toFixed(1)}%`;
}

const MEGABYTE = 1_048_576;

export function megabytes(bytes: number | undefined): string {
  return bytes ? `${Math.round(bytes / MEGABYTE)} MB` : "—";
}
