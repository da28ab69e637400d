/** A value once it has stayed the same for a while: what is asked of the server while somebody types. */
import { useEffect, useState } from "react";

export function useSlow<T>(value: T, wait = 600): T {
  const [slow, setSlow] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSlow(value), wait);
    return () => window.clearTimeout(timer);
  }, [value, wait]);
  return slow;
}
