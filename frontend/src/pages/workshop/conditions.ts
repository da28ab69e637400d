/** Conditions as rows of column, comparison and value: read from an expression where that can be told, and written. */

export const COMPARISONS = ["=", "!=", "<", "<=", ">", ">=", "is null", "is not null"] as const;
export type Comparison = (typeof COMPARISONS)[number];

export interface Condition {
  column: string;
  how: Comparison;
  value: string;
}

const NAME = "[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)?";
const COMPARED = new RegExp(`^(${NAME}) (=|!=|<=|>=|<|>) (.+)$`);
const NULL = new RegExp(`^(${NAME}) (is null|is not null)$`);
/** Words that join or nest conditions: what has them is shown as text and left alone. */
const MORE = /(^|[\s(])(or|and|not|case|when|between|in|is)([\s)]|$)/i;

/** The rows of an expression; null where they would not say exactly the same. */
export function readConditions(text: string): Condition[] | null {
  if (text.trim() === "") return [];
  const rows = text.split(" and ").map(readOne);
  if (rows.some((one) => one === null)) return null;
  const found = rows as Condition[];
  return writeConditions(found) === text ? found : null;
}

export function writeConditions(rows: Condition[]): string {
  return rows
    .map(({ column, how, value }) =>
      how.startsWith("is") ? `${column} ${how}` : `${column} ${how} ${value}`,
    )
    .join(" and ");
}

/** Whether every row says something whole. */
export function complete(rows: Condition[]): boolean {
  return rows.every(
    ({ column, how, value }) => column !== "" && (how.startsWith("is") || value.trim() !== ""),
  );
}

/** What somebody types is a text, unless it is a number, a name that is known, or an expression. */
export function spelled(value: string, names: readonly string[], textual: boolean): string {
  const given = value.trim();
  if (!textual || given === "" || names.includes(given) || /^'.*'$|^\d+(\.\d+)?$|[()+*/]/.test(given)) {
    return textual && /^\d+(\.\d+)?$/.test(given) ? `'${given}'` : given;
  }
  return `'${given.replaceAll("'", "''")}'`;
}

function readOne(text: string): Condition | null {
  const nothing = NULL.exec(text);
  if (nothing) return { column: nothing[1] ?? "", how: nothing[2] as Comparison, value: "" };
  const found = COMPARED.exec(text);
  const value = found?.[3] ?? "";
  const quotes = (value.match(/'/g) ?? []).length;
  const open = (value.match(/\(/g) ?? []).length - (value.match(/\)/g) ?? []).length;
  if (!found || quotes % 2 || open || MORE.test(value.replace(/'[^']*'/g, "''"))) return null;
  return { column: found[1] ?? "", how: found[2] as Comparison, value };
}
