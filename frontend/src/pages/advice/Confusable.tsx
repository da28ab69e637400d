/** Charges that are taken for each other, and what decides between them. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Empty, Input, Table, type TableColumnsType } from "antd";
import { Link, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { useTexts } from "../../texts/texts";
import { advicePlace } from "./places";

type Row = Schemas["PairShown"];

export function Confusable() {
  const { t, say } = useTexts();
  useTitle(t("advice.confusable"));
  const [params, setParams] = useSearchParams();
  const q = params.get("q") ?? "";
  const found = useQuery({
    queryKey: ["advice", "confusable", q],
    queryFn: () => got(api.GET("/api/charges/confusable", { params: { query: { q } } })),
    placeholderData: keepPreviousData,
  });
  const columns: TableColumnsType<Row> = [
    { title: t("sentencing.charge"), dataIndex: "one", width: 200 },
    { title: t("advice.taken_for"), dataIndex: "other", width: 200 },
    { title: t("advice.decides"), key: "decides", render: (_, one) => say(one.decides) },
  ];
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  return (
    <div className="stack">
      <h1>{t("advice.confusable")}</h1>
      <p className="soft">{t("advice.confusable.hint", { n: found.data?.total ?? 0 })}</p>
      <div className="row no-print">
        <Input.Search
          allowClear
          aria-label={t("advice.confusable.search")}
          placeholder={t("advice.confusable.search")}
          defaultValue={q}
          onSearch={(value) => setParams(value.trim() ? { q: value.trim() } : {})}
          style={{ maxWidth: 360 }}
        />
        <Link to={advicePlace()}>{t("nav.advice")}</Link>
      </div>
      <Table<Row>
        rowKey={(one) => `${one.one} ${one.other}`}
        size="middle"
        loading={found.isPending}
        columns={columns}
        dataSource={found.data?.items ?? []}
        scroll={{ x: 720 }}
        pagination={false}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("advice.confusable.none")} />,
        }}
      />
    </div>
  );
}
