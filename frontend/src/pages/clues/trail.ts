/** The list one came from, so that a clue page knows its neighbours and the way back. */
const KEY = "clues.trail";
type Trail = { ids: string[]; search: string };

function read(): Trail {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "") as Trail;
  } catch {
    return { ids: [], search: "" };
  }
}

export function remember(ids: string[], search: string): void {
  sessionStorage.setItem(KEY, JSON.stringify({ ids, search } satisfies Trail));
}

export function listAddress(): string {
  const { search } = read();
  return search ? `/clues?${search}` : "/clues";
}

export function neighbours(id: string): { before?: string; after?: string } {
  const { ids } = read();
  const at = ids.indexOf(id);
  const found: { before?: string; after?: string } = {};
  if (at > 0) found.before = ids[at - 1];
  if (at >= 0 && at < ids.length - 1) found.after = ids[at + 1];
  return found;
}
