/** A page that has nothing but a few words and a way on. */
import type { ReactNode } from "react";

interface Words {
  title: string;
  children?: ReactNode;
  way: ReactNode;
}

export function Notice({ title, children, way }: Words) {
  return (
    <section className="notice">
      <h1>{title}</h1>
      {children && <p className="soft">{children}</p>}
      {way}
    </section>
  );
}
