/** Forms the secretary types in for judges from a paper that is named: those that are there, taking one back. */
import { useQuery } from "@tanstack/react-query";
import { Button, Card, Skeleton, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { Mark, moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { EnterSheet } from "./EnterSheet";
import { Reasoned } from "./Reasoned";
import { byNumber, None, PAGED } from "./tables";
import { useSend } from "./useAct";
import type { Page } from "./useContest";
import { useJudges } from "./useSeats";

type Entry = Schemas["FormInfo"];
const TAKEN = ["judging", "settling", "defence"];

export function Entered({ page, works }: { page: Page; works: Schemas["WorkProgress"][] }) {
  const { t } = useTexts();
  const { slug } = page;
  const send = useSend(slug);
  const [entering, setEntering] = useState(false);
  const [back, setBack] = useState<Entry>();
  const list = useQuery({
    queryKey: ["contest", slug, "entered"],
    queryFn: () => got(api.GET("/api/contests/{slug}/forms/entered", { params: { path: { slug } } })),
  });
  const open = TAKEN.includes(page.phase.code);
  const columns = useColumns(page, open ? setBack : undefined);
  if (list.isError && !list.data) return <Problem error={list.error} retry={list.refetch} />;
  return (
    <Card
      title={t("contests.entered")}
      extra={
        open && (
          <Button size="small" onClick={() => setEntering(true)}>
            {t("contests.entered.add")}
          </Button>
        )
      }
    >
      {!list.data && <Skeleton active />}
      {list.data && (
        <Table<Entry>
          rowKey="number"
          size="small"
          columns={columns}
          dataSource={list.data.items}
          pagination={PAGED}
          locale={{ emptyText: <None>{t("contests.entered.none")}</None> }}
        />
      )}
      {entering && <EnterSheet page={page} works={works} close={() => setEntering(false)} />}
      {back && (
        <Reasoned
          title={t("contests.form.back.of", { n: back.number })}
          ok={t("contests.form.back")}
          danger
          go={(why) =>
            send(() =>
              api.POST("/api/contests/{slug}/forms/{number}/withdraw", {
                params: { path: { slug, number: back.number } },
                body: { why },
              }),
            )
          }
          close={() => setBack(undefined)}
        >
          <p>{t("contests.form.back.sure")}</p>
        </Reasoned>
      )}
    </Card>
  );
}

function useColumns(page: Page, back?: (one: Entry) => void): TableColumnsType<Entry> {
  const { t } = useTexts();
  const { called } = useJudges(page);
  return [
    {
      key: "number",
      title: t("contests.sheet"),
      sorter: byNumber((row) => row.number),
      render: (_, row) => (
        <>
          {t("contests.form.n", { n: row.number })}{" "}
          {row.withdrawn && <Mark tone="red">{t("contests.form.gone")}</Mark>}
          <div className="soft">
            {called(row.judge)} · <span className="number">{row.work}</span>
          </div>
        </>
      ),
    },
    {
      key: "paper",
      title: t("contests.paper"),
      render: (_, row) => (
        <>
          {row.paper}
          <div className="soft number">{moment(row.at)}</div>
          {row.withdrawn && <div className="soft">{t("contests.why.told", { why: row.withdrawn })}</div>}
        </>
      ),
    },
    {
      key: "total",
      title: t("contests.total"),
      className: "number",
      render: (_, row) => row.total ?? t("contests.abstained"),
    },
    {
      key: "act",
      title: t("contests.act"),
      hidden: back === undefined,
      render: (_, row) =>
        !row.withdrawn && (
          <Button size="small" onClick={() => back?.(row)}>
            {t("contests.form.back")}
          </Button>
        ),
    },
  ];
}
