/** One class report: figures, charts, districts, causes, and the governance suggestion that follows. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Card, Skeleton, Statistic, Table } from "antd";
import { Link, useNavigate, useParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Bars } from "../../parts/Chart";
import { useMay } from "../../parts/me";
import { Problem, useWords } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Mark, moment, money } from "../../parts/values";
import { type Key, useTexts } from "../../texts/texts";

type Figures = Schemas["Figures"];
const WAY = ["clues", "confirmed", "cases", "letters", "replied", "accepted", "rectified"] as const;

export function Report() {
  const { t, say } = useTexts();
  const number = Number(useParams().id);
  const found = useQuery({
    queryKey: ["report", number],
    queryFn: () => got(api.GET("/api/reports/{number}", { params: { path: { number } } })),
  });
  useTitle(found.data && say(found.data.title));
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const { figures } = found.data;
  const bars = (list: Schemas["Counted"][]) => list.map((one) => ({ name: say(one), value: one.count }));
  const way = WAY.map((key) => ({ name: t(`reports.way.${key}`), value: figures[key] }));
  const months = figures.months.map((one) => ({ name: one.month, value: one.clues }));
  return (
    <div className="stack">
      <Head report={found.data} />
      <Sums figures={figures} />
      <div className="halves">
        <Drawn title="reports.way" bars={way} />
        <Drawn title="reports.months" bars={months} across={false} />
        <Drawn title="reports.reasons" bars={bars(figures.reasons)} />
        <Drawn title="reports.checks" bars={bars(figures.checks)} />
      </div>
      <Districts figures={figures} />
      <Answers figures={figures} />
    </div>
  );
}

function Head({ report }: { report: Schemas["ReportInfo"] }) {
  const { t, say } = useTexts();
  const may = useMay();
  const { message } = App.useApp();
  const words = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const suggest = async () => {
    try {
      const path = { number: report.id };
      const made = await got(api.POST("/api/reports/{number}/suggestion", { params: { path } }));
      await queries.invalidateQueries();
      await navigate(`/cases/${made.case}`);
    } catch (error) {
      message.error(words(error), 6);
    }
  };
  return (
    <Card>
      <Link className="no-print" to="/reports">
        {t("reports.back")}
      </Link>
      <h1 className="sentence">{say(report.title)}</h1>
      <div className="row">
        <span>{say(report.below)}</span>
        <span className="number">
          {report.first ?? "…"} – {report.last ?? "…"}
        </span>
        <span className="soft">
          {report.by.name} {moment(report.at)}
        </span>
        {may("export") && (
          <>
            <Button href={`/api/reports/${report.id}/file?form=docx`}>{t("letter.docx")}</Button>
            <Button href={`/api/reports/${report.id}/file?form=pdf`}>{t("letter.pdf")}</Button>
          </>
        )}
        {report.may_suggest && (
          <Button type="primary" onClick={() => void suggest()}>
            {t("reports.suggest")}
          </Button>
        )}
        {report.case && <Link to={`/cases/${report.case}`}>{t("reports.to_case")}</Link>}
      </div>
    </Card>
  );
}

function Sums({ figures }: { figures: Figures }) {
  const { t } = useTexts();
  const sums: [Key, string | number][] = [
    ["reports.way.clues", figures.clues],
    ["clues.amount", money(figures.amount)],
    ["reports.way.confirmed", figures.confirmed],
    ["reports.way.cases", figures.cases],
    ["outcome.recovered", money(figures.recovered)],
    ["outcome.held", figures.held_to_account],
  ];
  return (
    <div className="cards">
      {sums.map(([key, value]) => (
        <Card key={key}>
          <Statistic title={t(key)} value={value} />
        </Card>
      ))}
    </div>
  );
}

function Drawn({
  title,
  ...rest
}: {
  title: Key;
  bars: { name: string; value: number }[];
  across?: boolean;
}) {
  const { t } = useTexts();
  return (
    <Card title={t(title)}>
      {rest.bars.length ? (
        <Bars title={t(title)} {...rest} />
      ) : (
        <span className="soft">{t("reports.nothing")}</span>
      )}
    </Card>
  );
}

/** Tiles in place of a map: there are no borders of districts at hand, and none are invented. */
function Districts({ figures }: { figures: Figures }) {
  const { t, say } = useTexts();
  const most = Math.max(1, ...figures.regions.map((one) => one.clues));
  const cities = new Map<string, Figures["regions"]>();
  for (const one of [...figures.regions].sort((a, b) => a.code.localeCompare(b.code))) {
    const city = one.code.slice(0, 4);
    cities.set(city, [...(cities.get(city) ?? []), one]);
  }
  return (
    <Card title={t("reports.regions")}>
      <p className="soft">{t("reports.no_map")}</p>
      {[...cities].map(([city, list]) => (
        <div key={city} className="tiles">
          {list.map((one) => (
            <div
              key={one.code}
              className="tile"
              style={{ background: `rgba(43, 79, 128, ${0.06 + (0.3 * one.clues) / most})` }}
            >
              <strong>{say(one)}</strong>
              <div className="number">{t("reports.tile", { n: one.clues, money: money(one.amount) })}</div>
            </div>
          ))}
        </div>
      ))}
      <Table
        rowKey="code"
        size="small"
        pagination={false}
        dataSource={figures.regions}
        columns={[
          { key: "name", title: t("reports.region"), render: (_, row) => say(row) },
          { key: "clues", title: t("cases.clues"), dataIndex: "clues", align: "right", className: "number" },
          {
            key: "amount",
            title: t("clues.amount"),
            align: "right",
            className: "number",
            render: (_, row) => money(row.amount),
          },
          {
            key: "confirmed",
            title: t("reports.way.confirmed"),
            dataIndex: "confirmed",
            align: "right",
            className: "number",
          },
          {
            key: "cases",
            title: t("reports.way.cases"),
            dataIndex: "cases",
            align: "right",
            className: "number",
          },
          {
            key: "recovered",
            title: t("outcome.recovered"),
            align: "right",
            className: "number",
            render: (_, row) => money(row.recovered),
          },
        ]}
        scroll={{ x: 640 }}
      />
    </Card>
  );
}

/** What the agencies answered. */
function Answers({ figures }: { figures: Figures }) {
  const { t } = useTexts();
  return (
    <Card title={t("reports.agencies")}>
      <Table
        rowKey="name"
        size="small"
        pagination={false}
        dataSource={figures.agencies}
        columns={[
          { key: "name", title: t("letter.to"), render: (_, row) => row.name || "—" },
          { key: "letters", title: t("reports.way.letters"), dataIndex: "letters", className: "number" },
          { key: "replied", title: t("reports.way.replied"), dataIndex: "replied", className: "number" },
          { key: "accepted", title: t("reports.way.accepted"), dataIndex: "accepted", className: "number" },
        ]}
      />
      {figures.replies.map((one) => (
        <p key={one.number}>
          <span className="number">{one.number}</span>{" "}
          <Mark tone={one.accepted ? "green" : "amber"}>
            {t(one.accepted ? "letter.accepted" : "letter.refused")}
          </Mark>{" "}
          {one.text}
        </p>
      ))}
    </Card>
  );
}
