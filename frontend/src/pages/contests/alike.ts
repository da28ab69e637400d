/** A case of likeness as the desk tells it: its witnesses, and what people said of it, in words. */
import type { Schemas } from "../../client/client";
import type { Key } from "../../texts/texts";

export type Case = Schemas["LikenessInfo"];

export interface Witness {
  value: number;
  passes: boolean;
  of_one: number;
  of_other: number;
}

/** Kinds of likeness that pass their border, and the others beside them. */
export function witnessesOf(one: Case): [string, Witness][] {
  return Object.entries(one.witnesses as Record<string, Witness>);
}

/** What was said, in words: `copied C003` names the work that fails. */
export function wordOf(word: string, t: (key: Key, values?: Record<string, string>) => string): string {
  const [said, work = ""] = word.split(" ");
  return said === "copied"
    ? t("contests.likeness.word.copied", { work })
    : t(`contests.likeness.word.${said}` as Key);
}
