/** A letter as it will read, like a sheet of paper. It is in Chinese in both languages: the Chinese text is the letter. */
import type { Schemas } from "../../client/client";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";

export type Fields = Schemas["LetterFields"];

export function Paper({ fields }: { fields: Fields }) {
  const { t } = useTexts();
  return (
    <article className="paper" lang="zh-CN">
      <h2>
        {fields.office}
        <br />
        {fields.heading}
      </h2>
      {fields.number && <p className="flush right">{fields.number}</p>}
      <p className="flush">{fields.to ? `${fields.to}\uff1a` : <Blank of={t("letter.to")} />}</p>
      <Lines of={fields.opening} />
      <Lines of={fields.facts} />
      <Lines of={fields.analysis} />
      {fields.basis.map((one) => (
        <p key={one.text}>
          {one.text} {!one.verified && <Mark tone="amber">{t("clue.unverified")}</Mark>}
        </p>
      ))}
      <Lines of={fields.closing} />
      {fields.asks.length === 0 && (
        <p>
          <Blank of={t("letter.asks")} />
        </p>
      )}
      {fields.asks.map((one) => (
        <p key={one}>{one}</p>
      ))}
      <Lines of={fields.reply} />
      <p className="flush right">
        {fields.office}
        <br />
        {fields.signed_on ?? t("letter.draft")}
      </p>
    </article>
  );
}

function Lines({ of }: { of: string }) {
  return of
    .split("\n")
    .filter((one) => one.trim())
    .map((one) => <p key={one}>{one}</p>);
}

/** What is still to be written. */
function Blank({ of }: { of: string }) {
  return <span className="blank">{`[${of}]`}</span>;
}
