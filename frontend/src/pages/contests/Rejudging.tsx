/** Judging again as a set: what would move is shown, then it is applied or dropped, with the reason. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Card, Popconfirm, Skeleton, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { Mark, moment, type Tone } from "../../parts/values";
import { type Key, useTexts } from "../../texts/texts";
import { JobsOf } from "./ContestJobs";
import { Reasoned } from "./Reasoned";
import { RejudgingForm } from "./RejudgingForm";
import { byNumber, byText, None, PAGED } from "./tables";
import { useAct, useSend } from "./useAct";
import type { Page } from "./useContest";

type OneSet = Schemas["RejudgingInfo"];
type Move = Schemas["RankMove"];
const TONES: Record<string, Tone> = { made: "amber", applied: "green", dropped: "plain" };

export function Rejudging({ page }: { page: Page }) {
  const { t } = useTexts();
  const { slug } = page;
  const [making, setMaking] = useState(false);
  const list = useQuery({
    queryKey: ["contest", slug, "rejudging"],
    queryFn: () => got(api.GET("/api/contests/{slug}/rejudging", { params: { path: { slug } } })),
  });
  if (list.isError && !list.data) return <Problem error={list.error} retry={list.refetch} />;
  if (!list.data) return <Skeleton active />;
  const over = page.phase.code === "final";
  return (
    <div className="stack">
      <Alert type="info" showIcon title={t(over ? "contests.rejudging.over" : "contests.rejudging.hint")} />
      <JobsOf page={page} tasks={["rejudge", "freeze"]} />
      {!over && !making && (
        <div>
          <Button onClick={() => setMaking(true)}>{t("contests.rejudging.make")}</Button>
        </div>
      )}
      {making && <RejudgingForm page={page} close={() => setMaking(false)} />}
      {!list.data.items.length && !making && <None>{t("contests.rejudging.none")}</None>}
      {list.data.items.map((one) => (
        <Shown key={one.id} page={page} one={one} />
      ))}
    </div>
  );
}

function Shown({ page, one }: { page: Page; one: OneSet }) {
  const { t } = useTexts();
  const { act, busy } = useAct(page.slug);
  const send = useSend(page.slug);
  const [dropping, setDropping] = useState(false);
  const answer = (action: "apply" | "drop", why: string) =>
    api.POST("/api/contests/{slug}/rejudging/{number}", {
      params: { path: { slug: page.slug, number: one.id } },
      body: { action, why },
    });
  const withdrawn = Object.entries(one.withdraw);
  const added = one.add as { work: string; judge: string; paper: string }[];
  return (
    <Card
      title={t("contests.rejudging.n", { n: one.id })}
      extra={
        <Mark tone={TONES[one.state] ?? "plain"}>{t(`contests.rejudging.state.${one.state}` as Key)}</Mark>
      }
    >
      <div className="stack">
        <p>
          {one.reason}{" "}
          <span className="soft">{t("contests.rejudging.by", { name: one.by, at: moment(one.at) })}</span>
        </p>
        <ul className="reasons">
          {withdrawn.map(([number, why]) => (
            <li key={number}>{t("contests.rejudging.takes", { n: number, why: why || "—" })}</li>
          ))}
          {added.map((form) => (
            <li key={`${form.work} ${form.judge}`}>{t("contests.rejudging.adds", form)}</li>
          ))}
        </ul>
        {one.why && <p className="soft">{t("contests.why.told", { why: one.why })}</p>}
        {one.moves === null ? (
          one.state === "made" && <Alert type="info" showIcon title={t("contests.rejudging.waits")} />
        ) : (
          <Moves moves={one.moves} />
        )}
        {one.state === "made" && (
          <div className="row">
            <Popconfirm
              title={t("contests.rejudging.sure")}
              okText={t("contests.rejudging.apply")}
              cancelText={t("cancel")}
              onConfirm={() => act(() => answer("apply", ""), t("contests.rejudging.applied"))}
            >
              <Button type="primary" danger disabled={one.moves === null} loading={busy}>
                {t("contests.rejudging.apply")}
              </Button>
            </Popconfirm>
            <Button onClick={() => setDropping(true)}>{t("contests.rejudging.drop")}</Button>
          </div>
        )}
      </div>
      {dropping && (
        <Reasoned
          title={t("contests.rejudging.drop")}
          ok={t("contests.rejudging.drop")}
          most={1000}
          go={(why) => send(() => answer("drop", why))}
          close={() => setDropping(false)}
        />
      )}
    </Card>
  );
}

function Moves({ moves }: { moves: Move[] }) {
  const { t } = useTexts();
  const columns: TableColumnsType<Move> = [
    {
      key: "work",
      title: t("contests.work.number"),
      className: "number",
      sorter: byText((row) => row.work),
      render: (_, row) => row.work,
    },
    {
      key: "rank",
      title: t("contests.rank"),
      className: "number",
      defaultSortOrder: "ascend",
      sorter: byNumber((row) => row.after),
      render: (_, row) => (
        <>
          {row.before ?? "—"} → {row.after ?? "—"}{" "}
          {row.before !== row.after && <Mark tone="amber">{t("contests.rejudging.moved")}</Mark>}
        </>
      ),
    },
    {
      key: "score",
      title: t("contests.score"),
      className: "number",
      render: (_, row) => `${row.score_before ?? "—"} → ${row.score_after ?? "—"}`,
    },
  ];
  if (!moves.length) return <Alert type="info" showIcon title={t("contests.rejudging.same")} />;
  return (
    <Table<Move>
      rowKey="work"
      size="small"
      columns={columns}
      dataSource={moves}
      pagination={PAGED}
      title={() => t("contests.rejudging.moves", { n: moves.length })}
    />
  );
}
