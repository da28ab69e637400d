/** What came of every version of every model: clues, verdicts, precision with its interval, outcomes. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Card, Empty, Select, Skeleton, Table, type TableColumnsType } from "antd";
import { Link, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { Mark, moment } from "../../parts/values";
import { type Key, useTexts } from "../../texts/texts";
import { Scroll } from "../data/Scroll";
import { Head } from "./Head";
import { between, percent } from "./shown";
import { TakeTable } from "./TakeTable";

type Page = Schemas["YieldPage"];
type Row = Schemas["YieldRow"];
type Reason = Schemas["Counted"];
type Column = TableColumnsType<Row>[number];

export function Yield() {
  const { t, say } = useTexts();
  const [params, setParams] = useSearchParams();
  const query = { office: params.get("office"), line: params.get("line") };
  const change = (next: Record<string, string | null | undefined>) =>
    setParams(
      Object.entries({ ...query, ...next }).filter((one): one is [string, string] => Boolean(one[1])),
    );
  const found = useQuery({
    queryKey: ["measure", "yield", query],
    queryFn: () => got(api.GET("/api/measure/yield", { params: { query } })),
    placeholderData: keepPreviousData,
  });
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const data = found.data;
  return (
    <div className="stack">
      <Head title="yield.title" hint="yield.hint" />
      <div className="row no-print">
        <Select
          style={{ width: 240 }}
          showSearch={{ optionFilterProp: "label" }}
          aria-label={t("users.office")}
          value={data.office.code}
          options={data.choices.map((one) => ({ value: one.code, label: say(one) }))}
          onChange={(office) => change({ office })}
        />
        <Select
          allowClear
          style={{ width: 200 }}
          placeholder={t("plans.all_lines")}
          aria-label={t("clues.line")}
          value={query.line ?? undefined}
          options={data.lines.map((one) => ({ value: one.code, label: say(one) }))}
          onChange={(line) => change({ line })}
        />
        {data.rows.length > 0 && <TakeTable title="yield.title" table="yield" filters={query} />}
      </div>
      <p className="soft">
        {say(data.office)} · {t("yield.at", { at: moment(data.at) })}
        {data.statistical && ` · ${t("figures.statistical", { n: data.least })}`}
      </p>
      {data.rows.length === 0 ? (
        <Empty description={t("yield.none")}>
          <Link to="/models">{t("nav.models")}</Link>
        </Empty>
      ) : (
        <>
          <Sums data={data} />
          <Rows data={data} />
          <p className="soft">{t("yield.how")}</p>
        </>
      )}
    </div>
  );
}

function Sums({ data }: { data: Page }) {
  const { t } = useTexts();
  const total = data.total;
  const lower = total.hidden ? "≥ " : "";
  const sums: { label: Key; value: string; more: string }[] = [
    { label: "yield.clues", value: lower + total.clues.toLocaleString(), more: "" },
    {
      label: "yield.checked",
      value: percent(total.share_checked),
      more: t("yield.count", { n: total.checked.toLocaleString() }),
    },
    { label: "models.precision", value: percent(total.precision), more: between(total.low, total.high) },
    { label: "yield.waiting", value: lower + total.waiting.toLocaleString(), more: besides(total, t) },
  ];
  return (
    <Card>
      <dl className="sums">
        {sums.map((one) => (
          <div key={one.label}>
            <dt>{t(one.label)}</dt>
            <dd>
              {one.value}
              {one.more && <small>{one.more}</small>}
            </dd>
          </div>
        ))}
      </dl>
      {total.checked === 0 && <p className="soft">{t("yield.unchecked")}</p>}
    </Card>
  );
}

function Rows({ data }: { data: Page }) {
  const { t } = useTexts();
  const columns = useColumns(data);
  return (
    <Scroll label={t("yield.title")} width={data.statistical ? 860 : 1040}>
      <Table<Row>
        rowKey={(row) => `${row.model} ${row.version}`}
        size="small"
        columns={columns}
        dataSource={data.rows}
        pagination={{ defaultPageSize: 50, hideOnSinglePage: true, showSizeChanger: true }}
        expandable={{
          rowExpandable: (row) => row.reasons.length > 0 || (row.facts?.undetermined ?? []).length > 0,
          expandedRowRender: (row) => <Why row={row} />,
        }}
      />
    </Scroll>
  );
}

function useColumns(data: Page): TableColumnsType<Row> {
  const { t, say } = useTexts();
  const number = (key: "clues" | "confirmed" | "rejected" | "neutral" | "waiting", title: Key): Column => ({
    key,
    title: t(title),
    align: "right",
    className: "number",
    sorter: (one, other) => one[key] - other[key],
    render: (_, row) => (row.hidden ? `≥ ${row[key].toLocaleString()}` : row[key].toLocaleString()),
  });
  const columns: TableColumnsType<Row> = [
    {
      key: "model",
      title: t("clues.model"),
      width: 260,
      sorter: (one, other) => say(one.title).localeCompare(say(other.title)),
      render: (_, row) => (
        <>
          <Link to={`/models/${row.model}`}>{say(row.title)}</Link>{" "}
          <span className="soft">{row.version}</span>
          <Runs row={row} />
        </>
      ),
    },
    number("clues", "yield.clues"),
    {
      key: "checked",
      title: t("yield.checked"),
      align: "right",
      className: "number",
      sorter: (one, other) => (one.share_checked ?? -1) - (other.share_checked ?? -1),
      render: (_, row) => (
        <>
          {percent(row.share_checked)}
          <div className="soft">{row.checked.toLocaleString()}</div>
        </>
      ),
    },
    number("confirmed", "models.confirmed"),
    number("rejected", "models.rejected"),
    number("neutral", "model.neutral"),
    {
      key: "precision",
      title: t("models.precision"),
      align: "right",
      className: "number",
      sorter: (one, other) => (one.precision ?? -1) - (other.precision ?? -1),
      render: (_, row) => (
        <>
          {percent(row.precision)}
          <div className="soft nowrap">{between(row.low, row.high)}</div>
        </>
      ),
    },
    {
      ...number("waiting", "yield.waiting"),
      render: (_, row) => (
        <>
          {(row.hidden ? "≥ " : "") + row.waiting.toLocaleString()}
          <div className="soft small">{besides(row, t)}</div>
        </>
      ),
    },
  ];
  if (!data.statistical)
    columns.push({ key: "further", title: t("yield.further"), render: (_, row) => <Further row={row} /> });
  if (data.rows.some((row) => row.facts?.undetermined))
    columns.push({
      key: "undetermined",
      title: t("yield.undetermined"),
      align: "right",
      className: "number",
      sorter: (one, other) => undetermined(one) - undetermined(other),
      render: (_, row) => (row.facts?.undetermined ? undetermined(row).toLocaleString() : "—"),
    });
  return columns;
}

/** What neither waits nor has a verdict, so that the numbers add up before the reader's eyes. */
function besides(one: Schemas["YieldNumbers"], t: ReturnType<typeof useTexts>["t"]): string {
  const gone = one.gone ? [t("yield.gone", { n: one.gone.toLocaleString() })] : [];
  const moved = one.transferred ? [t("yield.transferred", { n: one.transferred.toLocaleString() })] : [];
  return [...gone, ...moved].join(t("comma"));
}

function undetermined(row: Row): number {
  return (row.facts?.undetermined ?? []).reduce((sum, one) => sum + one.count, 0);
}

function Runs({ row }: { row: Row }) {
  const { t } = useTexts();
  if (!row.facts) return <div className="soft">{t("yield.no_run")}</div>;
  const { first, last, runs, files } = row.facts;
  const days = first === last ? last : `${first} – ${last}`;
  return (
    <div className="soft small">
      {t("yield.runs", { n: runs, days })}{" "}
      {files > 1 && <Mark tone="amber">{t("yield.files", { n: files })}</Mark>}
    </div>
  );
}

function Further({ row }: { row: Row }) {
  const { t } = useTexts();
  const further = row.further;
  if (!further || further.in_case === 0) return <>—</>;
  return <span className="small">{t("yield.passed", { ...further })}</span>;
}

/** Why clues were rejected, and why rows of the newest run could not be decided. */
function Why({ row }: { row: Row }) {
  const { t, say } = useTexts();
  const list = (title: Key, reasons: Reason[]) =>
    reasons.length > 0 && (
      <div>
        <strong>{t(title)}</strong>
        <ul className="reasons">
          {reasons.map((one) => (
            <li key={one.code}>
              {say(one)} <span className="number">{one.count.toLocaleString()}</span>
            </li>
          ))}
        </ul>
      </div>
    );
  return (
    <div className="halves">
      {list("yield.why_rejected", row.reasons)}
      {list("yield.why_undetermined", row.facts?.undetermined ?? [])}
    </div>
  );
}
