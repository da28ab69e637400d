/** The calendar of deliveries owed: a month as a grid, or a list; by state. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Card, Empty, Segmented, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { Link, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Mark } from "../../parts/values";
import { type Key, useTexts } from "../../texts/texts";
import { Scroll } from "../data/Scroll";
import { TONES } from "./choices";
import { Dues } from "./Dues";
import { SupplyHead } from "./Tabs";
import "../coverage/map.css";

type Row = Schemas["DueInfo"];
type State = NonNullable<NonNullable<Schemas["CalendarQuery"]>["state"]>;

export function Plan() {
  const { t, say } = useTexts();
  useTitle(t("supply.calendar"));
  const [params, setParams] = useSearchParams();
  const view = params.get("view") === "list" ? "list" : "month";
  const state = (params.get("state") ?? "") as State;
  const month = dayjs(`${params.get("month") ?? dayjs().format("YYYY-MM")}-01`);
  const change = (next: Record<string, string | undefined>) => {
    const all = { view, state, month: month.format("YYYY-MM"), ...next };
    setParams(Object.fromEntries(Object.entries(all).filter((one): one is [string, string] => !!one[1])));
  };
  const first = month.format("YYYY-MM-DD");
  const last = (view === "list" ? month.add(11, "month") : month).endOf("month").format("YYYY-MM-DD");
  const plan = useQuery({
    queryKey: ["supply", "plan", first, last, state],
    queryFn: () => got(api.GET("/api/supply/calendar", { params: { query: { first, last, state } } })),
    placeholderData: keepPreviousData,
  });
  if (plan.isError) return <Problem error={plan.error} retry={plan.refetch} />;
  const empty = plan.data?.agreements === 0;
  return (
    <div className="stack">
      <SupplyHead at="calendar">
        <Button className="no-print" href="/api/supply/calendar/file">
          {t("deadlines.ics")}
        </Button>
      </SupplyHead>
      <Card size="small" className="no-print">
        <div className="row">
          <Segmented
            aria-label={t("supply.view")}
            value={view}
            options={(["month", "list"] as const).map((one) => ({
              value: one,
              label: t(`supply.as.${one}`),
            }))}
            onChange={(one) => change({ view: one })}
          />
          <Button onClick={() => change({ month: month.subtract(1, "month").format("YYYY-MM") })}>
            {t("supply.earlier")}
          </Button>
          <strong className="number">{month.format("YYYY-MM")}</strong>
          <Button onClick={() => change({ month: month.add(1, "month").format("YYYY-MM") })}>
            {t("supply.later")}
          </Button>
          <Select
            allowClear
            style={{ width: 180 }}
            value={state || undefined}
            placeholder={t("clues.state")}
            aria-label={t("clues.state")}
            options={(plan.data?.counts ?? []).map((one) => ({
              value: one.code,
              label: `${say(one)} ${plan.data?.numbers[one.code] ?? 0}`,
            }))}
            onChange={(one?: string) => change({ state: one })}
          />
        </div>
      </Card>
      {empty && (
        <Card size="small">
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("supply.calendar.none")}>
            <Link to="/supply/agreements">{t("supply.agreements")}</Link>
          </Empty>
        </Card>
      )}
      {!empty && view === "month" && <Month month={month} rows={plan.data?.items ?? []} />}
      {!empty && view === "list" && <Dues of={plan.data?.items ?? []} loading={plan.isPending} />}
    </div>
  );
}

const WEEK: Key[] = ["week.1", "week.2", "week.3", "week.4", "week.5", "week.6", "week.7"];

function Month({ month, rows }: { month: Dayjs; rows: Row[] }) {
  const { t } = useTexts();
  const lead = (month.day() + 6) % 7;
  const days = Array.from({ length: Math.ceil((lead + month.daysInMonth()) / 7) * 7 }, (_, at) =>
    month.add(at - lead, "day"),
  );
  const weeks = Array.from({ length: days.length / 7 }, (_, at) => days.slice(7 * at, 7 * at + 7));
  return (
    <Scroll label={month.format("YYYY-MM")} width={840}>
      <table className="month">
        <thead>
          <tr>
            {WEEK.map((one) => (
              <th key={one}>{t(one)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]?.format("YYYY-MM-DD")}>
              {week.map((day) => (
                <Day
                  key={day.format("YYYY-MM-DD")}
                  day={day}
                  within={day.isSame(month, "month")}
                  rows={rows}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Day({ day, within, rows }: { day: Dayjs; within: boolean; rows: Row[] }) {
  const { say } = useTexts();
  const key = day.format("YYYY-MM-DD");
  if (!within) return <td className="other" aria-hidden />;
  return (
    <td className={day.isSame(dayjs(), "day") ? "today" : undefined}>
      <span className="number soft">{day.date()}</span>
      {rows
        .filter((one) => one.day === key)
        .map((one) => (
          <div key={one.key}>
            <Link to={`/supply/agreements/${one.agreement}`} title={`${one.agency} · ${one.title}`}>
              {say(one.dataset)}
            </Link>{" "}
            <Mark tone={TONES[one.state.code] ?? "plain"}>{say(one.state)}</Mark>
          </div>
        ))}
    </td>
  );
}
