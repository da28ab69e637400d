/** All works as the secretary handles them: what each lacks, whether it is admitted; the original after the close. */
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Empty, Segmented, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Decide } from "./Decide";
import { DecideMany } from "./DecideMany";
import { Findings } from "./Findings";
import { WholeTag, WorkTag } from "./tags";
import type { Page } from "./useContest";

export type Entry = Schemas["EntryRow"];
const STATES = ["", "submitted", "admitted", "refused", "failed", "withdrawn", "draft"] as const;
const SIZE = 50;

export function Entries({ page }: { page: Page }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const words = useWords();
  const queries = useQueryClient();
  const [params, setParams] = useSearchParams();
  const [decided, setDecided] = useState<Entry>();
  const [many, setMany] = useState(false);
  const state = STATES.find((one) => one === params.get("state")) ?? "";
  const query = { state, page: Number(params.get("page") ?? 1), size: SIZE };
  const { slug } = page;
  const list = useQuery({
    queryKey: ["contest", slug, "entries", query],
    queryFn: () => got(api.GET("/api/contests/{slug}/entries", { params: { path: { slug }, query } })),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.items.some(waits) ? 3000 : 30_000),
  });
  const closed = page.may.includes("originals");
  const columns = useColumns(page, closed, setDecided);
  if (list.isError && !list.data) return <Problem error={list.error} retry={list.refetch} />;
  const recheck = async () => {
    try {
      await api.POST("/api/contests/{slug}/recheck", { params: { path: { slug } } });
      await queries.invalidateQueries({ queryKey: ["contest", slug] });
      message.success(t("contests.recheck.done"));
    } catch (error) {
      message.error(words(error), 6);
    }
  };
  return (
    <div className="stack">
      <p className="soft">{t(closed ? "contests.entries.hint" : "contests.entries.early")}</p>
      <div className="row">
        <Segmented
          aria-label={t("contests.work.state")}
          value={state}
          options={STATES.map((value) => ({ value, label: t(`contests.state.${value || "all"}`) }))}
          onChange={(value) => setParams({ tab: "entries", state: value })}
        />
        {list.data?.items.some(waits) && (
          <Button onClick={() => void recheck()}>{t("contests.recheck")}</Button>
        )}
        {page.phase.code === "closed" && closed && (
          <Button onClick={() => setMany(true)}>{t("contests.decide.many")}</Button>
        )}
      </div>
      <Table<Entry>
        rowKey="id"
        size="middle"
        loading={list.isPending}
        columns={columns}
        dataSource={list.data?.items ?? []}
        expandable={{
          rowExpandable: (row) => row.versions > 0,
          expandedRowRender: (row) => <More row={row} />,
        }}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("contests.entries.none")} />,
        }}
        pagination={{
          current: query.page,
          pageSize: SIZE,
          total: list.data?.total ?? 0,
          showSizeChanger: false,
          hideOnSinglePage: true,
          onChange: (at) => setParams({ tab: "entries", state, page: String(at) }),
        }}
      />
      {many && <DecideMany page={page} close={() => setMany(false)} />}
      {decided && <Decide page={page} entry={decided} close={() => setDecided(undefined)} />}
    </div>
  );
}

const waits = (row: Entry) => row.versions > 0 && row.whole === null;

function More({ row }: { row: Entry }) {
  const { t } = useTexts();
  return (
    <div className="stack tight">
      <p>
        {t("contests.contacts")}
        {t("colon")}
        {row.contacts.join(t("comma")) || "—"}
        {t("semicolon")}
        {t("contests.topics")}
        {t("colon")}
        {row.topics.join(t("comma")) || "—"}
      </p>
      <Findings found={row.findings} />
    </div>
  );
}

function useColumns(page: Page, closed: boolean, decide: (row: Entry) => void): TableColumnsType<Entry> {
  const { t, say } = useTexts();
  return [
    {
      key: "title",
      title: t("contests.work"),
      render: (_, row) => (
        <>
          {row.number && <span className="number">{row.number} </span>}
          {row.title} {row.anchor && <Mark tone="violet">{t("contests.anchor")}</Mark>}
          <div className="soft">
            <span className="cap">{say(row.type)}</span> ·{" "}
            {row.authors.map((one) => one.name).join(t("comma"))}
          </div>
          {row.reason && <div className="soft">{t("contests.why.told", { why: row.reason })}</div>}
        </>
      ),
    },
    {
      key: "state",
      title: t("contests.work.state"),
      width: 120,
      render: (_, row) => <WorkTag state={row.state} />,
    },
    {
      key: "versions",
      title: t("contests.versions"),
      width: 120,
      responsive: ["md"],
      className: "number",
      render: (_, row) => (
        <>
          {row.versions}
          {row.late > 0 && <div className="soft">{t("contests.late.n", { n: row.late })}</div>}
        </>
      ),
    },
    {
      key: "whole",
      title: t("contests.whole"),
      width: 120,
      responsive: ["sm"],
      render: (_, row) => (row.versions > 0 ? <WholeTag whole={row.whole} /> : "—"),
    },
    {
      key: "act",
      title: t("contests.act"),
      width: 170,
      render: (_, row) =>
        closed && row.versions > 0 ? (
          <div className="row tight">
            <Button
              size="small"
              onClick={() => decide(row)}
              aria-label={t("contests.decide.of", { title: row.title })}
            >
              {t("contests.decide")}
            </Button>
            <a href={`/api/contests/${page.slug}/entries/${row.id}/file`}>{t("contests.original")}</a>
          </div>
        ) : (
          "—"
        ),
    },
  ];
}
