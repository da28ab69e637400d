/** The facts of a calculation as the library reads them (`mingjian sentencing parameters schema facts`). */
import type { Schemas } from "../../client/client";

export interface Source {
  start: number;
  end: number;
  text: string;
  sure: string;
}

export interface Applied {
  ratio?: string;
  why?: string;
  by?: string;
  confirmed?: boolean;
  source?: Source;
}

export interface Increment {
  what: string;
  months?: number | [number, number];
  step?: string;
  over?: number;
}

export interface Crime {
  charge: string;
  situation?: string;
  amount?: number;
  start?: number;
  increments?: Increment[];
  circumstances?: Record<string, Applied>;
  minor_offence?: boolean;
  gains?: number;
  drugs?: Record<string, number>;
  surveillance?: number;
}

/** A sentence not yet served out; `crime`: the one judged now was done before it (missed) or since (new). */
export interface Former {
  crime: "missed" | "new";
  kind?: "fixed" | "detention" | "surveillance" | "life";
  months?: number;
  served?: number;
  sentenced: string;
}

export interface Facts {
  case?: string;
  act: string;
  convicted: string;
  province?: string;
  person?: { born?: string; pregnant?: boolean; ringleader?: boolean };
  crimes: Crime[];
  former?: Former;
  together?: number;
}

/** Something that was read in a text and denied, with the reason. */
export type Denied = Schemas["Denial"];

/** Without what is not stated: an empty field is no statement. */
export function stated(facts: Facts): string {
  return JSON.stringify(facts, (_, value) => (value === "" || value === null ? undefined : value));
}

/** What is wrong at a place of the facts, or below it. */
export function under(problems: Schemas["FactProblem"][], place: string): Schemas["FactProblem"][] {
  return problems.filter((one) => one.place === place || one.place.startsWith(`${place}.`));
}
