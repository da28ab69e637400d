/** Backtests there are, and beginning one: the installed version of a model on the data of a past run. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Card, Empty, Skeleton, Table, type TableColumnsType } from "antd";
import { Link, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { moment } from "../../parts/values";
import { type Key, useTexts } from "../../texts/texts";
import { Scroll } from "../data/Scroll";
import { JobCard } from "../jobs/JobCard";
import { Head } from "./Head";
import { NewBacktest } from "./NewBacktest";

type Row = Schemas["BacktestRow"];
type List = Schemas["BacktestList"];

export function Backtests() {
  const { t } = useTexts();
  const [params, setParams] = useSearchParams();
  const page = Number(params.get("page") ?? 1);
  const list = useQuery({
    queryKey: ["measure", "backtests", page],
    queryFn: () => got(api.GET("/api/measure/backtests", { params: { query: { page } } })),
    placeholderData: keepPreviousData,
  });
  const columns = useColumns();
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  if (!list.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  const none = t(list.data.can ? "backtests.none" : "backtests.none_seen");
  return (
    <div className="stack">
      <Head title="backtests.title" hint="backtests.hint" />
      <Card className="no-print">
        <Begin list={list.data} />
      </Card>
      <LastJob />
      <Scroll label={t("backtests.list")} width={900}>
        <Table<Row>
          rowKey="id"
          size="middle"
          columns={columns}
          dataSource={list.data.items}
          locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={none} /> }}
          pagination={{ current: page, pageSize: 20, total: list.data.total, hideOnSinglePage: true }}
          onChange={(at) => setParams({ page: String(at.current) })}
        />
      </Scroll>
      <p className="soft">{t("backtests.sight")}</p>
    </div>
  );
}

function Begin({ list }: { list: List }) {
  const { t } = useTexts();
  if (!list.can) return <p className="soft">{t("backtests.see_only")}</p>;
  if (list.models.length === 0)
    return (
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("backtests.no_runs")}>
        <Link to="/models">{t("nav.models")}</Link>
      </Empty>
    );
  return <NewBacktest models={list.models} />;
}

/** The newest job, while it goes on and after. */
function LastJob() {
  const query = { kind: "backtest", size: 1 };
  const list = useQuery({
    queryKey: ["jobs", query],
    queryFn: () => got(api.GET("/api/jobs", { params: { query } })),
  });
  const job = list.data?.items[0];
  return job ? (
    <div className="no-print">
      <JobCard key={job.id} first={job} />
    </div>
  ) : null;
}

function useColumns(): TableColumnsType<Row> {
  const { t, say } = useTexts();
  const number = (key: "before" | "after" | "appeared" | "vanished" | "moved", title: Key) => ({
    key,
    title: t(title),
    align: "right" as const,
    className: "number",
    render: (_: unknown, { numbers }: Row) => (numbers.hidden ? "≥ " : "") + numbers[key].toLocaleString(),
  });
  return [
    {
      key: "at",
      title: t("backtests.at"),
      render: (_, row) => (
        <>
          <Link to={`/yield/backtests/${row.id}`}>{moment(row.at)}</Link>
          <div className="soft">{row.by.name}</div>
        </>
      ),
    },
    {
      key: "model",
      title: t("clues.model"),
      width: 260,
      render: (_, row) => (
        <>
          {say(row.title)}
          <div className="soft small">{row.purpose}</div>
        </>
      ),
    },
    {
      key: "versions",
      title: t("backtests.versions"),
      render: (_, row) => (
        <>
          <span className="nowrap">
            {row.before} → {row.after}
          </span>
          <div className="soft small">{t("backtest.past", { n: row.number, as_of: row.as_of })}</div>
        </>
      ),
    },
    number("before", "backtests.before"),
    number("after", "backtests.after"),
    number("appeared", "backtests.appeared"),
    number("vanished", "backtests.vanished"),
    number("moved", "backtests.moved"),
  ];
}
