/** The articles something rests on, each with the days of its text, and marked where nobody compared it. */
import { Link } from "react-router";
import type { Schemas } from "../../client/client";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";

type Cited = Schemas["CitedArticle"];

export function Sources({ sources }: { sources: Cited[] }) {
  const { t } = useTexts();
  return (
    <>
      {sources.map((one, at) => (
        <span key={one.ref}>
          {at > 0 && t("semicolon")}
          <Link to={`/search?${new URLSearchParams({ q: `${one.law}${one.article}` })}`} title={days(one, t)}>
            《{one.law}》{one.article}
          </Link>
          {!one.verified && (
            <>
              {" "}
              <Mark tone="amber">
                <span title={one.why}>{t("evidence.unverified")}</span>
              </Mark>
            </>
          )}
        </span>
      ))}
    </>
  );
}

/** From which day to which the cited text is in force. */
function days(one: Cited, t: ReturnType<typeof useTexts>["t"]): string {
  const from = t("statutes.from", { day: one.start });
  return `${from} ${one.end ? t("statutes.to", { day: one.end }) : t("statutes.still")}`;
}
