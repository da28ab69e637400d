/** All deadlines in one list: mine, the office's, soon, overdue; putting one off, urging a reply, a calendar file. */
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Card, Empty, Segmented, Select, Space, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { useMay } from "../../parts/me";
import { Problem, useWords } from "../../parts/Problem";
import { placeOf } from "../../parts/places";
import { useTitle } from "../../parts/useTitle";
import { Deadline, Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { ExtendForm } from "./ExtendForm";

export type Row = Schemas["DeadlineRow"];
const SCOPES = ["mine", "office", "soon", "overdue", "escalated"] as const;
type Scope = (typeof SCOPES)[number];

export function Deadlines() {
  const { t, say } = useTexts();
  useTitle(t("nav.deadlines"));
  const may = useMay();
  const [params, setParams] = useSearchParams();
  const scope = SCOPES.find((one) => one === params.get("scope")) ?? "mine";
  const kind = params.get("kind") ?? undefined;
  const page = Number(params.get("page") ?? 1);
  const change = (next: Record<string, string | undefined>) => {
    const all = { scope, kind, ...next };
    setParams(Object.fromEntries(Object.entries(all).filter((one): one is [string, string] => !!one[1])));
  };
  const list = useQuery({
    queryKey: ["deadlines", scope, kind, page],
    queryFn: () => got(api.GET("/api/deadlines", { params: { query: { scope, kind, page } } })),
    placeholderData: keepPreviousData,
  });
  const [extended, setExtended] = useState<Row>();
  const columns = useColumns(setExtended);
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  const leads = may("review_letter");
  const label = (one: Scope) => t(`deadlines.scope.${one}`, { n: list.data?.scopes[one] ?? 0 });
  return (
    <div className="stack">
      <div className="row">
        <h1 className="grow">{t("nav.deadlines")}</h1>
        <Button href={`/api/deadlines/calendar?scope=${scope}`}>{t("deadlines.ics")}</Button>
      </div>
      {list.data && <p className="soft">{t("deadlines.hint", { n: list.data.remind_days })}</p>}
      <Card size="small">
        <div className="row">
          <Segmented
            aria-label={t("deadlines.scope")}
            value={scope}
            options={SCOPES.filter((one) => one !== "escalated" || leads).map((one) => ({
              value: one,
              label: label(one),
            }))}
            onChange={(one) => change({ scope: one, kind: undefined })}
          />
          <Select
            allowClear
            style={{ width: 240 }}
            placeholder={t("deadlines.kind")}
            aria-label={t("deadlines.kind")}
            value={kind}
            options={(list.data?.kinds ?? []).map((one) => ({
              value: one.code,
              label: `${say(one)} ${one.count}`,
            }))}
            onChange={(one?: string) => change({ kind: one })}
          />
        </div>
      </Card>
      <Table<Row>
        rowKey="key"
        size="middle"
        loading={list.isPending}
        columns={columns}
        dataSource={list.data?.items ?? []}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("deadlines.none")} />,
        }}
        pagination={{ current: page, pageSize: 20, total: list.data?.total ?? 0, showSizeChanger: false }}
        onChange={(at) => change({ page: String(at.current) })}
        scroll={{ x: 880 }}
      />
      {extended && <ExtendForm row={extended} close={() => setExtended(undefined)} />}
    </div>
  );
}

function useColumns(extend: (row: Row) => void): TableColumnsType<Row> {
  const { t, say } = useTexts();
  return [
    { key: "due", title: t("clues.due"), width: 200, render: (_, row) => <Deadline day={row.due} /> },
    {
      key: "about",
      title: t("deadlines.about"),
      render: (_, row) => (
        <>
          <Link to={placeOf(row.about, row.id)} className="says">
            {say(row.text)}
          </Link>
          <div className="soft">
            {say(row.office)} {row.owner?.name}{" "}
            {row.handed_up && <Mark tone="violet">{t("supply.handed")}</Mark>}
          </div>
        </>
      ),
    },
    { key: "source", title: t("deadlines.source"), width: 240, render: (_, row) => <Source row={row} /> },
    {
      key: "acts",
      title: t("users.actions"),
      width: 170,
      render: (_, row) => (
        <Space wrap size="small">
          {row.may_extend && (
            <Button size="small" onClick={() => extend(row)}>
              {t("deadlines.extend")}
            </Button>
          )}
          {row.may_urge && <Urge row={row} />}
        </Space>
      ),
    },
  ];
}

function Source({ row }: { row: Row }) {
  const { t, say } = useTexts();
  return (
    <>
      <div className="cap">{say(row.kind)}</div>
      <div className="soft">
        {say(row.by_law) || t("deadlines.internal")}{" "}
        {row.by_law.zh && !row.verified && <Mark tone="amber">{t("deadlines.unverified")}</Mark>}
      </div>
      {row.extensions === 0 && row.by_law.zh && <div className="soft">{t("deadlines.fixed")}</div>}
      {row.extended > 0 && (
        <div className="soft">{t("deadlines.extended", { n: row.extended, of: row.extensions })}</div>
      )}
    </>
  );
}

/** Drafts the letter that urges the reply, and goes to its case. */
function Urge({ row }: { row: Row }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const words = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const send = async () => {
    try {
      await got(api.POST("/api/letters/{number}/urge", { params: { path: { number: row.letter ?? 0 } } }));
      await queries.invalidateQueries();
      await navigate(`/cases/${row.id}`);
    } catch (error) {
      message.error(words(error), 6);
    }
  };
  return (
    <Button size="small" onClick={() => void send()}>
      {t("deadlines.urge")}
    </Button>
  );
}
