/** A candidate: its score, which elements are told and which are missing, what speaks against it, what decides. */
import { Button, Card } from "antd";
import { Link } from "react-router";
import type { Schemas } from "../../client/client";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { formPlace } from "../sentencing/places";
import { wordsAt } from "./wordsAt";

interface Props {
  one: Schemas["CandidateTold"];
  said: string;
  chosen: boolean;
  choose: () => void;
  about: { case: number | null; clue: string };
  amount: string;
}

export function Candidate({ one, said, chosen, choose, about, amount }: Props) {
  const { t, say } = useTexts();
  return (
    <Card
      title={
        <span>
          {one.charge} <Mark tone="blue">{t("advice.score", { n: one.score.toFixed(2) })}</Mark>
        </span>
      }
      extra={
        <span className="row tight no-print">
          <Button size="small" type={chosen ? "primary" : "default"} aria-pressed={chosen} onClick={choose}>
            {t("advice.mark")}
          </Button>
          {one.sentencing && (
            <Link to={formPlace({ ...about, charge: one.charge, ...(amount ? { amount } : {}) })}>
              {t("advice.sentencing")}
            </Link>
          )}
        </span>
      }
    >
      <ul className="reasons">
        {one.elements.map((each) => (
          <li key={each.role.code}>
            {say(each.role)}{" "}
            {each.places.length ? (
              <span>
                {wordsAt(said, each.places)
                  .map((word) => `“${word}”`)
                  .join(t("comma"))}
              </span>
            ) : (
              <Mark tone="amber">{t("advice.not_told")}</Mark>
            )}
          </li>
        ))}
        {one.adds.length > 0 && (
          <li>
            {t("advice.adds")}{" "}
            {wordsAt(said, one.adds)
              .map((word) => `“${word}”`)
              .join(t("comma"))}
          </li>
        )}
        <li>
          {t("advice.against")}{" "}
          {one.against.length ? (
            <Mark tone="red">{wordsAt(said, one.against).join(t("comma"))}</Mark>
          ) : (
            <span className="soft">{t("advice.against.none")}</span>
          )}
        </li>
      </ul>
      {one.months && (
        <p className="soft">{t("advice.frame", { low: one.months[0] ?? "—", high: one.months[1] ?? "—" })}</p>
      )}
      {one.tiers && <Tiers tiers={one.tiers} />}
      <Deciding one={one} />
    </Card>
  );
}

/** What decides: first beside charges this text tells something of too, the others folded away. */
function Deciding({ one }: { one: Schemas["CandidateTold"] }) {
  const { t } = useTexts();
  const here = one.neighbours.filter((pair) => pair.here);
  const others = one.neighbours.filter((pair) => !pair.here);
  return (
    <>
      {here.length > 0 && (
        <>
          <h2>{t("advice.neighbours")}</h2>
          <Pairs charge={one.charge} pairs={here} />
        </>
      )}
      {others.length > 0 && (
        <details>
          <summary>{t("advice.neighbours.other", { n: others.length })}</summary>
          <Pairs charge={one.charge} pairs={others} />
        </details>
      )}
    </>
  );
}

function Pairs({ charge, pairs }: { charge: string; pairs: Schemas["PairShown"][] }) {
  const { t, say } = useTexts();
  return (
    <ul className="reasons">
      {pairs.map((pair) => (
        <li key={pair.one + pair.other}>
          {t("advice.decide", {
            charge: pair.one === charge ? pair.other : pair.one,
            question: say(pair.decides),
          })}
        </li>
      ))}
    </ul>
  );
}

function Tiers({ tiers }: { tiers: Schemas["TierTold"][] }) {
  const { t, say } = useTexts();
  if (!tiers.length) return <p className="soft">{t("advice.no_tier")}</p>;
  return (
    <ul className="reasons">
      {tiers.map((one) => (
        <li key={one.title.zh}>
          {t("advice.tier", { title: say(one.title), from: [...new Set(one.begins)].join("–") + one.unit })}{" "}
          {one.months && t("advice.tier.months", { low: one.months[0] ?? 0, high: one.months[1] ?? 0 })}{" "}
          <span className="soft">
            {one.source} {!one.checked && t("sentencing.unverified")}
          </span>
        </li>
      ))}
    </ul>
  );
}
