/** The list one came from, so that a clue page knows its neighbours. */
const KEY = "clues.trail";

export function remember(ids: string[]): void {
  sessionStorage.setItem(KEY, JSON.stringify(ids));
}

export function neighbours(id: string): { before?: string; after?: string } {
  let ids: string[] = [];
  try {
    ids = JSON.parse(sessionStorage.getItem(KEY) ?? "[]") as string[];
  } catch {
    return {};
  }
  const at = ids.indexOf(id);
  const found: { before?: string; after?: string } = {};
  if (at > 0) found.before = ids[at - 1];
  if (at >= 0 && at < ids.length - 1) found.after = ids[at + 1];
  return found;
}
