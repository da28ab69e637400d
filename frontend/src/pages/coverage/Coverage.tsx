/** The coverage map: models × offices or models × datasets, and the other way round: which data to get next. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Card, Checkbox, DatePicker, Empty, Segmented, Select, Skeleton } from "antd";
import dayjs from "dayjs";
import { Link, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { useTexts } from "../../texts/texts";
import { ByDataset, ByOffice } from "./Matrix";
import { Next } from "./Next";

export type Cover = Schemas["CoverageMap"];
const VIEWS = ["offices", "datasets", "next"] as const;

export function Coverage() {
  const { t, say } = useTexts();
  useTitle(t("nav.coverage"));
  const [params, setParams] = useSearchParams();
  const view = VIEWS.find((one) => one === params.get("view")) ?? "offices";
  const query = {
    office: params.get("office") ?? "",
    deep: params.get("deep") === "true",
    line: params.get("line") ?? "",
    first: params.get("first"),
    last: params.get("last"),
  };
  const change = (next: Record<string, string | undefined | null>) => {
    const all = { view, ...query, deep: query.deep ? "true" : undefined, ...next };
    setParams(Object.fromEntries(Object.entries(all).filter((one): one is [string, string] => !!one[1])));
  };
  const map = useQuery({
    queryKey: ["supply", "coverage", query],
    queryFn: () => got(api.GET("/api/coverage", { params: { query } })),
    placeholderData: keepPreviousData,
  });
  if (map.isError) return <Problem error={map.error} retry={map.refetch} />;
  if (!map.data) return <Skeleton active paragraph={{ rows: 14 }} />;
  const day = (text: string | null) => (text ? dayjs(text) : null);
  return (
    <div className="stack">
      <h1>{t("nav.coverage")}</h1>
      <p className="soft">{t(`coverage.${view}.hint`)}</p>
      <Card size="small" className="no-print">
        <div className="row">
          <Segmented
            aria-label={t("supply.view")}
            value={view}
            options={VIEWS.map((one) => ({ value: one, label: t(`coverage.${one}`) }))}
            onChange={(one) => change({ view: one })}
          />
          <Select
            style={{ width: 240 }}
            showSearch={{ optionFilterProp: "label" }}
            aria-label={t("users.office")}
            value={map.data.office.code}
            options={map.data.choices.map((one) => ({ value: one.code, label: say(one) }))}
            onChange={(one) => change({ office: one })}
          />
          <Checkbox
            checked={query.deep}
            onChange={(event) => change({ deep: event.target.checked ? "true" : undefined })}
          >
            {t("coverage.deep")}
          </Checkbox>
          <Select
            allowClear
            mode="multiple"
            style={{ minWidth: 180 }}
            placeholder={t("coverage.lines")}
            aria-label={t("coverage.lines")}
            value={query.line ? query.line.split(",") : []}
            options={map.data.lines.map((one) => ({ value: one.code, label: `${say(one)} ${one.count}` }))}
            onChange={(some: string[]) => change({ line: some.join(",") })}
          />
          <DatePicker.RangePicker
            allowEmpty
            placeholder={[t("coverage.from"), t("coverage.to")]}
            value={[day(query.first), day(query.last)]}
            onChange={(days) =>
              change({
                first: days?.[0]?.format("YYYY-MM-DD"),
                last: days?.[1]?.format("YYYY-MM-DD"),
              })
            }
          />
        </div>
      </Card>
      {map.data.models.length === 0 && (
        <Card>
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("coverage.none")} />
        </Card>
      )}
      {view === "offices" && <ByOffice map={map.data} period={query} />}
      {view === "datasets" && <ByDataset map={map.data} />}
      {view === "next" && <Next map={map.data} />}
      {view !== "next" && <Legend />}
    </div>
  );
}

function Legend() {
  const { t } = useTexts();
  return (
    <p className="soft">
      {(["ran", "ready", "blocked"] as const).map((one) => (
        <span key={one} className="cell">
          <span className={`state state-${one}`} aria-hidden>
            {SIGNS[one]}
          </span>{" "}
          {t(`coverage.${one}`)}
        </span>
      ))}
      <Link to="/models">{t("nav.models")}</Link>
    </p>
  );
}

export const SIGNS = { ran: "●", ready: "○", blocked: "✕" };
