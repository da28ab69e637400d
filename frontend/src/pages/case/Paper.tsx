/** A letter as its Word file reads, line by line. The text is Chinese in both languages: the Chinese text is the letter. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Alert, Skeleton } from "antd";
import { type CSSProperties, useEffect, useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";

export type Fields = Schemas["LetterFields"];
type Block = Schemas["SheetBlock"];
const SCALE = 0.8;
const WAIT = 500;

/** `typed`: words that are not kept yet; the sheet follows them half a second later. */
export function Paper({ letter, typed }: { letter: Schemas["LetterInfo"]; typed?: Partial<Fields> }) {
  const { t, say } = useTexts();
  const wanted = useSettled(typed ? JSON.stringify(typed) : "");
  const path = { number: letter.id };
  const sheet = useQuery({
    queryKey: ["sheet", letter.id, letter.version, wanted],
    queryFn: () =>
      wanted
        ? got(
            api.POST("/api/letters/{number}/sheet", {
              params: { path },
              body: { fields: JSON.parse(wanted) as Record<string, unknown> },
            }),
          )
        : got(api.GET("/api/letters/{number}/sheet", { params: { path } })),
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (sheet.isError && !sheet.data) return <Alert type="error" showIcon title={t("error.title")} />;
  if (!sheet.data) return <Skeleton active paragraph={{ rows: 12 }} />;
  const open = letter.signed_on ? [] : missing({ ...letter.fields, ...typed });
  return (
    <div className="stack tight">
      {open.length > 0 && (
        <div className="row tight">
          {open.map((key) => (
            <Mark key={key} tone="red">
              {t("letter.missing", { what: t(key) })}
            </Mark>
          ))}
        </div>
      )}
      {sheet.data.template && <span className="soft">{say(sheet.data.template)}</span>}
      {sheet.data.left_out.map((one) => (
        <Mark key={one} tone="amber">
          {t(`letter.left_out.${one}`)}
        </Mark>
      ))}
      <article className="paper sheet" lang="zh-CN">
        <Blocks of={sheet.data.blocks} />
      </article>
    </div>
  );
}

function missing(fields: Fields) {
  const open: ("letter.to" | "letter.asks" | "letter.facts")[] = [];
  if (!fields.to) open.push("letter.to");
  if (!fields.facts) open.push("letter.facts");
  if (fields.asks.length === 0) open.push("letter.asks");
  return open;
}

function Blocks({ of }: { of: Block[] }) {
  return of.map((one, number) =>
    one.rows.length ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name and never move
      <table key={number}>
        <tbody>
          {one.rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            <tr key={row}>
              {cells.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={column}>
                  <Blocks of={cell.blocks} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above
      <p key={number} style={shape(one)}>
        {one.pieces.map((piece, place) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: as above
            key={place}
            className={`face-${piece.face}`}
            style={{
              fontSize: `${piece.size * SCALE}pt`,
              color: piece.color,
              fontWeight: piece.bold ? 700 : undefined,
            }}
          >
            {piece.text}
          </span>
        ))}
      </p>
    ),
  );
}

function shape(one: Block): CSSProperties {
  const points = (length: number) => `${length * SCALE}pt`;
  return {
    textAlign: one.align,
    textIndent: points(one.first),
    marginLeft: points(one.left),
    marginRight: points(one.right),
    marginTop: points(one.before),
    paddingBottom: points(Math.max(one.after, one.rule ? 4 : 0)),
    borderBottom: one.rule ? `2px solid ${one.rule}` : undefined,
  };
}

/** A text once it has not changed for a while. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), WAIT);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
