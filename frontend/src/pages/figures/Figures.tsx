/** Figures of an office and those below it: from what was found to what came of it, down the tree. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Breadcrumb, Button, Card, DatePicker, Empty, Select, Skeleton } from "antd";
import dayjs from "dayjs";
import { type ReactNode, useState } from "react";
import { Link } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Bars } from "../../parts/Chart";
import { useMay } from "../../parts/me";
import { Problem } from "../../parts/Problem";
import { TABLE, TakeOut } from "../../parts/TakeOut";
import { useTitle } from "../../parts/useTitle";
import { type Key, useTexts } from "../../texts/texts";
import { Backlog, Months, Precision } from "./Details";
import { type Part, toFigures, usePart } from "./links";
import { Rows } from "./Rows";
import "./figures.css";

type Data = Schemas["FigurePage"];
type Table = Schemas["FigureFile"]["table"];
const STEPS = ["clues", "verified", "confirmed", "cases", "rectified"] as const;

export function Figures() {
  const { t, say } = useTexts();
  useTitle(t("nav.figures"));
  const { part, change } = usePart();
  const query = { ...part, below: part.below !== "false" };
  const found = useQuery({
    queryKey: ["figures", part],
    queryFn: () => got(api.GET("/api/figures", { params: { query } })),
    placeholderData: keepPreviousData,
  });
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const data = found.data;
  const here: Part = { ...part, office: data.office.code };
  const rows = { total: data.total, statistical: data.statistical, whole: here };
  return (
    <div className="stack">
      <div className="row">
        <h1 className="grow">{t("nav.figures")}</h1>
        <Button className="no-print" onClick={() => window.print()}>
          {t("figures.print")}
        </Button>
      </div>
      <Breadcrumb
        items={data.way.map((one, at) => ({
          key: one.code,
          title:
            at < data.way.length - 1 ? (
              <Link to={toFigures({ ...part, office: one.code, below: undefined })}>{say(one)}</Link>
            ) : (
              `${say(one)}${part.below === "false" ? ` ${t("figures.own")}` : ""}`
            ),
        }))}
      />
      <Choose data={data} part={part} change={change} />
      <p className="soft">
        {data.statistical ? t("figures.statistical", { n: data.least }) : t("figures.hint")}
      </p>
      {data.total.clues === 0 && data.total.cases === 0 && !data.total.hidden ? (
        <Empty description={t("figures.none")} />
      ) : (
        <>
          <Way data={data} />
          {data.offices.length > 0 && (
            <Shown title="figures.offices" table="offices" part={here}>
              <Rows
                {...rows}
                head="figures.office"
                label={t("figures.offices")}
                rows={data.offices}
                part={(row) => ({ ...here, office: row.code, below: row.own ? "false" : undefined })}
                name={(row) =>
                  row.own ? (
                    `${say(row)} ${t("figures.own")}`
                  ) : (
                    <Link to={toFigures({ ...part, office: row.code })}>{say(row)}</Link>
                  )
                }
              />
            </Shown>
          )}
          <Shown title="figures.lines" table="lines" part={here}>
            <Rows
              {...rows}
              head="clues.line"
              label={t("figures.lines")}
              rows={data.lines}
              part={(row) => ({ ...here, line: row.code })}
              name={(row) => <Link to={toFigures({ ...here, line: row.code })}>{say(row)}</Link>}
            />
          </Shown>
          <Shown title="figures.models" table="models" part={here}>
            <Rows
              {...rows}
              head="clues.model"
              label={t("figures.models")}
              rows={data.models}
              part={(row) => ({ ...here, model: row.code })}
              name={(row) => <Link to={toFigures({ ...here, model: row.code })}>{say(row)}</Link>}
            />
          </Shown>
          <Shown title="figures.precision" table="precision" part={here}>
            <Precision data={data} part={here} />
          </Shown>
          {!data.statistical && (
            <div className="halves">
              <Shown title="figures.backlog" table="backlog" part={here}>
                <Backlog data={data} part={here} />
              </Shown>
              <Shown title="figures.months" table="months" part={here}>
                <Months data={data} part={here} />
              </Shown>
            </div>
          )}
        </>
      )}
    </div>
  );
}

/** Line, model and period. */
function Choose({ data, part, change }: { data: Data; part: Part; change: (changes: Part) => void }) {
  const { t, say } = useTexts();
  const pick = (name: "line" | "model", label: Key, rows: Data["lines"]) => (
    <Select
      allowClear
      style={{ width: 220 }}
      placeholder={t(label)}
      aria-label={t(label)}
      value={part[name]}
      options={rows.map((one) => ({ value: one.code, label: say(one) }))}
      onChange={(value?: string) => change({ [name]: value })}
      popupMatchSelectWidth={false}
    />
  );
  const day = (name: "first" | "last", label: Key) => (
    <DatePicker
      aria-label={t(label)}
      placeholder={t(label)}
      value={part[name] ? dayjs(part[name]) : null}
      onChange={(value) => change({ [name]: value?.format("YYYY-MM-DD") })}
    />
  );
  const given = part.line || part.model || part.first || part.last;
  return (
    <div className="row no-print">
      {pick("line", "clues.line", data.lines)}
      {pick("model", "clues.model", data.models)}
      {!data.statistical && day("first", "figures.first")}
      {!data.statistical && day("last", "figures.last")}
      {given && (
        <Button
          onClick={() => change({ line: undefined, model: undefined, first: undefined, last: undefined })}
        >
          {t("clues.clear")}
        </Button>
      )}
    </div>
  );
}

/** The way from clue to outcome as bars; the numbers behind it stand in the sums of every table below. */
function Way({ data }: { data: Data }) {
  const { t } = useTexts();
  const bars = STEPS.map((step) => ({ name: t(`figures.col.${step}`), value: data.total[step] }));
  return (
    <Card title={t("figures.way")}>
      {data.screened !== null && data.screened !== undefined && (
        <p>{t("figures.screened", { n: data.screened.toLocaleString() })}</p>
      )}
      {data.total.hidden && <p className="soft">{t("figures.lower")}</p>}
      <Bars title={t("figures.way")} bars={bars} />
    </Card>
  );
}

/** A card with its table's way out as a file. */
function Shown({
  title,
  table,
  part,
  children,
}: {
  title: Key;
  table: Table;
  part: Part;
  children: ReactNode;
}) {
  const { t } = useTexts();
  const [taking, setTaking] = useState(false);
  const filters = { ...part, below: part.below !== "false" };
  const out = (
    <Button
      size="small"
      className="no-print"
      aria-label={`${t("export.button")} ${t(title)}`}
      onClick={() => setTaking(true)}
    >
      {t("export.button")}
    </Button>
  );
  return (
    <Card title={t(title)} extra={useMay()("export") ? out : null}>
      {children}
      {taking && (
        <TakeOut
          forms={TABLE}
          title={t(title)}
          about={t("figures.take")}
          send={(given) =>
            api.POST("/api/figures/file", { body: { ...given, table, filters }, parseAs: "blob" })
          }
          close={() => setTaking(false)}
        />
      )}
    </Card>
  );
}
