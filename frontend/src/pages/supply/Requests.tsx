/** Requests to agencies: what waits, what is overdue, what was handed up; and drafting one. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Card, Empty, Input, Segmented, Table, type TableColumnsType } from "antd";
import { Link, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Deadline, Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Scroll } from "../data/Scroll";
import { TONES } from "./choices";
import { RequestForm } from "./RequestForm";
import { SupplyHead } from "./Tabs";

type Row = Schemas["RequestRow"];
const VIEWS = ["open", "overdue", "escalated", "closed", "all"] as const;

export function Requests() {
  const { t } = useTexts();
  useTitle(t("nav.supply"));
  const [params, setParams] = useSearchParams();
  const view = VIEWS.find((one) => one === params.get("view")) ?? "open";
  const q = params.get("q") ?? "";
  const page = Number(params.get("page") ?? 1);
  const making = params.get("new") !== null;
  const change = (next: Record<string, string | undefined>) => {
    const all = { view, q, ...next };
    setParams(Object.fromEntries(Object.entries(all).filter((one): one is [string, string] => !!one[1])));
  };
  const list = useQuery({
    queryKey: ["supply", "requests", view, q, page],
    queryFn: () => got(api.GET("/api/supply/requests", { params: { query: { view, q, page } } })),
    placeholderData: keepPreviousData,
  });
  const columns = useColumns();
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  const can = list.data?.can ?? false;
  return (
    <div className="stack">
      <SupplyHead at="requests">
        {can && (
          <Button type="primary" onClick={() => change({ new: "1" })}>
            {t("supply.request.new")}
          </Button>
        )}
      </SupplyHead>
      <Card size="small">
        <div className="row">
          <Segmented
            aria-label={t("clues.state")}
            value={view}
            options={VIEWS.map((one) => ({
              value: one,
              label: t(`supply.view.${one}`, { n: list.data?.views[one] ?? 0 }),
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
      <Scroll label={t("supply.requests")} width={900}>
        <Table<Row>
          rowKey="id"
          size="middle"
          loading={list.isPending}
          columns={columns}
          dataSource={list.data?.items ?? []}
          pagination={{ current: page, pageSize: 20, total: list.data?.total ?? 0, showSizeChanger: false }}
          onChange={(at) => change({ page: String(at.current) })}
          locale={{
            emptyText: (
              <Empty
                image={Empty.PRESENTED_IMAGE_SIMPLE}
                description={t(can ? "supply.requests.none" : "supply.none.read")}
              >
                {can && <Link to="/coverage">{t("supply.to_coverage")}</Link>}
              </Empty>
            ),
          }}
        />
      </Scroll>
      {making && can && <RequestForm close={() => change({})} />}
    </div>
  );
}

function useColumns(): TableColumnsType<Row> {
  const { t, say } = useTexts();
  return [
    {
      key: "agency",
      title: t("supply.agency"),
      render: (_, row) => (
        <>
          <Link to={`/supply/requests/${row.id}`}>{row.agency}</Link>
          <div className="soft">{row.purpose}</div>
        </>
      ),
    },
    {
      key: "items",
      title: t("supply.datasets"),
      render: (_, row) => row.items.map((one) => say(one.title)).join(t("comma")),
    },
    {
      key: "office",
      title: t("supply.office"),
      width: 190,
      render: (_, row) => (
        <>
          {say(row.office)}
          <div className="soft">{row.owner.name}</div>
        </>
      ),
    },
    {
      key: "state",
      title: t("clues.state"),
      width: 150,
      render: (_, row) => <RequestState row={row} />,
    },
    {
      key: "due",
      title: t("supply.due"),
      width: 200,
      render: (_, row) =>
        row.state.code === "sent" || row.state.code === "partial" ? (
          <Deadline day={row.due} />
        ) : (
          <span className="number">{row.due ?? "—"}</span>
        ),
    },
  ];
}

export function RequestState({ row }: { row: Row }) {
  const { t, say } = useTexts();
  return (
    <>
      <Mark tone={TONES[row.state.code] ?? "plain"}>{say(row.state)}</Mark>
      {row.escalated && <Mark tone="violet">{t("supply.handed_up", { office: say(row.escalated) })}</Mark>}
      {row.refusal && <div className="soft cap">{say(row.refusal)}</div>}
    </>
  );
}
