/** The page of whatever a deadline is about. */
const PLACES: Record<string, string> = {
  clue: "/clues",
  case: "/cases",
  request: "/supply/requests",
  agreement: "/supply/agreements",
  dataset: "/data",
  question: "/answers",
};

export function placeOf(about: string, id: string): string {
  return `${PLACES[about] ?? ""}/${id}`;
}
