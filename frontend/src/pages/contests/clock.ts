/** The server's clock: deadlines are by it, never by that of the reader's machine. */
import { useEffect, useState } from "react";

const MINUTE = 60_000;

/** By how much the server's clock, as it told it with its answer, is ahead of ours. */
export function ahead(told: string): number {
  return Date.parse(told) - Date.now();
}

/** The server's time, moving on. */
export function useServerTime(offset: number): number {
  const [at, setAt] = useState(() => Date.now() + offset);
  useEffect(() => {
    setAt(Date.now() + offset);
    const timer = setInterval(() => setAt(Date.now() + offset), 1000);
    return () => clearInterval(timer);
  }, [offset]);
  return at;
}

export interface Left {
  days: number;
  hours: number;
  minutes: number;
}

/** What is left until an instant, whole minutes rounded up so that it never says 0 while there is time. */
export function left(until: string, at: number): Left | null {
  const rest = Date.parse(until) - at;
  if (!(rest > 0)) return null;
  const minutes = Math.ceil(rest / MINUTE);
  return {
    days: Math.floor(minutes / 1440),
    hours: Math.floor((minutes % 1440) / 60),
    minutes: minutes % 60,
  };
}

/** An instant as the clock on the wall of a zone shows it, `2027-03-10 18:00`. */
export function onTheWall(instant: string, zone: string): string {
  const form = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  return form.format(new Date(instant));
}
