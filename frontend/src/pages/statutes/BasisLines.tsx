/** The legal basis of a model, each article with the way to its text of the right day. */
import { Link } from "react-router";
import type { Schemas } from "../../client/client";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { articlePlace } from "./places";

export function BasisLines({ basis }: { basis: Schemas["BasisInfo"][] }) {
  const { t, say } = useTexts();
  return basis.map((one) => (
    <div key={one.zh}>
      {one.law ? <Link to={articlePlace(one.law, one.article ?? "", one.on)}>{say(one)}</Link> : say(one)}{" "}
      {!one.verified && <Mark tone="amber">{t("clue.unverified")}</Mark>}
    </div>
  ));
}
