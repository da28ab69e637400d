/** A backtest: what appeared, vanished and moved, with examples, and what that does to what was decided. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Card, Descriptions, Skeleton, Table } from "antd";
import { Link, useParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { Mark, moment } from "../../parts/values";
import { type Key, useTexts } from "../../texts/texts";
import { Scroll } from "../data/Scroll";
import { Head } from "./Head";
import { TakeTable } from "./TakeTable";

type Data = Schemas["BacktestInfo"];
type Example = Schemas["ExampleInfo"];
const KINDS = ["vanished", "appeared", "moved"] as const;

export function Backtest() {
  const { t, say } = useTexts();
  const number = Number(useParams().id);
  const found = useQuery({
    queryKey: ["measure", "backtest", number],
    queryFn: () => got(api.GET("/api/measure/backtests/{number}", { params: { path: { number } } })),
  });
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return <Skeleton active paragraph={{ rows: 12 }} />;
  const data = found.data;
  const lost = data.lost.find((one) => one.code === "confirmed")?.count ?? 0;
  const { appeared, vanished, moved, hidden } = data.numbers;
  return (
    <div className="stack">
      <Head title="backtest.title" hint="backtest.hint" />
      <div className="row">
        <p className="soft grow">
          <Link className="no-print" to="/yield/backtests">
            {t("backtest.all")}
          </Link>{" "}
          {moment(data.at)} · {data.by.name} · {say(data.office)} · {data.purpose}
          {data.statistical && ` · ${t("figures.statistical", { n: data.least })}`}
        </p>
        <TakeTable title="backtest.title" table="backtest" number={data.id} />
      </div>
      <h2>
        <Link to={`/models/${data.model}`}>{say(data.title)}</Link> {data.before} → {data.after}
      </h2>
      {data.alike && <Alert type="info" showIcon title={t("backtests.alike")} />}
      {lost > 0 && <Alert type="warning" showIcon title={t("backtest.lost", { n: lost })} />}
      <Sums data={data} />
      {appeared + vanished + moved === 0 && !hidden && <p>{t("backtest.nothing")}</p>}
      {!data.statistical && appeared + vanished + moved > 0 && <Examples data={data} />}
      {data.steps.length > 0 && (
        <Card
          title={t("backtest.steps")}
          extra={<TakeTable title="backtest.steps" table="steps" number={data.id} />}
        >
          <p className="soft">{t("backtest.steps.told")}</p>
          <Steps data={data} />
        </Card>
      )}
      <Card title={t("backtest.settings")}>
        <Made data={data} />
      </Card>
      <p className="soft no-print">
        {t("backtest.next")} <Link to={`/models/${data.model}`}>{t("backtest.run")}</Link>
      </p>
    </div>
  );
}

function Sums({ data }: { data: Data }) {
  const { t, say } = useTexts();
  const { numbers } = data;
  const decided = (of: Schemas["Counted"][]) =>
    of.map((one) => t("backtest.decided", { name: say(one), n: one.count.toLocaleString() })).join(" · ");
  const elsewhere = numbers.elsewhere ? t("backtest.elsewhere", { n: numbers.elsewhere }) : "";
  const sums: { name: Key; value: string; more: string }[] = [
    {
      name: "backtest.clues",
      value: `${numbers.before.toLocaleString()} → ${numbers.after.toLocaleString()}`,
      more: t("backtest.past", { n: data.number, as_of: data.as_of }),
    },
    { name: "backtests.vanished", value: numbers.vanished.toLocaleString(), more: decided(data.lost) },
    { name: "backtests.appeared", value: numbers.appeared.toLocaleString(), more: decided(data.known) },
    { name: "backtests.moved", value: numbers.moved.toLocaleString(), more: elsewhere },
    { name: "backtests.same", value: numbers.same.toLocaleString(), more: "" },
  ];
  return (
    <Card>
      <dl className="sums">
        {sums.map((one) => (
          <div key={one.name}>
            <dt>{t(one.name)}</dt>
            <dd>
              {numbers.hidden && "≥ "}
              {one.value}
              {one.more && <small>{one.more}</small>}
            </dd>
          </div>
        ))}
      </dl>
      <p className="soft">{t("backtests.sight")}</p>
    </Card>
  );
}

function Examples({ data }: { data: Data }) {
  const { t } = useTexts();
  const shown = KINDS.filter((kind) => data.numbers[kind] > 0);
  return (
    <Card title={t("backtest.examples")}>
      <p className="soft">{t("backtest.examples.told", { n: data.most })}</p>
      {shown.map((kind) => {
        const rows = data.examples.filter((one) => one.kind.code === kind);
        return (
          <section key={kind}>
            <h3>
              {t(`backtests.${kind}`)} <span className="number">{data.numbers[kind].toLocaleString()}</span>
            </h3>
            {rows.length === 0 && <p className="soft">{t("backtest.no_examples")}</p>}
            <ul className="examples">
              {rows.map((one) => (
                <li key={one.clue}>
                  <One one={one} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </Card>
  );
}

function One({ one }: { one: Example }) {
  const { t, say } = useTexts();
  const { before, after } = one;
  const both = before && after && say(before) !== say(after);
  const now = after ?? before;
  const said = now ? say(now) : "";
  return (
    <>
      {one.link ? <Link to={`/clues/${one.clue}`}>{said}</Link> : said}{" "}
      {one.verdict && (
        <Mark tone={one.verdict.code === "confirmed" ? "green" : "plain"}>{say(one.verdict)}</Mark>
      )}
      {both && before && (
        <div className="soft small">
          {t("backtest.then")}: {say(before)}
        </div>
      )}
      <div className="soft small">
        {say(one.office)}
        {say(one.why) && ` · ${say(one.why)}`}
      </div>
    </>
  );
}

function Steps({ data }: { data: Data }) {
  const { t, say } = useTexts();
  const rows = (n: number | null | undefined) => (n === null || n === undefined ? "—" : n.toLocaleString());
  return (
    <Scroll label={t("backtest.steps")} width={560}>
      <Table<Schemas["StepRows"]>
        rowKey="step"
        size="small"
        dataSource={data.steps}
        pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
        columns={[
          {
            key: "step",
            title: t("backtest.step"),
            render: (_, row) => (
              <>
                {say(row)}
                {say(row) !== row.step && <div className="soft small">{row.step}</div>}
              </>
            ),
          },
          {
            key: "before",
            title: t("backtest.step.before"),
            align: "right",
            className: "number",
            render: (_, row) => rows(row.before),
          },
          {
            key: "after",
            title: t("backtest.step.after"),
            align: "right",
            className: "number",
            render: (_, row) =>
              row.before === row.after ? rows(row.after) : <strong>{rows(row.after)}</strong>,
          },
        ]}
      />
    </Scroll>
  );
}

function Made({ data }: { data: Data }) {
  const { t } = useTexts();
  const { undetermined } = data;
  return (
    <Descriptions
      bordered
      size="small"
      column={1}
      items={[
        { key: "run", label: t("backtests.run"), children: data.run },
        { key: "datasets", label: t("backtest.datasets"), children: data.datasets.join(t("comma")) },
        {
          key: "parameters",
          label: t("backtest.parameters"),
          children: (
            <>
              {Object.entries(data.parameters)
                .map(([name, value]) => `${name} = ${value}`)
                .join(t("semicolon")) || "—"}
              <div className="soft small">{t("backtest.parameters.told")}</div>
            </>
          ),
        },
        {
          key: "seconds",
          label: t("backtest.seconds"),
          children: t("backtest.seconds.told", { n: data.seconds.toFixed(1) }),
        },
        ...(undetermined
          ? [
              {
                key: "undetermined",
                label: t("backtest.undetermined"),
                children: `${undetermined.before.toLocaleString()} → ${undetermined.after.toLocaleString()}`,
              },
            ]
          : []),
      ]}
    />
  );
}
