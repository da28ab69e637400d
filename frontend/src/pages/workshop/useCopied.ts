/** The step that was copied last, on this machine: it can be put into any draft, also in another window. */
import { useCallback, useEffect, useState } from "react";

export interface Copied {
  draft: number;
  step: string;
}

const KEY = "mingjian.workshop.copied";

export function useCopied(): [Copied | null, (one: Copied) => void] {
  const [copied, setCopied] = useState<Copied | null>(read);
  useEffect(() => {
    const changed = (event: StorageEvent) => event.key === KEY && setCopied(read());
    window.addEventListener("storage", changed);
    return () => window.removeEventListener("storage", changed);
  }, []);
  const copy = useCallback((one: Copied) => {
    localStorage.setItem(KEY, JSON.stringify(one));
    setCopied(one);
  }, []);
  return [copied, copy];
}

function read(): Copied | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? "null");
    if (!found || typeof found !== "object") return null;
    const { draft, step } = found as Partial<Copied>;
    return typeof draft === "number" && typeof step === "string" ? { draft, step } : null;
  } catch {
    return null;
  }
}
