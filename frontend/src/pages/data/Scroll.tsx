/** What is wider than the window, scrolled by mouse and keys. */
import type { ReactNode } from "react";

export function Scroll({ label, width, children }: { label: string; width: number; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys
    <section className="scrolled" tabIndex={0} aria-label={label}>
      <div style={{ minWidth: width }}>{children}</div>
    </section>
  );
}
