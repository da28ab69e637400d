/** The citations of an answer, each with what the statutes say of it. */
import { Link } from "react-router";
import type { Schemas } from "../../client/client";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { articlePlace } from "../statutes/places";

interface Props {
  items: Schemas["AnswerCitation"][];
  on: string;
}

export function Citations({ items, on }: Props) {
  const { t, say } = useTexts();
  if (!items.length) return <p className="soft">{t("answers.citations.none")}</p>;
  const seen = new Map(items.map((one) => [`${one.cites}:${one.severity}`, one]));
  return (
    <div>
      <p className="soft">{t("answers.citations.on", { day: on })}</p>
      <ul className="reasons">
        {[...seen].map(([key, one]) => (
          <li key={key}>
            <Mark tone={one.blocks ? "red" : one.severity === "ok" ? "green" : "amber"}>
              {t(
                one.blocks ? "answers.blocks" : one.severity === "ok" ? "answers.resolved" : "answers.doubt",
              )}
            </Mark>{" "}
            {one.article && !one.blocks ? (
              <Link to={articlePlace(one.law, one.article, "")}>{one.cites}</Link>
            ) : (
              <b>{one.cites}</b>
            )}{" "}
            {one.severity !== "ok" && <span className="soft">{say(one.said)}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
