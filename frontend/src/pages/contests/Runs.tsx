/** Works that are models, run behind walls on the open and the sealed province: started, how far, and what they gave. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Popconfirm, Skeleton, Table, type TableColumnsType } from "antd";
import { api, got } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { JobsOf } from "./ContestJobs";
import { type Figures, figuresOf, percent, type Run } from "./figures";
import { Ending, RunFigures } from "./RunFigures";
import { byNumber, byText, None, PAGED } from "./tables";
import { useAct } from "./useAct";
import type { Page } from "./useContest";

interface Row {
  work: string;
  runs: Run[];
  open: Figures | null;
  sealed: Figures | null;
}

const of = (runs: Run[], province: string) => figuresOf(runs.find((one) => one.province === province));

function rowsOf(items: Run[]): Row[] {
  return [...new Set(items.map((one) => one.work))].map((work) => {
    const runs = items.filter((one) => one.work === work);
    return { work, runs, open: of(runs, "open"), sealed: of(runs, "sealed") };
  });
}

export function Runs({ page }: { page: Page }) {
  const { t, say } = useTexts();
  const { slug } = page;
  const { act, busy } = useAct(slug);
  const list = useQuery({
    queryKey: ["contest", slug, "runs"],
    queryFn: () => got(api.GET("/api/contests/{slug}/runs", { params: { path: { slug } } })),
  });
  if (list.isError && !list.data) return <Problem error={list.error} retry={list.refetch} />;
  if (!list.data) return <Skeleton active />;
  const figures = page.may.includes("run_figures");
  const starts = page.may.includes("run_states");
  const start = () => act(() => api.POST("/api/contests/{slug}/runs", { params: { path: { slug } } }));
  const rows = rowsOf(list.data.items);
  return (
    <div className="stack">
      <p className="soft">{t(figures ? "contests.runs.hint" : "contests.runs.states")}</p>
      {list.data.lacks.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t("contests.runs.lacks")}
          description={
            <ul className="reasons">
              {list.data.lacks.map((one) => (
                <li key={one.en}>{say(one)}</li>
              ))}
            </ul>
          }
        />
      )}
      {starts && <JobsOf page={page} tasks={["run"]} />}
      {starts && (
        <div>
          <Popconfirm
            title={t("contests.runs.sure")}
            okText={t("contests.runs.start")}
            cancelText={t("cancel")}
            onConfirm={start}
          >
            <Button type={rows.length ? "default" : "primary"} loading={busy}>
              {t("contests.runs.start")}
            </Button>
          </Popconfirm>
        </div>
      )}
      <List rows={rows} figures={figures} />
    </div>
  );
}

/** From one figure to the other; a single sign where neither is there. */
const arrow = (both: string[]) => (both.every((one) => one === "—") ? "—" : both.join(" → "));

function List({ rows, figures }: { rows: Row[]; figures: boolean }) {
  const { t } = useTexts();
  const pair = (show: (of: Figures) => string) => (row: Row) =>
    arrow([row.open, row.sealed].map((one) => (one ? show(one) : "—")));
  const columns: TableColumnsType<Row> = [
    {
      key: "work",
      title: t("contests.work.number"),
      width: 110,
      className: "number",
      sorter: byText((row) => row.work),
      render: (_, row) => row.work,
    },
    {
      key: "state",
      title: t("contests.run.ending"),
      render: (_, row) =>
        figures ? (
          <span className="row tight">
            {[row.open, row.sealed].map((one, place) =>
              one ? <Ending key={place ? "sealed" : "open"} of={one} /> : null,
            )}
          </span>
        ) : (
          <Mark tone={row.runs.every((one) => one.ended) ? "green" : "amber"}>
            {t(row.runs.every((one) => one.ended) ? "contests.run.ended" : "contests.run.on")}
          </Mark>
        ),
    },
    ...(figures
      ? [
          {
            key: "recall",
            title: t("contests.run.recall"),
            className: "number",
            sorter: byNumber((row: Row) => row.sealed?.recall),
            render: (_: unknown, row: Row) => pair((one) => percent(one.recall))(row),
          },
          {
            key: "precision",
            title: t("contests.run.precision"),
            className: "number",
            sorter: byNumber((row: Row) => row.sealed?.precision),
            render: (_: unknown, row: Row) => pair((one) => percent(one.precision))(row),
          },
          {
            key: "traps",
            title: t("contests.run.traps"),
            className: "number",
            responsive: ["md" as const],
            sorter: byNumber((row: Row) => row.sealed?.found?.trap_hits),
            render: (_: unknown, row: Row) =>
              pair((one) => (one.found ? `${one.found.trap_hits}/${one.found.traps}` : "—"))(row),
          },
          {
            key: "cpu",
            title: t("contests.run.cpu"),
            className: "number",
            responsive: ["md" as const],
            sorter: byNumber((row: Row) => row.sealed?.cpu),
            render: (_: unknown, row: Row) => pair((one) => one.cpu?.toFixed(1) ?? "—")(row),
          },
        ]
      : []),
  ];
  return (
    <Table<Row>
      rowKey="work"
      size="middle"
      columns={columns}
      dataSource={rows}
      pagination={PAGED}
      expandable={figures ? { expandedRowRender: (row) => <RunFigures runs={row.runs} /> } : undefined}
      locale={{ emptyText: <None>{t("contests.runs.none")}</None> }}
    />
  );
}
