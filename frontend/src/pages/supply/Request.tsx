/** One request: what is asked for and why, its state, the steps that may be taken, what came, its history. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Card, Descriptions, Skeleton } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Deadline, Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Arrived, History, Items } from "./Items";
import { RequestForm } from "./RequestForm";
import { RequestState } from "./Requests";
import { StepForm } from "./StepForm";

export type Page = Schemas["RequestPage"];
export const STEPS = [
  "send",
  "remind",
  "partial",
  "deliver",
  "refuse",
  "escalate",
  "hand_back",
  "assign",
  "withdraw",
  "note",
] as const;
export type Step = (typeof STEPS)[number];

export function Request() {
  const number = Number(useParams().id);
  const found = useQuery({
    queryKey: ["supply", "request", number],
    queryFn: () => got(api.GET("/api/supply/requests/{number}", { params: { path: { number } } })),
  });
  useTitle(found.data?.agency);
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return <Skeleton active paragraph={{ rows: 12 }} />;
  return <Shown page={found.data} />;
}

function Shown({ page }: { page: Page }) {
  const { t, say } = useTexts();
  const [step, setStep] = useState<Step>();
  const [changing, setChanging] = useState(false);
  return (
    <div className="stack">
      <Link className="no-print" to="/supply">
        {t("supply.back")}
      </Link>
      <div className="row">
        <h1 className="grow">{t("supply.request.title", { agency: page.agency })}</h1>
        <RequestState row={page} />
        <Link className="no-print" to={`/supply/requests/${page.id}/print`}>
          {t("supply.print")}
        </Link>
      </div>
      {page.overdue && (
        <Alert
          type="warning"
          showIcon
          title={t(page.above ? "supply.overdue.told" : "supply.overdue.top", {
            office: say(page.above),
          })}
        />
      )}
      <div className="two">
        <div className="stack">
          <Card size="small">
            <Descriptions
              size="small"
              column={{ xs: 1, md: 2 }}
              items={[
                { key: "kind", label: t("supply.agency_kind"), children: say(page.agency_kind) },
                { key: "due", label: t("supply.due"), children: <Deadline day={page.due} /> },
                { key: "number", label: t("supply.number"), children: page.number || "—" },
                { key: "sent", label: t("supply.sent_on"), children: page.sent_on ?? "—" },
                { key: "office", label: t("supply.office"), children: say(page.office) },
                { key: "owner", label: t("supply.owner"), children: page.owner.name },
                { key: "region", label: t("supply.region"), children: say(page.region) || "—" },
                {
                  key: "period",
                  label: t("supply.period"),
                  children: `${page.first ?? "…"} – ${page.last ?? "…"}`,
                },
                {
                  key: "purpose",
                  label: t("supply.purpose"),
                  span: "filled",
                  children: `${say(page.purpose_kind)}${t("colon")}${page.purpose}`,
                },
              ]}
            />
          </Card>
          <Card size="small" title={t("supply.datasets")}>
            <Items of={page.items} />
          </Card>
          <Card size="small" title={t("supply.bases")}>
            <ul className="reasons">
              {page.bases.map((one) => (
                <li key={one.cited}>
                  {one.cited} {one.code && <span className="soft">{say(one)}</span>}{" "}
                  {!one.verified && <Mark tone="amber">{t("deadlines.unverified")}</Mark>}
                </li>
              ))}
            </ul>
          </Card>
          <Card size="small" title={t("supply.arrived")}>
            <Arrived of={page.arrived} />
          </Card>
        </div>
        <div className="stack">
          {page.can.length > 0 && (
            <Card size="small" title={t("supply.steps")} className="no-print">
              <div className="row">
                {page.can.includes("change") && (
                  <Button onClick={() => setChanging(true)}>{t("supply.request.change")}</Button>
                )}
                {STEPS.filter((one) => page.can.includes(one)).map((one, at) => (
                  <Button key={one} type={at === 0 ? "primary" : "default"} onClick={() => setStep(one)}>
                    {t(`supply.step.${one}`)}
                  </Button>
                ))}
              </div>
            </Card>
          )}
          <Card size="small" title={t("supply.agreements")}>
            {page.agreements.map((one) => (
              <div key={one.id}>
                <Link to={`/supply/agreements/${one.id}`}>{one.title}</Link>
              </div>
            ))}
            {page.can.length > 0 && (
              <Link to={`/supply/agreements?new=1&request=${page.id}`}>{t("supply.agreement.from")}</Link>
            )}
            {!page.agreements.length && !page.can.length && "—"}
          </Card>
          <Card size="small" title={t("supply.history")}>
            <History of={page.events} />
          </Card>
        </div>
      </div>
      {step && <StepForm page={page} step={step} close={() => setStep(undefined)} />}
      {changing && <RequestForm page={page} close={() => setChanging(false)} />}
    </div>
  );
}
