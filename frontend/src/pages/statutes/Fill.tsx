/** Texts of laws taken in, and what each import changed and touches. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Card, Collapse, Empty, Form, Input } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { TakeFile } from "../../parts/TakeFile";
import { useTitle } from "../../parts/useTitle";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { goesOn, JobCard } from "../jobs/JobCard";
import { articlePlace, lawPlace } from "./places";

type Report = Schemas["ImportReport"];

export function Fill() {
  const { t } = useTexts();
  useTitle(t("statutes.fill"));
  const found = useQuery({
    queryKey: ["statutes", "imports"],
    queryFn: () => got(api.GET("/api/statutes/imports")),
    refetchInterval: ({ state }) => (state.data?.items.some((one) => goesOn(one.job)) ? 3000 : false),
  });
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return null;
  return (
    <div className="stack">
      <Link to="/statutes">{t("statutes.fill.back")}</Link>
      <h1>{t("statutes.fill")}</h1>
      {found.data.may && <Take />}
      {found.data.items.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("statutes.fill.none")} />
      )}
      {found.data.items.map(({ job, report }) => (
        <Card key={job.id} size="small" title={job.purpose} extra={moment(job.created)}>
          {report ? <Told report={report} /> : <JobCard first={job} />}
        </Card>
      ))}
    </div>
  );
}

function Take() {
  const { t } = useTexts();
  const queries = useQueryClient();
  const [origin, setOrigin] = useState("");
  const [licence, setLicence] = useState("");
  const query = (name: string) => new URLSearchParams({ name, origin, licence });
  return (
    <Card title={t("statutes.fill.new")}>
      <Form layout="vertical" className="two">
        <Form.Item label={t("statutes.fill.origin")} htmlFor="fill-origin" required>
          <Input
            id="fill-origin"
            value={origin}
            maxLength={200}
            onChange={(e) => setOrigin(e.target.value)}
          />
        </Form.Item>
        <Form.Item label={t("statutes.fill.licence")} htmlFor="fill-licence" required>
          <Input
            id="fill-licence"
            value={licence}
            maxLength={200}
            onChange={(e) => setLicence(e.target.value)}
          />
        </Form.Item>
      </Form>
      <TakeFile<Schemas["JobInfo"]>
        address={(file) => `/api/statutes/imports?${query(file.name)}`}
        hint={origin.trim() && licence.trim() ? t("statutes.fill.hint") : t("statutes.fill.first")}
        disabled={!origin.trim() || !licence.trim()}
        taken={() => void queries.invalidateQueries({ queryKey: ["statutes"] })}
      />
    </Card>
  );
}

function Told({ report }: { report: Report }) {
  const { t, say } = useTexts();
  const lists = [
    {
      key: "touched",
      count: report.touched.length,
      children: report.touched.map((one) => (
        <li key={`${one.kind.code} ${one.id}`}>
          {say(one.kind)}：{one.place ? <Link to={one.place}>{say(one.title)}</Link> : say(one.title)}{" "}
          <span className="soft">{one.cites.join("、")}</span>
        </li>
      )),
    },
    {
      key: "articles",
      count: report.articles_count,
      children: report.articles.map((one) => (
        <li key={`${one.law} ${one.article}`}>
          <Link to={articlePlace(one.law, one.article)}>
            {one.law} {one.article}
          </Link>{" "}
          <span className="soft">{say(one.kind)}</span>
        </li>
      )),
    },
    {
      key: "new_laws",
      count: report.new_count,
      children: report.new.map((law) => (
        <li key={law}>
          <Link to={lawPlace(law)}>{law}</Link>
        </li>
      )),
    },
    {
      key: "repealed",
      count: report.repealed.length,
      children: report.repealed.map((law) => <li key={law}>{law}</li>),
    },
    {
      key: "left_out",
      count: report.left_out_count,
      children: report.left_out.map((name) => <li key={name}>{name}</li>),
    },
  ] as const;
  return (
    <div className="stack tight">
      <p>
        {report.unchanged
          ? t("statutes.fill.same")
          : t("statutes.fill.told", { added: report.added, changed: report.changed })}{" "}
        <span className="soft">
          {t("statutes.fill.holds", { laws: report.laws, versions: report.versions })}
        </span>
      </p>
      <Collapse
        ghost
        size="small"
        items={lists
          .filter((one) => one.count > 0)
          .map((one) => ({
            key: one.key,
            label: `${t(`statutes.fill.${one.key}`)} (${one.count})`,
            children: <ul className="reasons">{one.children}</ul>,
          }))}
      />
    </div>
  );
}
