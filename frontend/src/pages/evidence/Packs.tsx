/** The packs of evidence guidance: charge, version, layers, reach, and what of each is unverified. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Table, type TableColumnsType } from "antd";
import { Link } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";

type Row = Schemas["PackRow"];

export function Packs() {
  const { t, say } = useTexts();
  useTitle(t("evidence.packs"));
  const list = useQuery({
    queryKey: ["evidence", "packs"],
    queryFn: () => got(api.GET("/api/evidence/packs")),
  });
  const columns: TableColumnsType<Row> = [
    {
      key: "title",
      title: t("evidence.charge"),
      render: (_, one) => (
        <>
          <Link to={`/evidence/packs/${one.pack}`}>{say(one.title)}</Link>
          {one.layers.map((layer) => (
            <div key={layer}>
              <Mark tone="blue">{layer}</Mark>
            </div>
          ))}
        </>
      ),
    },
    { key: "version", title: t("evidence.version"), width: 90, render: (_, one) => one.version },
    { key: "points", title: t("evidence.points"), width: 110, render: (_, one) => one.points },
    { key: "needs", title: t("evidence.needs"), width: 110, render: (_, one) => one.needs },
    { key: "favourable", title: t("evidence.for"), width: 130, render: (_, one) => one.favourable },
    {
      key: "without",
      title: t("evidence.without"),
      render: (_, one) => one.without.map(say).join(t("comma")) || "—",
    },
    {
      key: "unverified",
      title: t("evidence.unverified"),
      render: (_, one) => one.unverified.map((source) => source.ref).join(t("comma")) || "—",
    },
  ];
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  return (
    <div className="stack">
      <div className="row">
        <h1 className="grow">{t("evidence.packs")}</h1>
        <Link className="no-print" to="/evidence">
          {t("evidence.back")}
        </Link>
      </div>
      <p className="soft">
        {t("evidence.packs.hint")}{" "}
        {list.data && t("evidence.packs.reach", { n: list.data.charges, without: list.data.without })}
      </p>
      {list.data?.faults.map((one) => (
        <Alert key={one.zh} type="error" showIcon title={say(one)} />
      ))}
      <Table<Row>
        rowKey="pack"
        size="middle"
        loading={list.isPending}
        columns={columns}
        dataSource={list.data?.items ?? []}
        pagination={false}
        scroll={{ x: 980 }}
      />
    </div>
  );
}
