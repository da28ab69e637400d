/** The words at places of a text, each once; long ones are cut. Places count code points, as the server does. */
import type { Schemas } from "../../client/client";

const MOST = 24;

export function wordsAt(said: string, places: Schemas["Place"][]): string[] {
  const signs = Array.from(said);
  const found = places.map((one) => signs.slice(one.start, one.end).join("").replace(/\s+/g, ""));
  return [...new Set(found)].map((word) =>
    word.length <= MOST ? word : `${word.slice(0, MOST / 2)}…${word.slice(-MOST / 2)}`,
  );
}
