/** The inbox: filters, a ranked list, several clues at once, keys through it. */
import { QuestionCircleOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Card, Empty, Table } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { api, got } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { useTexts } from "../../texts/texts";
import { BulkBar } from "./BulkBar";
import { type Row, useColumns } from "./columns";
import { ExportButton } from "./ExportButton";
import { FilterBar } from "./FilterBar";
import { useFilters } from "./filters";
import { KeysHelp } from "./KeysHelp";
import { useKeys } from "./keys";
import { remember } from "./trail";

export function Clues() {
  const { t } = useTexts();
  const filters = useFilters();
  const [chosen, setChosen] = useState<Row[]>([]);
  const [helping, setHelping] = useState(false);
  useTitle(t("clues.title"));
  const list = useQuery({
    queryKey: ["clues", filters.query],
    queryFn: () => got(api.GET("/api/clues", { params: { query: filters.query } })),
    placeholderData: keepPreviousData,
  });
  const rows = list.data?.items ?? [];
  const leave = () =>
    remember(
      rows.map((one) => one.id),
      filters.search,
    );
  const columns = useColumns(filters.query.sort, leave);
  const navigate = useNavigate();
  const open = (row: Row) => {
    leave();
    void navigate(`/clues/${row.id}`);
  };
  const toggle = (row: Row) =>
    setChosen(
      chosen.some((one) => one.id === row.id) ? chosen.filter((one) => one.id !== row.id) : [...chosen, row],
    );
  const at = useKeys({ rows, open, toggle, help: () => setHelping(true) });
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  return (
    <div className="stack">
      <div className="row">
        <h1>{t("clues.title")}</h1>
        <span className="soft number">{list.data && t("clues.count", { n: list.data.total })}</span>
        <ExportButton query={filters.query} total={list.data?.total} />
        <Button
          type="text"
          icon={<QuestionCircleOutlined />}
          aria-label={t("keys.title")}
          onClick={() => setHelping(true)}
        />
      </div>
      <Card size="small">
        <FilterBar filters={filters} facets={list.data?.facets} />
      </Card>
      {chosen.length > 0 && <BulkBar chosen={chosen} done={() => setChosen([])} />}
      <Table<Row>
        rowKey="id"
        size="middle"
        loading={list.isPending || list.isPlaceholderData}
        columns={columns}
        dataSource={rows}
        rowClassName={(_, number) => `clue-row ${number === at ? "chosen-row" : ""}`}
        onRow={(row) => ({
          // the link in the row does the same for the keyboard and for another tab
          onClick: (event) => (event.target as HTMLElement).closest("a, input, label") || open(row),
        })}
        rowSelection={{
          selectedRowKeys: chosen.map((one) => one.id),
          preserveSelectedRowKeys: true,
          onChange: (_, picked) => setChosen(picked),
          getCheckboxProps: (row) => ({ "aria-label": row.id }) as object,
        }}
        locale={{
          emptyText: <Nothing filtered={Object.keys(filters.given).length > 0} clear={filters.clear} />,
        }}
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
      />
      {helping && <KeysHelp close={() => setHelping(false)} />}
    </div>
  );
}

function Nothing({ filtered, clear }: { filtered: boolean; clear: () => void }) {
  const { t } = useTexts();
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={filtered ? t("clues.empty") : t("today.no_clues")}
    >
      {filtered && <Button onClick={clear}>{t("clues.clear")}</Button>}
    </Empty>
  );
}
