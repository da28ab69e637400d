/** The cases the user sees. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Card, Empty, Input, Select, Table, type TableColumnsType } from "antd";
import { Link, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import type { paths } from "../../client/schema";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Deadline, money, StateTag } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { CardsIn } from "./CardsIn";
import { CardsOut } from "./CardsOut";

type Row = Schemas["CaseRow"];
type Query = NonNullable<paths["/api/cases"]["get"]["parameters"]["query"]>;
/** The part of the figures a number led here from. */
const PART = ["office", "below", "line", "model", "first", "last", "rectified", "letters"] as const;

export function Cases() {
  const { t, say } = useTexts();
  useTitle(t("cases.title"));
  const [params, setParams] = useSearchParams();
  const change = (changes: Record<string, string | undefined>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(changes)) value ? next.set(name, value) : next.delete(name);
    setParams(next);
  };
  const page = Number(params.get("page") ?? 1);
  const size = Number(params.get("size") ?? 20);
  const given = Object.fromEntries(
    PART.filter((name) => params.get(name)).map((name) => [name, params.get(name)]),
  );
  const query = {
    ...(given as Partial<Query>),
    page,
    size,
    state: params.get("state") ?? undefined,
    q: params.get("q") ?? undefined,
    owner: params.get("owner") ?? undefined,
  };
  const list = useQuery({
    queryKey: ["cases", query],
    queryFn: () => got(api.GET("/api/cases", { params: { query } })),
    placeholderData: keepPreviousData,
  });
  const columns = useColumns();
  const { page: _, size: __, ...filters } = query;
  const part = Object.values(given).filter((one) => one !== "false");
  const filtered = Boolean(query.state || query.q || query.owner || part.length);
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  return (
    <div className="stack">
      <div className="row">
        <h1 className="grow">{t("cases.title")}</h1>
        <CardsIn />
        <CardsOut which={{ filters: filters as Schemas["CaseQuery"] }} total={list.data?.total} />
      </div>
      <Card size="small">
        <div className="row">
          <Input.Search
            className="grow"
            allowClear
            defaultValue={query.q}
            placeholder={t("cases.search")}
            aria-label={t("cases.search")}
            onSearch={(q) => change({ q, page: undefined })}
            maxLength={100}
          />
          <Select
            allowClear
            style={{ width: 200 }}
            placeholder={t("clues.state")}
            aria-label={t("clues.state")}
            value={query.state}
            options={(list.data?.facets.state ?? []).map((one) => ({
              value: one.code,
              label: `${say(one)} ${one.count}`,
            }))}
            onChange={(state?: string) => change({ state, page: undefined })}
          />
          <Select
            allowClear
            style={{ width: 150 }}
            placeholder={t("clues.owner")}
            aria-label={t("clues.owner")}
            value={query.owner}
            options={[
              { value: "me", label: t("cases.mine") },
              { value: "gone", label: t("clues.gone") },
            ]}
            onChange={(owner?: string) => change({ owner, page: undefined })}
          />
          {part.length > 0 && (
            <>
              <span className="soft">
                {t("figures.filtered")} {part.join(" · ")}
              </span>
              <Button onClick={() => setParams(new URLSearchParams())}>{t("clues.clear")}</Button>
            </>
          )}
        </div>
      </Card>
      <Table<Row>
        rowKey="id"
        size="middle"
        loading={list.isPending}
        columns={columns}
        dataSource={list.data?.items ?? []}
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description={t(filtered ? "cases.nofit" : "cases.empty")}
            />
          ),
        }}
        pagination={{ current: page, pageSize: size, total: list.data?.total ?? 0, showSizeChanger: true }}
        onChange={(at) => change({ page: String(at.current), size: String(at.pageSize) })}
      />
    </div>
  );
}

function useColumns(): TableColumnsType<Row> {
  const { t, say } = useTexts();
  return [
    {
      key: "number",
      title: t("cases.number"),
      width: 160,
      render: (_, row) => (
        <>
          <Link to={`/cases/${row.id}`}>{row.number}</Link>
          {row.unified_number && <div className="soft number">{row.unified_number}</div>}
        </>
      ),
    },
    {
      key: "title",
      title: t("cases.name"),
      render: (_, row) => (
        <>
          <Link to={`/cases/${row.id}`} className="says">
            {say(row.title)}
          </Link>
          <div className="soft">{say(row.office)}</div>
        </>
      ),
    },
    { key: "state", title: t("clues.state"), width: 140, render: (_, row) => <StateTag state={row.state} /> },
    { key: "owner", title: t("clues.owner"), width: 100, render: (_, row) => row.owner.name },
    {
      key: "clues",
      responsive: ["xl"],
      title: t("cases.clues"),
      width: 80,
      align: "right",
      dataIndex: "clues",
      className: "number",
    },
    {
      key: "amount",
      title: t("clues.amount"),
      width: 130,
      align: "right",
      className: "number",
      render: (_, row) => money(row.amount),
    },
    {
      key: "deadline",
      title: t("clues.due"),
      width: 196,
      render: (_, row) => <Deadline day={row.deadline} />,
    },
    {
      key: "filed",
      title: t("cases.filed"),
      width: 116,
      responsive: ["xl"],
      className: "number",
      render: (_, row) => row.filed_at.slice(0, 10),
    },
  ];
}
