/** Questions between offices: own ones, those to answer or review, what is published, what is to be re-checked. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Alert, Button, Empty, Segmented, Select, Table, type TableColumnsType } from "antd";
import { Link, useNavigate, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { useMay } from "../../parts/me";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Deadline } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Bulk } from "./Bulk";
import { Standing } from "./Standing";

type Row = Schemas["QuestionRow"];
const TABS = ["mine", "inbox", "review", "published", "recheck"] as const;

export function Answers() {
  const { t, say } = useTexts();
  useTitle(t("nav.answers"));
  const go = useNavigate();
  const may = useMay();
  const [params, setParams] = useSearchParams();
  const tab = TABS.find((one) => one === params.get("tab")) ?? "mine";
  const topic = params.get("topic") ?? "";
  const page = Number(params.get("page") ?? 1);
  const query = { tab, topic, page };
  const found = useQuery({
    queryKey: ["answers", query],
    queryFn: () => got(api.GET("/api/answers", { params: { query } })),
    placeholderData: keepPreviousData,
  });
  const columns = useColumns(tab === "published" || tab === "recheck");
  const change = (next: Record<string, string>) => {
    const all = { tab, topic, ...next };
    setParams(Object.fromEntries(Object.entries(all).filter(([, value]) => value)));
  };
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  const list = found.data;
  const shown = TABS.filter((one) => one !== "review" || list?.reviews);
  return (
    <div className="stack">
      <div className="row">
        <h1 className="grow">{t("nav.answers")}</h1>
        {list?.may_gaps && <Link to="/answers/gaps">{t("answers.gaps")}</Link>}
        {may("assign") && <Link to="/answers/experts">{t("answers.experts")}</Link>}
        <Bulk />
        <Button type="primary" onClick={() => void go("/answers/ask")}>
          {t("answers.ask")}
        </Button>
      </div>
      <p className="soft">{t("answers.hint")}</p>
      {list && !list.statutes && <Alert type="warning" showIcon title={t("answers.no.law")} />}
      <div className="row no-print">
        <Segmented
          aria-label={t("answers.tabs")}
          value={tab}
          options={shown.map((one) => ({
            value: one,
            label: t(`answers.tab.${one}`, { n: list?.counts[one] ?? 0 }),
          }))}
          onChange={(one) => change({ tab: one })}
          style={{ maxWidth: "100%", overflowX: "auto" }}
        />
        <Select
          aria-label={t("answers.topic")}
          value={topic}
          options={[
            { value: "", label: t("answers.topic.all") },
            ...(list?.topics ?? []).map((one) => ({ value: one.code, label: say(one) })),
          ]}
          onChange={(one) => change({ topic: one })}
          style={{ minWidth: 180 }}
        />
      </div>
      <Table<Row>
        rowKey="number"
        size="small"
        loading={found.isFetching}
        columns={columns}
        dataSource={list?.items ?? []}
        scroll={{ x: "max-content" }}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(`answers.empty.${tab}`)} />,
        }}
        pagination={
          (list?.total ?? 0) > 20 && {
            current: page,
            pageSize: 20,
            total: list?.total ?? 0,
            showSizeChanger: false,
            onChange: (at) => change({ page: String(at) }),
          }
        }
      />
      <p className="soft">{t("answers.advice")}</p>
    </div>
  );
}

function useColumns(open: boolean): TableColumnsType<Row> {
  const { t, say } = useTexts();
  const all: TableColumnsType<Row> = [
    {
      title: t("answers.column.title"),
      render: (_, one) => (
        <div style={{ maxWidth: 520, whiteSpace: "normal" }}>
          <Link to={`/answers/${one.number}`}>{one.title}</Link>
          <div className="soft">
            {one.id} · {say(one.topic)}
          </div>
        </div>
      ),
    },
    { title: t("answers.column.state"), render: (_, one) => <Standing state={one.state} /> },
    { title: t("answers.column.office"), render: (_, one) => say(one.office) },
    { title: t("answers.column.asked"), dataIndex: "asked" },
  ];
  if (open) return all;
  return [
    ...all,
    { title: t("answers.column.expert"), render: (_, one) => one.expert?.name ?? "—" },
    { title: t("answers.column.due"), render: (_, one) => <Deadline day={one.due} /> },
  ];
}
