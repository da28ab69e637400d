/** What a new thing of a form begins as, and how a value of a form stands in the file. */
import { freeKey, type OptionForm } from "./parts";

/** What is added when somebody asks for one more; what must be set is there, the rest is not. */
export function fresh(form: OptionForm, n = 1): unknown {
  const inner = form.parts[0];
  switch (form.kind) {
    case "record":
      return Object.fromEntries(
        form.parts.filter((part) => part.required).map((part) => [part.name, fresh(part, n)]),
      );
    case "fields":
      return Object.fromEntries(form.choices.map((word) => [word, "null"]));
    case "expression":
      return "true";
    case "span":
      return ["null", "null"];
    case "choice":
      return form.choices[0] ?? "";
    case "list":
      return inner ? [fresh(inner, n)] : [];
    case "map":
      return inner ? { [freeKey("new", [])]: fresh(inner, n) } : {};
    case "text":
      return form.name === "id" ? `rule_${n}` : "";
    case "sides":
    case "or":
      return inner ? fresh(inner, n) : null;
    default:
      return "";
  }
}

/** Whether a value that may be one for all inputs, or one for each, is one for each. */
export function isSided(value: unknown, inputs: number): boolean {
  return value === undefined || value === null
    ? inputs > 1
    : typeof value === "object" && !Array.isArray(value);
}

/** One for each input of what was one for all. */
export function sided(value: unknown, aliases: string[]): Record<string, unknown> {
  return Object.fromEntries(aliases.map((alias) => [alias, value]));
}

/** Which of several records a value is: the first that has all its keys. */
export function whichRecord(forms: OptionForm[], value: unknown): number {
  const keys = value && typeof value === "object" ? Object.keys(value) : [];
  return Math.max(
    0,
    forms.findIndex(
      ({ parts }) => keys.length > 0 && keys.every((key) => parts.some((one) => one.name === key)),
    ),
  );
}

/** Words as the file may write them: one by itself, several as a list. */
export function writeWords(words: string[]): unknown {
  return words.length === 0 ? null : words.length === 1 ? words[0] : words;
}

/** Pairs that are always written as a mapping. */
export function writeMapping(pairs: [string, string][]): unknown {
  const whole = pairs.filter(([left, right]) => left && right);
  return whole.length === 0 ? null : Object.fromEntries(whole);
}
