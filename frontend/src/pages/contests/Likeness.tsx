/** Works that are alike: pairs with what they have in common, each to be read and said something of by two people. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Segmented, Skeleton, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { api, got } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { Mark, type Tone } from "../../parts/values";
import { type Key, useTexts } from "../../texts/texts";
import { type Case, witnessesOf, wordOf } from "./alike";
import { JobsOf } from "./ContestJobs";
import { percent } from "./figures";
import { LikenessPair } from "./LikenessPair";
import { byNumber, byText, None, PAGED } from "./tables";
import { useAct } from "./useAct";
import type { Page } from "./useContest";

const TONES: Record<string, Tone> = { open: "amber", proposed: "blue", decided: "green" };

/** How much of a work stands in the other, of the kind that has most of it: the order of the list. */
const most = (one: Case) => Math.max(0, ...witnessesOf(one).flatMap(([, w]) => [w.of_one, w.of_other]));

export function Likeness({ page }: { page: Page }) {
  const { t } = useTexts();
  const { slug } = page;
  const [params, setParams] = useSearchParams();
  const list = useQuery({
    queryKey: ["contest", slug, "likeness"],
    queryFn: () => got(api.GET("/api/contests/{slug}/likeness", { params: { path: { slug } } })),
  });
  if (list.isError && !list.data) return <Problem error={list.error} retry={list.refetch} />;
  if (!list.data) return <Skeleton active />;
  const shown = list.data.items.find((one) => String(one.id) === params.get("case"));
  const go = (id: number | null) => {
    setParams({ tab: "likeness", ...(id !== null && { case: String(id) }) });
    void list.refetch(); // what the other person said since the list was read
  };
  if (shown)
    return (
      <div className="stack">
        <div>
          <Button onClick={() => go(null)}>{t("contests.likeness.back")}</Button>
        </div>
        <LikenessPair key={shown.id} page={page} one={shown} />
      </div>
    );
  return <Pairs page={page} items={list.data.items} go={go} />;
}

function Pairs({ page, items, go }: { page: Page; items: Case[]; go: (id: number) => void }) {
  const { t } = useTexts();
  const { act, busy } = useAct(page.slug);
  const [open, setOpen] = useState(false);
  const left = items.filter((one) => one.state.code !== "decided");
  const columns = useColumns(go);
  const path = { slug: page.slug };
  const compare = () => act(() => api.POST("/api/contests/{slug}/likeness", { params: { path } }));
  return (
    <div className="stack">
      <Alert type="info" showIcon title={t("contests.likeness.hint")} />
      <JobsOf page={page} tasks={["likeness"]} />
      <div className="row">
        <Segmented
          aria-label={t("contests.work.state")}
          value={open ? "open" : "all"}
          options={[
            { value: "all", label: t("contests.likeness.all", { n: items.length }) },
            { value: "open", label: t("contests.likeness.open", { n: left.length }) },
          ]}
          onChange={(value) => setOpen(value === "open")}
        />
        <Button type={items.length ? "default" : "primary"} loading={busy} onClick={compare}>
          {t("contests.likeness.compare")}
        </Button>
      </div>
      <Table<Case>
        rowKey="id"
        size="middle"
        columns={columns}
        dataSource={open ? left : items}
        pagination={PAGED}
        locale={{ emptyText: <None>{t("contests.likeness.none")}</None> }}
      />
    </div>
  );
}

function useColumns(go: (id: number) => void): TableColumnsType<Case> {
  const { t, say } = useTexts();
  return [
    {
      key: "pair",
      title: t("contests.likeness.pair"),
      sorter: byText((row) => row.one),
      render: (_, row) => (
        <>
          <span className="number">{row.one}</span> — <span className="number digest">{row.other}</span>
          <div className="row tight">
            {row.origin !== "contest" && (
              <Mark tone="plain">{t(`contests.likeness.origin.${row.origin}` as Key)}</Mark>
            )}
            {row.relation !== "other" && (
              <Mark tone="violet">{t(`contests.likeness.relation.${row.relation}` as Key)}</Mark>
            )}
          </div>
        </>
      ),
    },
    {
      key: "kinds",
      title: t("contests.likeness.kinds"),
      defaultSortOrder: "descend",
      sorter: byNumber(most),
      render: (_, row) =>
        witnessesOf(row)
          .filter(([, one]) => one.passes)
          .map(([kind, one]) => (
            <div key={kind}>
              {t(`contests.likeness.kind.${kind}` as Key)}{" "}
              <span className="number">
                {percent(one.of_one)} / {percent(one.of_other)}
              </span>
            </div>
          )),
    },
    {
      key: "state",
      title: t("contests.work.state"),
      sorter: byText((row) => row.state.code),
      render: (_, row) => (
        <>
          <Mark tone={TONES[row.state.code] ?? "plain"}>{say(row.state)}</Mark>
          {row.word && <div className="soft">{wordOf(row.word, t)}</div>}
        </>
      ),
    },
    {
      key: "act",
      title: t("contests.act"),
      width: 110,
      render: (_, row) => (
        <Button
          size="small"
          aria-label={t("contests.likeness.read.of", { one: row.one, other: row.other })}
          onClick={() => go(row.id)}
        >
          {t("contests.likeness.read")}
        </Button>
      ),
    },
  ];
}
