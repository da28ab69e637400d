/** Which data to get next and what nobody uses: the four worries as numbers, and the lists behind them. */
import { useQuery } from "@tanstack/react-query";
import { Card, Empty, Skeleton, Table, type TableColumnsType } from "antd";
import { Link } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { Mark, moment } from "../../parts/values";
import { type Key, useTexts } from "../../texts/texts";
import { requestFor } from "../coverage/Matrix";
import { Scroll } from "../data/Scroll";
import { Head } from "./Head";
import { TakeTable } from "./TakeTable";

type Page = Schemas["GapPage"];
type Row = Schemas["GapRow"];
type Model = Schemas["Coded"];
const BLOCKING = ["none", "choice", "columns", "undeclared"];

export function Gaps() {
  const { t } = useTexts();
  const found = useQuery({
    queryKey: ["measure", "gaps"],
    queryFn: () => got(api.GET("/api/measure/gaps")),
  });
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return <Skeleton active paragraph={{ rows: 12 }} />;
  const data = found.data;
  const over =
    data.runs > 0 && data.last ? t("gaps.over", { n: data.runs, last: data.last }) : t("gaps.no_runs");
  return (
    <div className="stack">
      <Head title="gaps.title" hint="gaps.hint" />
      <p className="soft">
        {t("yield.at", { at: moment(data.at) })} · {over}
        {data.rows === null && ` · ${t("gaps.top_only")}`}
      </p>
      <Worries data={data} />
      <Card title={t("gaps.next")} extra={<TakeTable title="gaps.next" table="gaps" />}>
        {!data.can && data.gaps.length > 0 && <p className="soft">{t("gaps.ask")}</p>}
        <Next data={data} />
      </Card>
      <Card title={t("gaps.unused")} extra={<TakeTable title="gaps.unused" table="unused" />}>
        <Unused data={data} />
      </Card>
      {data.idle.length > 0 && (
        <Card title={t("gaps.idle")}>
          <p className="soft">{t("gaps.idle.hint")}</p>
          <Models of={data.idle} most={60} />
        </Card>
      )}
      {(data.undecided ?? []).length > 0 && (
        <Card title={t("gaps.rules")}>
          <Reasons of={data.undecided ?? []} />
        </Card>
      )}
    </div>
  );
}

/** Awareness, use, sources, capacity. */
function Worries({ data }: { data: Page }) {
  const { t } = useTexts();
  const { pace } = data;
  const worries: { name: Key; value: string; told: string }[] = [
    {
      name: "gaps.awareness",
      value: `${data.idle.length} / ${data.models}`,
      told: t("gaps.awareness.told"),
    },
    {
      name: "gaps.use",
      value: pace ? `${pace.checked.toLocaleString()} / ${pace.clues.toLocaleString()}` : "—",
      told: t("gaps.use.told", { n: data.unused.length }),
    },
    {
      name: "gaps.sources",
      value: `${data.blocked} / ${data.models}`,
      told:
        t("gaps.sources.told", { n: data.wanted }) +
        (data.rows === null || data.rows === undefined
          ? ""
          : t("gaps.sources.rows", { n: data.rows.toLocaleString() })),
    },
    {
      name: "gaps.capacity",
      value: pace ? pace.waiting.toLocaleString() : "—",
      told: pace ? told(pace, t) : t("gaps.capacity.unseen"),
    },
  ];
  return (
    <Card>
      <dl className="sums">
        {worries.map((one) => (
          <div key={one.name}>
            <dt>{t(one.name)}</dt>
            <dd>
              {one.value}
              <small>{one.told}</small>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function told(pace: Schemas["PaceInfo"], t: ReturnType<typeof useTexts>["t"]): string {
  const { a_week, days, weeks } = pace;
  if (weeks === null || weeks === undefined) return t("gaps.capacity.none", { days });
  return t("gaps.capacity.told", { a_week: a_week.toFixed(1), days, weeks: weeks.toFixed(1) });
}

function Next({ data }: { data: Page }) {
  const { t, say } = useTexts();
  const number = (key: "alone" | "rows", title: Key): TableColumnsType<Row>[number] => ({
    key,
    title: t(title),
    align: "right",
    className: "number",
    sorter: (one, other) => (one[key] ?? 0) - (other[key] ?? 0),
    render: (_, row) => (row[key] ?? 0).toLocaleString(),
  });
  const columns: TableColumnsType<Row> = [
    {
      key: "title",
      title: t("data.dataset"),
      sorter: (one, other) => say(one.title).localeCompare(say(other.title)),
      render: (_, row) => (
        <>
          {say(row.title)}
          <div className="soft small">{say(row.provider)}</div>
        </>
      ),
    },
    {
      key: "lack",
      title: t("gaps.lack"),
      render: (_, row) => (
        <Mark tone={BLOCKING.includes(row.lack.code) ? "red" : "amber"}>{say(row.lack)}</Mark>
      ),
    },
    {
      key: "models",
      title: t("gaps.models"),
      sorter: (one, other) => one.models.length - other.models.length,
      render: (_, row) => (
        <>
          <strong className="number">{row.models.length}</strong>
          {row.models.length > 0 && <Models of={row.models} most={3} />}
          {row.optional.length > 0 && (
            <div className="soft small">{t("gaps.optional", { n: row.optional.length })}</div>
          )}
        </>
      ),
    },
    number("alone", "gaps.alone"),
  ];
  if (data.rows !== null) columns.push(number("rows", "gaps.rows"));
  columns.push({
    key: "acts",
    title: t("users.actions"),
    className: "no-print",
    render: (_, row) => <Acts row={row} data={data} />,
  });
  return (
    <Scroll label={t("gaps.next")} width={860}>
      <Table<Row>
        rowKey={(row) => `${row.standard} ${row.lack.code}`}
        size="small"
        columns={columns}
        dataSource={data.gaps}
        pagination={{ defaultPageSize: 20, hideOnSinglePage: true, showSizeChanger: true }}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("gaps.next.none")} />,
        }}
        expandable={{
          rowExpandable: (row) => row.reasons.length > 0,
          expandedRowRender: (row) => (
            <>
              <p className="soft">{t("gaps.counted", { n: row.over })}</p>
              <Reasons of={row.reasons} />
            </>
          ),
        }}
      />
    </Scroll>
  );
}

/** What is to be done: ask for the data, declare coverage, or look at what is damaged. */
function Acts({ row, data }: { row: Row; data: Page }) {
  const { t } = useTexts();
  const request = row.lack.code === "none" || row.lack.code === "columns" || row.lack.code === "values";
  return (
    <>
      {request && data.can && (
        <div>
          <Link to={requestFor([row.standard], data.region, "")}>{t("coverage.request")}</Link>
        </div>
      )}
      {row.datasets.map((name) => (
        <div key={name}>
          <Link to={`/data/${name}`}>{t(row.lack.code === "values" ? "gaps.quality" : "gaps.coverage")}</Link>
        </div>
      ))}
    </>
  );
}

function Unused({ data }: { data: Page }) {
  const { t, say } = useTexts();
  return (
    <Scroll label={t("gaps.unused")} width={640}>
      <Table<Schemas["UnusedRow"]>
        rowKey="dataset"
        size="small"
        dataSource={data.unused}
        pagination={{ defaultPageSize: 20, hideOnSinglePage: true, showSizeChanger: true }}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("gaps.unused.none")} />,
        }}
        columns={[
          {
            key: "dataset",
            title: t("data.dataset"),
            render: (_, row) => <Link to={`/data/${row.dataset}`}>{say(row.title)}</Link>,
          },
          { key: "number", title: t("model.version"), dataIndex: "number", align: "right" },
          {
            key: "rows",
            title: t("gaps.dataset_rows"),
            align: "right",
            sorter: (one, other) => one.rows - other.rows,
            render: (_, row) => row.rows.toLocaleString(),
          },
          {
            key: "why",
            title: t("gaps.why"),
            render: (_, row) => (
              <>
                {say(row.why)}
                {row.day && <div className="soft small">{t("gaps.last_read", { day: row.day })}</div>}
              </>
            ),
          },
          {
            key: "models",
            title: t("gaps.for_models"),
            render: (_, row) => <Models of={row.models} most={3} />,
          },
        ]}
      />
    </Scroll>
  );
}

function Models({ of, most }: { of: Model[]; most: number }) {
  const { t, say } = useTexts();
  return (
    <div className="small">
      {of.slice(0, most).map((one) => (
        <Link key={one.code} className="cell" to={`/models/${one.code}`}>
          {say(one)}
        </Link>
      ))}
      {of.length > most && t("data.more_models", { n: of.length - most })}
    </div>
  );
}

function Reasons({ of }: { of: Schemas["Counted"][] }) {
  const { say } = useTexts();
  return (
    <ul className="reasons">
      {of.map((one) => (
        <li key={one.code}>
          {say(one)} <span className="number">{one.count.toLocaleString()}</span>
        </li>
      ))}
    </ul>
  );
}
