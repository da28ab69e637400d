/** Addresses of sentencing. */

interface Prefilled {
  case?: number | null;
  clue?: string;
  from?: number;
  charge?: string;
  amount?: string;
}

/** The form: of a case or a clue, from a kept calculation, with charge and amount filled in. */
export function formPlace(given: Prefilled = {}): string {
  const said = Object.entries(given).filter(([, value]) => value);
  const query = new URLSearchParams(said.map(([key, value]): [string, string] => [key, String(value)]));
  return `/sentencing${query.size ? `?${query}` : ""}`;
}

export function comparePlace(one: number, other: number): string {
  return `/sentencing/compare?one=${one}&other=${other}`;
}
