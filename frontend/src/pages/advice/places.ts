/** Addresses of advice on charges. */
export function advicePlace(about: { case?: number; clue?: string } = {}): string {
  const said = Object.entries(about).filter(([, value]) => value);
  const query = new URLSearchParams(said.map(([key, value]): [string, string] => [key, String(value)]));
  return `/advice${query.size ? `?${query}` : ""}`;
}
