/** A text against the one before: what came and what went is marked, and said in words to whoever hears the page. */
import type { Schemas } from "../../client/client";

export function Parts({ parts }: { parts: Schemas["TextPart"][] }) {
  return (
    <p>
      {parts.map((part, at) => {
        const key = `${at} ${part.kind}`;
        if (part.kind === "added") return <ins key={key}>{part.text}</ins>;
        if (part.kind === "removed") return <del key={key}>{part.text}</del>;
        return <span key={key}>{part.text}</span>;
      })}
    </p>
  );
}
