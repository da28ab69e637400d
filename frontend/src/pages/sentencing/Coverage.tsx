/** Which crimes and provinces the parameters cover on a day: complete, partial, missing. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Card, DatePicker, Select, Table, type TableColumnsType } from "antd";
import dayjs from "dayjs";
import { Link, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Mark, type Tone } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { formPlace } from "./places";

type Row = Schemas["CoveredCrime"];
const TONES: Record<string, Tone> = { complete: "green", partial: "amber", missing: "red" };

export function Coverage() {
  const { t, say } = useTexts();
  useTitle(t("sentencing.coverage"));
  const [params, setParams] = useSearchParams();
  const on = params.get("on") ?? "";
  const province = params.get("province") ?? "";
  const found = useQuery({
    queryKey: ["sentencing", "coverage", on || undefined, province],
    queryFn: () =>
      got(api.GET("/api/sentencing/coverage", { params: { query: { province, ...(on ? { on } : {}) } } })),
    placeholderData: keepPreviousData,
  });
  const columns = useColumns();
  const go = (next: Record<string, string>) =>
    setParams(Object.fromEntries(Object.entries({ on, province, ...next }).filter((pair) => pair[1])));
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  const own = found.data?.provinces.filter((one) => one.crimes > 0) ?? [];
  return (
    <div className="stack">
      <h1>{t("sentencing.coverage")}</h1>
      <p className="soft">{t("sentencing.coverage.hint")}</p>
      <div className="row no-print">
        <DatePicker
          aria-label={t("sentencing.convicted")}
          value={dayjs(on || found.data?.on)}
          allowClear={false}
          onChange={(day) => go({ on: day ? day.format("YYYY-MM-DD") : "" })}
        />
        <Select
          aria-label={t("sentencing.province")}
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          placeholder={t("sentencing.province")}
          style={{ minWidth: 200 }}
          value={province || undefined}
          options={found.data?.provinces.map((one) => ({ value: one.code, label: one.name }))}
          onChange={(code?: string) => go({ province: code ?? "" })}
        />
        <Link to={formPlace()}>{t("sentencing.new")}</Link>
      </div>
      <Table<Row>
        rowKey="charge"
        size="small"
        loading={found.isPending}
        columns={columns}
        dataSource={found.data?.crimes ?? []}
        scroll={{ x: 890 }}
        pagination={false}
      />
      <Card title={t("sentencing.coverage.provinces")}>
        <p>
          {own.length
            ? own.map((one) => t("sentencing.province.own", { name: one.name, n: one.crimes })).join("、")
            : t("sentencing.coverage.no_province")}
        </p>
        <p className="soft">{say(found.data?.hint)}</p>
      </Card>
    </div>
  );
}

function useColumns(): TableColumnsType<Row> {
  const { t, say } = useTexts();
  return [
    {
      title: t("sentencing.charge"),
      key: "charge",
      render: (_, one) => <Link to={formPlace({ charge: one.charge })}>{one.charge}</Link>,
    },
    {
      title: t("sentencing.coverage.state"),
      key: "state",
      width: 100,
      render: (_, one) => <Mark tone={TONES[one.state.code] ?? "plain"}>{say(one.state)}</Mark>,
    },
    { title: t("sentencing.coverage.situations"), dataIndex: "situations", width: 90, align: "right" },
    { title: t("sentencing.coverage.present"), dataIndex: "present", width: 110, align: "right" },
    { title: t("sentencing.coverage.unverified"), dataIndex: "unverified", width: 120, align: "right" },
    { title: t("sentencing.coverage.reprinted"), dataIndex: "reprinted", width: 130, align: "right" },
    { title: t("sentencing.coverage.unconfirmed"), dataIndex: "unconfirmed", width: 130, align: "right" },
    { title: t("sentencing.coverage.provincial"), dataIndex: "provincial", width: 110, align: "right" },
  ];
}
