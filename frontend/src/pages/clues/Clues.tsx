/** The inbox: filters, a ranked list, several clues at once, keys through it. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Card, Empty, Table, type TableColumnsType, Tag } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { Deadline, LevelTag, money, StateTag } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { BulkBar } from "./BulkBar";
import { FilterBar } from "./FilterBar";
import { useFilters } from "./filters";
import { useKeys } from "./keys";
import { remember } from "./trail";

type Row = Schemas["ClueRow"];

export function Clues() {
  const { t } = useTexts();
  const filters = useFilters();
  const [chosen, setChosen] = useState<Row[]>([]);
  const list = useQuery({
    queryKey: ["clues", filters.query],
    queryFn: () => got(api.GET("/api/clues", { params: { query: filters.query } })),
    placeholderData: keepPreviousData,
  });
  const rows = list.data?.items ?? [];
  const columns = useColumns(filters.query.sort);
  const navigate = useNavigate();
  const open = (row: Row) => {
    remember(rows.map((one) => one.id));
    void navigate(`/clues/${row.id}`);
  };
  const toggle = (row: Row) =>
    setChosen(
      chosen.some((one) => one.id === row.id) ? chosen.filter((one) => one.id !== row.id) : [...chosen, row],
    );
  const at = useKeys(rows, open, toggle);
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  return (
    <div className="stack">
      <h1>
        {t("clues.title")}{" "}
        <span className="soft number">{list.data && t("clues.count", { n: list.data.total })}</span>
      </h1>
      <Card size="small">
        <FilterBar filters={filters} facets={list.data?.facets} />
      </Card>
      {chosen.length > 0 && <BulkBar chosen={chosen} done={() => setChosen([])} />}
      <Table<Row>
        rowKey="id"
        size="middle"
        loading={list.isPending}
        columns={columns}
        dataSource={rows}
        rowClassName={(_, number) => `clue-row ${number === at ? "chosen-row" : ""}`}
        onRow={(row) => ({ onClick: () => open(row) })}
        rowSelection={{
          selectedRowKeys: chosen.map((one) => one.id),
          onChange: (_, picked) => setChosen(picked),
          getCheckboxProps: (row) => ({ "aria-label": row.id }) as object,
        }}
        locale={{ emptyText: <Nothing clear={filters.clear} /> }}
        pagination={{
          current: filters.query.page ?? 1,
          pageSize: filters.query.size ?? 20,
          total: list.data?.total ?? 0,
          showSizeChanger: true,
        }}
        onChange={(page, _, sorter) => {
          const one = Array.isArray(sorter) ? sorter[0] : sorter;
          filters.change({
            page: String(page.current ?? 1),
            size: String(page.pageSize ?? 20),
            sort: one?.order ? `${one.order === "descend" ? "-" : ""}${String(one.columnKey)}` : undefined,
          });
        }}
        scroll={{ x: 900 }}
      />
      <p className="soft">{t("clues.keys")}</p>
    </div>
  );
}

function Nothing({ clear }: { clear: () => void }) {
  const { t } = useTexts();
  return (
    <Empty description={t("clues.empty")}>
      <Button onClick={clear}>{t("clues.clear")}</Button>
    </Empty>
  );
}

function useColumns(sort: string | undefined): TableColumnsType<Row> {
  const { t, say } = useTexts();
  const order = (name: string) => (sort === name ? "ascend" : sort === `-${name}` ? "descend" : null);
  return [
    { key: "level", title: t("clues.level"), width: 76, render: (_, row) => <LevelTag level={row.level} /> },
    {
      key: "says",
      title: t("clues.says"),
      render: (_, row) => (
        <div>
          <div>{say(row.says)}</div>
          <div className="soft">
            {say(row.title)} {row.touched && <Tag color="orange">{t("clues.touched")}</Tag>}
            {row.found === "vanished" && <Tag>{t("clues.vanished")}</Tag>}
            {row.episode > 1 && <Tag color="blue">{t("clues.episode", { n: row.episode })}</Tag>}
          </div>
        </div>
      ),
    },
    { key: "place", title: t("clues.place"), width: 150, render: (_, row) => say(row.place) },
    {
      key: "amount",
      title: t("clues.amount"),
      width: 130,
      align: "right",
      className: "number",
      sorter: true,
      sortOrder: order("amount"),
      render: (_, row) => money(row.amount),
    },
    {
      key: "day",
      title: t("clues.day"),
      width: 112,
      className: "number",
      sorter: true,
      sortOrder: order("day"),
      render: (_, row) => row.day ?? "—",
    },
    { key: "state", title: t("clues.state"), width: 110, render: (_, row) => <StateTag state={row.state} /> },
    {
      key: "owner",
      title: t("clues.owner"),
      width: 130,
      render: (_, row) => (
        <div>
          {row.owner?.name ?? "—"}
          {row.deadline && <Deadline day={row.deadline} />}
        </div>
      ),
    },
  ];
}
