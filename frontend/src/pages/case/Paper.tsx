/** A letter as it will read, like a sheet of paper. It is in Chinese in both languages: the Chinese text is the letter. */
import { Tag } from "antd";
import type { Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";

export type Fields = Schemas["LetterFields"];

export function Paper({ fields }: { fields: Fields }) {
  const { t } = useTexts();
  const lines = (text: string) =>
    text
      .split("\n")
      .filter((one) => one.trim())
      .map((one) => <p key={one}>{one}</p>);
  return (
    <article className="paper" lang="zh-CN">
      <h3>{`${fields.office} ${fields.heading}`}</h3>
      {fields.number && <p className="flush">{fields.number}</p>}
      <p className="flush">{`${fields.to}\uff1a`}</p>
      {lines(fields.opening)}
      {lines(fields.facts)}
      {lines(fields.analysis)}
      {fields.basis.map((one) => (
        <p key={one.text}>
          {one.text} {!one.verified && <Tag color="orange">{t("clue.unverified")}</Tag>}
        </p>
      ))}
      {lines(fields.closing)}
      {fields.asks.map((one) => (
        <p key={one}>{one}</p>
      ))}
      {lines(fields.reply)}
      {fields.signed_on && <p className="flush">{fields.signed_on}</p>}
    </article>
  );
}
