/** A value once it has stood still for a moment: not every key that is pressed is a question. */
import { useEffect, useState } from "react";

export function useLate<V>(value: V, milliseconds = 350): V {
  const [late, setLate] = useState(value);
  useEffect(() => {
    const waiting = setTimeout(() => setLate(value), milliseconds);
    return () => clearTimeout(waiting);
  }, [value, milliseconds]);
  return late;
}
