/** Terms of like judgments beside the rule, and a proposal held to both. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Alert, Card, InputNumber } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { useLate } from "../../parts/useLate";
import { useTexts } from "../../texts/texts";
import { ends } from "./Result";

const SHARES = ["p10", "p25", "p50", "p75", "p90"] as const;

export function Likes({ given }: { given: { facts: string; origin: number | null } }) {
  const { t } = useTexts();
  const [months, setMonths] = useState<number | null>(null);
  const asked = useLate(months);
  const found = useQuery({
    queryKey: ["sentencing", "check", given, asked],
    queryFn: () => got(api.POST("/api/sentencing/check", { body: { ...given, months: asked } })),
    placeholderData: keepPreviousData,
  });
  const held = asked === null ? null : found.data?.held;
  return (
    <Card title={t("sentencing.likes")}>
      {found.data?.like && <Terms like={found.data.like} />}
      <div className="row no-print">
        <label htmlFor="sentencing-proposal">{t("sentencing.proposal")}</label>
        <InputNumber
          id="sentencing-proposal"
          min={0}
          max={300}
          precision={0}
          value={months}
          onChange={setMonths}
        />
        {t("sentencing.months")}
      </div>
      {held && <Held held={held} band={found.data?.band ?? []} />}
    </Card>
  );
}

function Terms({ like }: { like: Schemas["LikeTerms"] }) {
  const { t, say } = useTexts();
  const by = like.filters.length > 0 && t("sentencing.likes.by", { list: like.filters.join("、") });
  if (like.hidden || !like.filled) {
    return (
      <p className="soft">
        {say(like.hint)} {by}
      </p>
    );
  }
  return (
    <>
      <p>
        {t("sentencing.likes.n", { n: like.count ?? 0 })} {by}
      </p>
      <div className="scroll-x">
        <table className="plain">
          <thead>
            <tr>
              {SHARES.map((name) => (
                <th key={name} scope="col">
                  {name === "p50" ? t("sentencing.median") : name.toUpperCase()}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              {SHARES.map((name) => (
                <td key={name} className="number">
                  {t("sentencing.n_months", { n: like.quantiles[name] ?? "" })}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
    </>
  );
}

function Held({ held, band }: { held: Schemas["TermHeld"]; band: number[] }) {
  const { t } = useTexts();
  const rule = t(held.inside_rule ? "sentencing.inside" : "sentencing.outside", {
    n: ends(band[0] ?? 0, band[1] ?? 0),
  });
  const cases =
    held.inside_cases === null
      ? ""
      : t(held.inside_cases ? "sentencing.inside.cases" : "sentencing.outside.cases");
  return (
    <Alert
      style={{ marginTop: 12 }}
      type={held.alarm ? "error" : held.inside_rule ? "success" : "warning"}
      showIcon
      title={held.alarm ? t("sentencing.alarm") : rule}
      description={held.alarm ? `${rule}${t("semicolon")}${cases}` : cases}
    />
  );
}
