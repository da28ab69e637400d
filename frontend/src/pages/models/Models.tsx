/** The models: what each looks for, how many clues, how many of them held. */
import { useQuery } from "@tanstack/react-query";
import { Card, Empty, Input, Select, Table, type TableColumnsType, Tooltip } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { useTexts } from "../../texts/texts";

type Row = Schemas["ModelRow"];

export function Models() {
  const { t, say } = useTexts();
  useTitle(t("models.title"));
  const [words, setWords] = useState("");
  const [line, setLine] = useState<string>();
  const list = useQuery({ queryKey: ["models"], queryFn: () => got(api.GET("/api/models")) });
  const columns = useColumns();
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  const all = list.data ?? [];
  const fits = (one: Row) =>
    (!line || one.line.code === line) &&
    words
      .toLowerCase()
      .split(/\s+/)
      .every((word) =>
        `${one.catalogue} ${one.id} ${one.title.zh} ${one.title.en} ${one.point.zh} ${one.point.en}`
          .toLowerCase()
          .includes(word),
      );
  const lines = new Map(all.map((one) => [one.line.code, say(one.line)]));
  return (
    <div className="stack">
      <h1>{t("models.title")}</h1>
      <Card size="small">
        <div className="row">
          <Input
            className="grow"
            allowClear
            placeholder={t("models.search")}
            aria-label={t("models.search")}
            onChange={(event) => setWords(event.target.value)}
          />
          <Select
            allowClear
            style={{ width: 180 }}
            placeholder={t("clues.line")}
            aria-label={t("clues.line")}
            value={line}
            onChange={setLine}
            options={[...lines].map(([value, label]) => ({ value, label }))}
          />
        </div>
      </Card>
      <Table<Row>
        rowKey="id"
        size="middle"
        loading={list.isPending}
        columns={columns}
        dataSource={all.filter(fits)}
        pagination={false}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("models.empty")} /> }}
      />
    </div>
  );
}

export function Share({ of }: { of: number | null | undefined }) {
  const { t } = useTexts();
  if (of === null || of === undefined)
    return (
      <Tooltip title={t("models.no_precision")}>
        <span>—</span>
      </Tooltip>
    );
  return <span className="number">{`${(100 * of).toFixed(1)}%`}</span>;
}

function useColumns(): TableColumnsType<Row> {
  const { t, say } = useTexts();
  const number = (key: "clues" | "open" | "confirmed" | "rejected", title: string) => ({
    key,
    title,
    dataIndex: key,
    width: 96,
    align: "right" as const,
    className: "number",
    sorter: (one: Row, other: Row) => one[key] - other[key],
  });
  return [
    {
      key: "catalogue",
      title: "",
      width: 60,
      dataIndex: "catalogue",
      sorter: (one, other) => one.catalogue.localeCompare(other.catalogue),
    },
    {
      key: "title",
      title: t("models.name"),
      render: (_, row) => <Link to={`/models/${row.id}`}>{say(row.title)}</Link>,
    },
    { key: "line", title: t("clues.line"), width: 130, render: (_, row) => say(row.line) },
    { key: "point", title: t("models.point"), responsive: ["xl"], render: (_, row) => say(row.point) },
    number("clues", t("models.clues")),
    number("open", t("models.open")),
    number("confirmed", t("models.confirmed")),
    number("rejected", t("models.rejected")),
    {
      key: "precision",
      title: t("models.precision"),
      width: 100,
      align: "right",
      render: (_, row) => <Share of={row.precision} />,
    },
  ];
}
