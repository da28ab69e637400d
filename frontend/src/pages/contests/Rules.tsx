/** What a contest asks: of each type its materials, its criteria with their weights, its awards. */
import { Card } from "antd";
import type { Schemas } from "../../client/client";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import type { Page } from "./useContest";
import "../figures/figures.css";

type OneType = Schemas["ContestTypeInfo"];

export function Rules({ page }: { page: Page }) {
  const { t, say } = useTexts();
  return (
    <div className="stack">
      {page.types.map((one) => (
        <Card key={one.type.code} title={<span className="cap">{say(one.type)}</span>}>
          <div className="stack">
            <p>
              {t("contests.reviews", { n: one.reviews, least: one.least })}
              {one.anchors > 0 && t("contests.anchors", { n: one.anchors })}
              {one.reason > 0 && t("contests.reason", { n: one.reason })}
            </p>
            <div className="halves">
              <Materials of={one} />
              <Criteria of={one} />
            </div>
            {one.awards.length > 0 && (
              <p>
                {t("contests.awards")}
                {t("colon")}
                {one.awards
                  .map((award) => t("contests.award", { title: say(award), n: award.number }))
                  .join(t("comma"))}
              </p>
            )}
          </div>
        </Card>
      ))}
      <p className="soft">{t(page.public ? "contests.public.yes" : "contests.public.no")}</p>
      {page.promise && (
        <p className="soft small">
          {t("contests.promise")} <code className="digest">{page.promise}</code>
        </p>
      )}
      {page.root && (
        <p className="soft small">
          {t("contests.root", { n: page.receipts })} <code className="digest">{page.root}</code>
        </p>
      )}
    </div>
  );
}

function Materials({ of }: { of: OneType }) {
  const { t, say } = useTexts();
  return (
    <div>
      <h2>{t("contests.materials")}</h2>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t("contests.material")}</th>
            <th scope="col" className="words">
              {t("contests.kinds")}
            </th>
            <th scope="col">{t("contests.length")}</th>
          </tr>
        </thead>
        <tbody>
          {of.materials.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                {say(one)} {one.optional && <Mark tone="plain">{t("contests.optional")}</Mark>}
                <div className="soft small">
                  <code>{one.id}</code> {say(one.asks)}
                  {one.names.length > 0 && (
                    <div>{t("contests.material.must", { words: one.names.join(t("comma")) })}</div>
                  )}
                </div>
              </th>
              <td className="words">{one.kinds.join(t("comma"))}</td>
              <td>{length(one.least, one.most)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Criteria({ of }: { of: OneType }) {
  const { t, say } = useTexts();
  return (
    <div>
      <h2>{t("contests.criteria")}</h2>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t("contests.criterion")}</th>
            <th scope="col">{t("contests.weight")}</th>
            <th scope="col">{t("contests.scale")}</th>
          </tr>
        </thead>
        <tbody>
          {of.criteria.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                {say(one)}
                {one.asks && <div className="soft small">{say(one.asks)}</div>}
              </th>
              <td>{one.weight}</td>
              <td>
                {one.least}–{one.most}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function length(least: number, most: number | null): string {
  if (most !== null) return `${least}–${most}`;
  return least > 0 ? `≥ ${least}` : "—";
}
