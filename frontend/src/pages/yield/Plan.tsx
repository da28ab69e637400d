/** A plan of checking: its clues with the reason for each, how it came out, and what the random few tell of the rest. */
import { useQuery } from "@tanstack/react-query";
import { Card, Skeleton, Table } from "antd";
import { Link, useParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { LevelTag, Mark, moment, StateTag } from "../../parts/values";
import { type Key, useTexts } from "../../texts/texts";
import { Scroll } from "../data/Scroll";
import { Head } from "./Head";
import { percent } from "./shown";
import { TakeTable } from "./TakeTable";

type Data = Schemas["CheckPlanInfo"];
type Row = Schemas["PickRow"];

export function Plan() {
  const { t, say } = useTexts();
  const number = Number(useParams().id);
  const found = useQuery({
    queryKey: ["measure", "plan", number],
    queryFn: () => got(api.GET("/api/measure/plans/{number}", { params: { path: { number } } })),
  });
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return <Skeleton active paragraph={{ rows: 12 }} />;
  const data = found.data;
  return (
    <div className="stack">
      <Head title="plan.title" hint="plan.hint" />
      <div className="row">
        <p className="soft grow">
          <Link className="no-print" to="/yield/check">
            {t("plan.all")}
          </Link>{" "}
          {moment(data.at)} · {data.by.name} · {say(data.office)} ·{" "}
          {data.line ? say(data.line) : t("plans.all_lines")} · {t("plan.seed", { seed: data.seed })}
        </p>
        <TakeTable title="plan.title" table="plan" number={data.id} />
      </div>
      <Sums data={data} />
      <Scroll label={t("plan.title")} width={880}>
        <Table<Row>
          rowKey="place"
          size="small"
          dataSource={data.picks}
          pagination={{ defaultPageSize: 50, hideOnSinglePage: true, showSizeChanger: true }}
          columns={[
            { key: "place", title: t("plan.place"), dataIndex: "place", align: "right", className: "number" },
            { key: "clue", title: t("clues.says"), render: (_, row) => <Clue row={row} /> },
            {
              key: "how",
              title: t("plan.how"),
              sorter: (one, other) => Number(one.random) - Number(other.random),
              render: (_, row) => (
                <Mark tone={row.random ? "violet" : "blue"}>
                  {t(row.random ? "plan.random" : "plan.yield")}
                </Mark>
              ),
            },
            {
              key: "chance",
              title: t("plan.chance"),
              align: "right",
              className: "number",
              sorter: (one, other) => one.chance - other.chance,
              render: (_, row) => percent(row.chance),
            },
            { key: "why", title: t("plan.why"), width: 250, render: (_, row) => <Why row={row} /> },
            {
              key: "state",
              title: t("clues.state"),
              render: (_, row) => (
                <>
                  <StateTag state={row.clue.state} />
                  {row.verdict && <div className="soft small">{say(row.verdict)}</div>}
                </>
              ),
            },
          ]}
        />
      </Scroll>
      {data.unseen > 0 && <p className="soft">{t("plan.unseen", { n: data.unseen })}</p>}
    </div>
  );
}

function Why({ row }: { row: Row }) {
  const { say } = useTexts();
  return <span className="soft small">{say(row.why)}</span>;
}

function Clue({ row }: { row: Row }) {
  const { say } = useTexts();
  return (
    <>
      <LevelTag level={row.clue.level} /> <Link to={`/clues/${row.clue.id}`}>{say(row.clue.says)}</Link>
      <div className="soft small">
        {say(row.clue.title)} · {say(row.clue.office)}
      </div>
    </>
  );
}

function Sums({ data }: { data: Data }) {
  const { t } = useTexts();
  const { estimate } = data;
  const known = estimate.total !== null && estimate.total !== undefined;
  const sums: { name: Key; value: string; more: string }[] = [
    {
      name: "plans.picked",
      value: `${data.picked} / ${data.waiting.toLocaleString()}`,
      more: t("plan.of_them", { drawn: data.drawn }),
    },
    { name: "plans.expected", value: data.expected.toFixed(1), more: t("plan.of", { n: data.picked }) },
    {
      name: "plan.so_far",
      value: `${data.confirmed} / ${data.decided}`,
      more: t("plan.so_far.more"),
    },
    {
      name: "plan.rest",
      value: known ? `${Math.round(estimate.total ?? 0)}` : "—",
      more: known
        ? t("plan.rest.told", {
            low: estimate.low ?? 0,
            high: estimate.high ?? 0,
            rest: estimate.rest.toLocaleString(),
            decided: estimate.decided,
            drawn: estimate.drawn,
          })
        : t(estimate.drawn ? "plan.rest.open" : "plan.rest.none"),
    },
  ];
  return (
    <Card>
      <dl className="sums">
        {sums.map((one) => (
          <div key={one.name}>
            <dt>{t(one.name)}</dt>
            <dd>
              {one.value}
              <small>{one.more}</small>
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
