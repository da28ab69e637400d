/** Boxes that somebody moved: where they stand is kept in his browser, by draft and name, and never in the model's file. */
import { useState } from "react";

export interface Spot {
  x: number;
  y: number;
}
export type Spots = Record<string, Spot>;
type Place = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const keyOf = (draft: number) => `mingjian.workshop.moved.${draft}`;

/** What was kept of a draft; nothing where somebody else wrote there. */
export function keptSpots(place: Place, draft: number): Spots {
  try {
    const found: unknown = JSON.parse(place.getItem(keyOf(draft)) ?? "{}");
    if (!found || typeof found !== "object") return {};
    const whole = Object.entries(found as Record<string, Partial<Spot> | null>).filter(
      ([, spot]) => Number.isFinite(spot?.x) && Number.isFinite(spot?.y),
    );
    return Object.fromEntries(whole) as Spots;
  } catch {
    return {};
  }
}

/** A full or forbidden store keeps nothing: the boxes stay where they are while the page is open. */
export function keepSpots(place: Place, draft: number, spots: Spots): void {
  try {
    if (Object.keys(spots).length) place.setItem(keyOf(draft), JSON.stringify(spots));
    else place.removeItem(keyOf(draft));
  } catch {
    // places are no part of the work
  }
}

/** The moved boxes of a draft, and how to keep others. */
export function useMoved(draft: number): [Spots, (spots: Spots) => void] {
  const [held, setHeld] = useState<{ draft: number; spots: Spots }>();
  const spots = held?.draft === draft ? held.spots : keptSpots(localStorage, draft);
  const keep = (next: Spots) => {
    keepSpots(localStorage, draft, next);
    setHeld({ draft, spots: next });
  };
  return [spots, keep];
}
