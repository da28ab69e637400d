/** Approvals of runs over personal data: those asked for, those to decide, all in sight; one opens beside the list. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Empty, Table, type TableColumnsType, Tabs } from "antd";
import { Link, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { useMay } from "../../parts/me";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Mark, moment, type Tone } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Approval } from "./Approval";

export type Row = Schemas["ApprovalInfo"];
type View = "mine" | "decide" | "all";
const TONE: Record<string, Tone> = { asked: "amber", approved: "green", refused: "red", withdrawn: "plain" };

export function StandingMark({ row }: { row: Row }) {
  const { say } = useTexts();
  return <Mark tone={TONE[row.state.code] ?? "plain"}>{say(row.state)}</Mark>;
}

export function Approvals() {
  const { t } = useTexts();
  useTitle(t("nav.approvals"));
  const decides = useMay()("approve");
  const [params, setParams] = useSearchParams();
  const view = (params.get("view") ?? (decides ? "decide" : "mine")) as View;
  const page = Number(params.get("page") ?? 1);
  const query = { view, page };
  const list = useQuery({
    queryKey: ["approvals", query],
    queryFn: () => got(api.GET("/api/approvals", { params: { query } })),
    placeholderData: keepPreviousData,
  });
  const columns = useColumns();
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  const open = list.data?.items.find((one) => String(one.id) === params.get("open"));
  const go = (changes: Record<string, string | undefined>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(changes)) value ? next.set(name, value) : next.delete(name);
    setParams(next);
  };
  const waiting = list.data?.waiting ?? 0;
  const tabs = [
    { key: "mine", label: t("approvals.mine") },
    ...(decides
      ? [{ key: "decide", label: waiting ? `${t("approvals.decide")} ${waiting}` : t("approvals.decide") }]
      : []),
    { key: "all", label: t("approvals.all") },
  ];
  return (
    <div className="stack">
      <h1>{t("nav.approvals")}</h1>
      <p className="soft">{t("approvals.hint")}</p>
      <Tabs activeKey={view} items={tabs} onChange={(key) => setParams(new URLSearchParams({ view: key }))} />
      <Table<Row>
        rowKey="id"
        size="middle"
        loading={list.isPending}
        columns={columns}
        dataSource={list.data?.items ?? []}
        onRow={(row) => ({
          onClick: (event) =>
            (event.target as HTMLElement).closest("a, button") || go({ open: String(row.id) }),
        })}
        rowClassName="approval-row"
        locale={{ emptyText: <Empty description={t(`approvals.empty.${view}`)} /> }}
        pagination={{ current: page, pageSize: 20, total: list.data?.total ?? 0, showSizeChanger: false }}
        onChange={(at) => go({ page: String(at.current) })}
        scroll={{ x: 900 }}
      />
      {open && <Approval key={open.id} row={open} close={() => go({ open: undefined })} />}
    </div>
  );
}

function useColumns(): TableColumnsType<Row> {
  const { t, say } = useTexts();
  const [params] = useSearchParams();
  const at = (row: Row) => {
    const next = new URLSearchParams(params);
    next.set("open", String(row.id));
    return `?${next}`;
  };
  return [
    {
      key: "number",
      title: t("approvals.number"),
      width: 140,
      className: "number",
      render: (_, row) => <Link to={at(row)}>{row.number}</Link>,
    },
    { key: "model", title: t("approvals.model"), render: (_, row) => say(row.title) },
    { key: "purpose", title: t("model.run.purpose"), dataIndex: "purpose" },
    {
      key: "by",
      title: t("approvals.by"),
      render: (_, row) => (
        <>
          <div>{row.by.name}</div>
          <div className="soft">{say(row.office)}</div>
        </>
      ),
    },
    {
      key: "asked",
      title: t("approvals.asked"),
      width: 150,
      className: "number",
      render: (_, row) => moment(row.asked),
    },
    { key: "until", title: t("approvals.until"), width: 120, className: "number", dataIndex: "until" },
    {
      key: "state",
      title: t("users.state"),
      width: 110,
      render: (_, row) => <StandingMark row={row} />,
    },
  ];
}
