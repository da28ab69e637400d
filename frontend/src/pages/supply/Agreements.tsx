/** Agreements with agencies: in force, running out, ended; and writing one down. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Card, Empty, Input, Segmented, Table, type TableColumnsType } from "antd";
import { Link, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Deadline, Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Scroll } from "../data/Scroll";
import { AgreementForm } from "./AgreementForm";
import { TONES } from "./choices";
import { SupplyHead } from "./Tabs";

type Row = Schemas["AgreementRow"];
const VIEWS = ["active", "expiring", "ended", "all"] as const;

export function Agreements() {
  const { t } = useTexts();
  useTitle(t("supply.agreements"));
  const [params, setParams] = useSearchParams();
  const view = VIEWS.find((one) => one === params.get("view")) ?? "active";
  const q = params.get("q") ?? "";
  const page = Number(params.get("page") ?? 1);
  const making = params.get("new") !== null;
  const change = (next: Record<string, string | undefined>) => {
    const all = { view, q, ...next };
    setParams(Object.fromEntries(Object.entries(all).filter((one): one is [string, string] => !!one[1])));
  };
  const list = useQuery({
    queryKey: ["supply", "agreements", view, q, page],
    queryFn: () => got(api.GET("/api/supply/agreements", { params: { query: { view, q, page } } })),
    placeholderData: keepPreviousData,
  });
  const columns = useColumns();
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  const can = list.data?.can ?? false;
  return (
    <div className="stack">
      <SupplyHead at="agreements">
        {can && (
          <Button type="primary" onClick={() => change({ new: "1" })}>
            {t("supply.agreement.new")}
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
              label: t(`supply.agreed.${one}`, { n: list.data?.views[one] ?? 0 }),
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
      <Scroll label={t("supply.agreements")} width={900}>
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
                description={t(can ? "supply.agreements.none" : "supply.none.read")}
              />
            ),
          }}
        />
      </Scroll>
      {making && can && <AgreementForm close={() => change({})} />}
    </div>
  );
}

function useColumns(): TableColumnsType<Row> {
  const { t, say } = useTexts();
  return [
    {
      key: "title",
      title: t("supply.agreement"),
      render: (_, row) => (
        <>
          <Link to={`/supply/agreements/${row.id}`}>{row.title}</Link>
          <div className="soft">
            {row.agency} {row.number}
          </div>
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
      width: 180,
      render: (_, row) => (
        <>
          {say(row.office)}
          <div className="soft">{row.owner.name}</div>
        </>
      ),
    },
    {
      key: "often",
      title: t("supply.frequency"),
      width: 200,
      render: (_, row) => (
        <>
          <span className="cap">{say(row.frequency)}</span>
          {row.next && row.state.code === "active" && (
            <div>
              <Deadline day={row.next} />
            </div>
          )}
        </>
      ),
    },
    {
      key: "until",
      title: t("supply.until"),
      width: 150,
      render: (_, row) => (
        <>
          <span className="number">{row.until}</span>
          <div>
            <Mark tone={TONES[row.state.code] ?? "plain"}>{say(row.state)}</Mark>
          </div>
        </>
      ),
    },
  ];
}
