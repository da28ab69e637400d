/** One campaign: what it is for, what this office is asked and answers, the models to run, progress by office. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Card, Descriptions, Skeleton, Statistic } from "antd";
import { useEffect } from "react";
import { Link, useParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Bars } from "../../parts/Chart";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Deadline, moment, money } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { JobCard } from "../jobs/JobCard";
import { Actions } from "./Actions";
import { OwnPart } from "./OwnPart";
import { Parts } from "./Parts";
import { CampaignTag } from "./tags";
import "../figures/figures.css";

export type Page = Schemas["CampaignPage"];
const STEPS = ["clues", "verified", "confirmed", "cases", "rectified"] as const;

export function Campaign() {
  const number = Number(useParams().id);
  const queries = useQueryClient();
  const params = { path: { number } };
  const found = useQuery({
    queryKey: ["campaign", number],
    queryFn: () => got(api.GET("/api/campaigns/{number}", { params })),
    refetchInterval: ({ state }) => (state.data?.part_rows.some((one) => one.working > 0) ? 3000 : false),
  });
  const page = found.data;
  useTitle(page?.name);
  const unseen = page?.answers.includes("seen") ? page.own_part?.version : undefined;
  useEffect(() => {
    // that the office has opened it is told to whoever made it
    if (unseen === undefined) return;
    const body = { action: "seen" as const, version: unseen, reason: "", why: "", missing: [] };
    void got(api.POST("/api/campaigns/{number}/answer", { params: { path: { number } }, body }))
      .then((after) => queries.setQueryData(["campaign", number], after))
      .catch(() => undefined);
  }, [unseen, number, queries]);
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!page) return <Skeleton active paragraph={{ rows: 10 }} />;
  return (
    <div className="stack">
      <Head page={page} />
      {page.own_part && <OwnPart page={page} own={page.own_part} />}
      <Models page={page} />
      <Totals page={page} />
      <Parts page={page} />
      <Steps page={page} />
    </div>
  );
}

function Head({ page }: { page: Page }) {
  const { t, say } = useTexts();
  return (
    <Card>
      <Link className="no-print" to="/campaigns">
        {t("campaigns.back")}
      </Link>
      <h1 className="sentence">{page.name}</h1>
      <div className="row">
        <span className="number">{page.number}</span>
        <CampaignTag row={page} />
        <span>{say(page.office)}</span>
        <span>{say(page.line)}</span>
        <span className="number">
          {page.first} – {page.last}
        </span>
        {page.state.code === "open" && <Deadline day={page.last} />}
      </div>
      <Descriptions column={1} size="small" style={{ marginTop: 12 }}>
        <Descriptions.Item label={t("campaigns.purpose")}>{page.purpose}</Descriptions.Item>
        <Descriptions.Item label={t("campaigns.basis")}>{page.basis}</Descriptions.Item>
        <Descriptions.Item label={t("reports.by")}>{page.by.name}</Descriptions.Item>
      </Descriptions>
      <Actions page={page} />
    </Card>
  );
}

function Models({ page }: { page: Page }) {
  const { t, say } = useTexts();
  return (
    <Card title={t("campaigns.models")}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t("clues.model")}</th>
            <th scope="col">{t("model.version")}</th>
            <th scope="col" className="words">
              {t("campaigns.recommended")}
            </th>
            <th scope="col" className="words">
              {t("campaigns.needs")}
            </th>
          </tr>
        </thead>
        <tbody>
          {page.models.map((one) => (
            <tr key={one.model}>
              <th scope="row">
                <Link to={`/models/${one.model}`}>{say(one.title)}</Link>
                {!one.current && <div className="soft">{t("campaigns.changed")}</div>}
              </th>
              <td>{one.version}</td>
              <td className="words">
                {Object.entries(one.parameters)
                  .map(([name, value]) => `${name} = ${value}`)
                  .join(t("semicolon")) || t("campaigns.own_values")}
              </td>
              <td className="words">
                {one.needs.map((need, at) => (
                  <span key={need.standard}>
                    {at > 0 && t("comma")}
                    {say(need)}
                    {!need.there && <Link to="/data">{t("campaigns.lacking")}</Link>}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

/** How far all are together; the table behind the chart is that of the offices. */
function Totals({ page }: { page: Page }) {
  const { t } = useTexts();
  const total = page.total_progress;
  if (!total) return null;
  const bars = STEPS.map((step) => ({ name: t(`figures.col.${step}`), value: total[step] ?? 0 }));
  return (
    <Card title={t("campaigns.together")}>
      <div className="cards">
        <Statistic title={t("campaigns.answered")} value={`${page.taken + page.declined} / ${page.parts}`} />
        <Statistic title={t("figures.col.clues")} value={total.clues} />
        <Statistic title={t("figures.col.verified")} value={total.verified} />
        <Statistic title={t("figures.col.cases")} value={total.cases} />
        <Statistic title={t("figures.col.recovered")} value={money(total.recovered)} />
        <Statistic title={t("figures.col.held")} value={total.held} />
      </div>
      <Bars title={t("campaigns.together")} bars={bars} />
      <p className="soft">{t("campaigns.counted")}</p>
      {page.summary && (
        <p>
          {t("campaigns.summary", {
            clues: page.summary.clues ?? 0,
            verified: page.summary.verified ?? 0,
            cases: page.summary.cases ?? 0,
            money: money(page.summary.recovered),
          })}
        </p>
      )}
    </Card>
  );
}

function Steps({ page }: { page: Page }) {
  const { t, say } = useTexts();
  return (
    <Card title={t("campaigns.steps")}>
      <ul className="reasons">
        {page.steps.map((one) => (
          <li key={`${one.at}${one.action.code}`}>
            <span className="number">{moment(one.at)}</span> {say(one.office) || say(page.office)}{" "}
            {one.by.name} · {say(one.action)}
            {one.why && `${t("campaigns.colon")}${one.why}`}
          </li>
        ))}
      </ul>
      {page.jobs.length > 0 && <h2>{t("model.runs")}</h2>}
      <div className="stack">
        {page.jobs.map((one) => (
          <JobCard key={one.id} first={one} />
        ))}
      </div>
    </Card>
  );
}
