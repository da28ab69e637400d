/** What was handed over to other offices: for the giver, without what is in it. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Empty, Table, type TableColumnsType } from "antd";
import { Link, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";

type Row = Schemas["Handover"];

export function Handovers() {
  const { t, say } = useTexts();
  useTitle(t("nav.handovers"));
  const [params, setParams] = useSearchParams();
  const page = Number(params.get("page") ?? 1);
  const list = useQuery({
    queryKey: ["handovers", page],
    queryFn: () => got(api.GET("/api/handovers", { params: { query: { page } } })),
    placeholderData: keepPreviousData,
  });
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  const columns: TableColumnsType<Row> = [
    {
      key: "at",
      title: t("handovers.at"),
      width: 150,
      className: "number",
      render: (_, row) => moment(row.at),
    },
    { key: "by", title: t("handovers.by"), width: 110, dataIndex: "by" },
    { key: "from", title: t("handovers.from"), render: (_, row) => say(row.office) },
    { key: "to", title: t("handovers.to"), render: (_, row) => say(row.to_office) },
    { key: "why", title: t("handovers.why"), dataIndex: "why" },
    {
      key: "clue",
      title: t("handovers.clue"),
      width: 170,
      render: (_, row) =>
        row.clue ? (
          <Link to={`/clues/${row.clue}`}>{row.clue.slice(0, 12)}</Link>
        ) : (
          <span className="soft">{t("handovers.unseen")}</span>
        ),
    },
  ];
  return (
    <div className="stack">
      <h1>{t("nav.handovers")}</h1>
      <p className="soft">{t("handovers.hint")}</p>
      <Table<Row>
        rowKey="id"
        size="middle"
        loading={list.isPending}
        columns={columns}
        dataSource={list.data?.items ?? []}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("handovers.none")} />,
        }}
        pagination={{ current: page, pageSize: 20, total: list.data?.total ?? 0, showSizeChanger: false }}
        onChange={(at) => setParams({ page: String(at.current) })}
        scroll={{ x: 860 }}
      />
    </div>
  );
}
