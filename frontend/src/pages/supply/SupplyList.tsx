/** A list of what was agreed or asked for: views with counts, search, pages; making one more. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Card, Empty, Input, Segmented, Table, type TableColumnsType } from "antd";
import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import { Problem } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import { Scroll } from "../data/Scroll";
import { SupplyHead } from "./Tabs";

interface Asked<View> {
  view: View;
  q: string;
  page: number;
}

interface Listed<Row> {
  items: Row[];
  total: number;
  views: Record<string, number>;
  can: boolean;
}

interface Shown<Row, View> {
  at: "requests" | "agreements";
  /** The first one is shown when none is asked for. */
  views: readonly View[];
  label: (view: View, count: number) => string;
  columns: TableColumnsType<Row>;
  list: (asked: Asked<View>) => Promise<Listed<Row>>;
  add: string;
  none: string;
  /** What to do when there is nothing yet. */
  first?: ReactNode;
  form: (close: () => void) => ReactNode;
}

export function SupplyList<Row extends { id: number }, View extends string>(shown: Shown<Row, View>) {
  const { at, views } = shown;
  const { t } = useTexts();
  const [params, setParams] = useSearchParams();
  const view = views.find((one) => one === params.get("view")) ?? (views[0] as View);
  const q = params.get("q") ?? "";
  const page = Number(params.get("page") ?? 1);
  const making = params.get("new") !== null;
  const change = (next: Record<string, string | undefined>) => {
    const all = { view, q, ...next };
    setParams(Object.fromEntries(Object.entries(all).filter((one): one is [string, string] => !!one[1])));
  };
  const list = useQuery({
    queryKey: ["supply", at, view, q, page],
    queryFn: () => shown.list({ view, q, page }),
    placeholderData: keepPreviousData,
  });
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  const can = list.data?.can ?? false;
  return (
    <div className="stack">
      <SupplyHead at={at}>
        {can && (
          <Button type="primary" onClick={() => change({ new: "1" })}>
            {shown.add}
          </Button>
        )}
      </SupplyHead>
      <Card size="small">
        <div className="row">
          <Segmented
            aria-label={t("clues.state")}
            value={view}
            options={views.map((one) => ({
              value: one,
              label: shown.label(one, list.data?.views[one] ?? 0),
            }))}
            onChange={(one) => change({ view: one })}
          />
          <Input.Search
            allowClear
            style={{ width: 260 }}
            defaultValue={q}
            aria-label={t("supply.search")}
            placeholder={t("supply.search")}
            onSearch={(words) => change({ q: words })}
          />
        </div>
      </Card>
      <Scroll label={t(`supply.${at}`)} width={900}>
        <Table<Row>
          rowKey="id"
          size="middle"
          loading={list.isPending}
          columns={shown.columns}
          dataSource={list.data?.items ?? []}
          pagination={{ current: page, pageSize: 20, total: list.data?.total ?? 0, showSizeChanger: false }}
          onChange={(to) => change({ page: String(to.current) })}
          locale={{
            emptyText: (
              <Empty
                image={Empty.PRESENTED_IMAGE_SIMPLE}
                description={can ? shown.none : t("supply.none.read")}
              >
                {can && shown.first}
              </Empty>
            ),
          }}
        />
      </Scroll>
      {making && can && shown.form(() => change({}))}
    </div>
  );
}
