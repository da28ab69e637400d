/** A score sheet on its way: kept in the browser until the desk has it. Its number is drawn once, so that the same
 * sheet sent again, after a broken line or from a page that was closed, is the same form. */

export interface Sheet {
  key: string;
  scores: Record<string, number>;
  reasons: Record<string, string>;
  abstained: string;
  /** Whether the judge has sent it and the desk has not answered yet. */
  sent: boolean;
}

type Place = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** Of one judge, contest and work: two judges at one machine never get each other's. */
export function nameOf(username: string, slug: string, work: string): string {
  return `contest-sheet ${username} ${slug} ${work}`;
}

export function empty(key: string = crypto.randomUUID()): Sheet {
  return { key, scores: {}, reasons: {}, abstained: "", sent: false };
}

export function kept(place: Place, name: string): Sheet | null {
  try {
    const found = JSON.parse(place.getItem(name) ?? "null") as Sheet | null;
    return found && typeof found.key === "string" && typeof found.scores === "object" ? found : null;
  } catch {
    return null; // somebody else wrote there
  }
}

/** Whether it could be kept: a full or forbidden store is told to the judge. */
export function keep(place: Place, name: string, sheet: Sheet): boolean {
  try {
    place.setItem(name, JSON.stringify(sheet));
    return true;
  } catch {
    return false;
  }
}

export function drop(place: Place, name: string): void {
  place.removeItem(name);
}

interface Asked {
  id: string;
  weight: number;
  least: number;
  most: number;
}

/** Whether a score stands at an end of its scale, which takes a reason. */
export function atAnEnd(asked: Asked, score: number | undefined): boolean {
  return score !== undefined && (score === asked.least || score === asked.most);
}

/** Criteria that lack a score, and those whose reason is too short. */
export function lacking(
  asked: Asked[],
  sheet: Pick<Sheet, "scores" | "reasons">,
  reason: number,
): { scores: string[]; reasons: string[] } {
  const scores = asked.filter((one) => sheet.scores[one.id] === undefined).map((one) => one.id);
  const reasons = asked
    .filter((one) => atAnEnd(one, sheet.scores[one.id]))
    .filter((one) => [...(sheet.reasons[one.id] ?? "").trim()].length < reason)
    .map((one) => one.id);
  return { scores, reasons };
}

/** Points of 100, as the desk counts them; null while a score lacks. */
export function total(asked: Asked[], sheet: Pick<Sheet, "scores">): number | null {
  let sum = 0;
  for (const one of asked) {
    const score = sheet.scores[one.id];
    if (score === undefined) return null;
    sum += (one.weight * (score - one.least)) / (one.most - one.least);
  }
  return sum;
}
