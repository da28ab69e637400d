/** What changed in the articles an answer cites, word by word. */
import { Card } from "antd";
import type { Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";

export function Changes({ changes }: { changes: Schemas["ArticleChange"][] }) {
  const { t, say } = useTexts();
  return (
    <Card size="small" title={t("answers.changes")}>
      {changes.map((one) => (
        <div key={one.cites}>
          <b>{one.cites}</b> <span className="soft">{say(one.said)}</span>
          <p style={{ whiteSpace: "pre-line", lineHeight: 1.9 }}>
            {one.parts.map((part, at) => {
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, in their order
              if (part.kind === "added") return <ins key={at}>{part.text}</ins>;
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, in their order
              if (part.kind === "removed") return <del key={at}>{part.text}</del>;
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, in their order
              return <span key={at}>{part.text}</span>;
            })}
          </p>
        </div>
      ))}
    </Card>
  );
}
