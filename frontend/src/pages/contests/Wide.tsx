/** A table that may be wider than the window: it scrolls by itself, by keys too. */
import type { ReactNode } from "react";

export function Wide({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
    <section className="scroll" tabIndex={0} aria-label={label}>
      {children}
    </section>
  );
}
