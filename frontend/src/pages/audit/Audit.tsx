/** The audit log: searched from its end, verified, exported; nothing of it can be changed. */
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Alert, Button, Card, DatePicker, Empty, Input, Table, type TableColumnsType } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Mark, moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Whose } from "./Whose";

type Row = Schemas["AuditRow"];
interface Wanted {
  actor?: string;
  action?: string;
  object?: string;
  first?: string;
  last?: string;
}

export function Audit() {
  const { t } = useTexts();
  useTitle(t("nav.audit"));
  const [typed, setTyped] = useState<Wanted>({});
  const [wanted, setWanted] = useState<Wanted & { asked: number }>({ asked: 0 });
  const { asked, ...filter } = wanted;
  // every search is written into the log: none is made but when somebody asks for it
  const list = useInfiniteQuery({
    queryKey: ["audit", filter, asked],
    queryFn: ({ pageParam }) =>
      got(api.GET("/api/audit", { params: { query: { ...filter, more: pageParam } } })),
    initialPageParam: "",
    getNextPageParam: (last) => last.more ?? undefined,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const columns = useColumns();
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  const pages = list.data?.pages ?? [];
  const rows = pages.flatMap((page) => page.items);
  const back = pages.at(-1)?.back_to;
  const search = () => setWanted({ ...typed, asked: asked + 1 });
  const field = (name: "actor" | "action" | "object", hint = t(`audit.${name}`)) => (
    <Input
      allowClear
      style={{ width: name === "action" ? 300 : 170 }}
      maxLength={80}
      placeholder={hint}
      aria-label={t(`audit.${name}`)}
      onChange={(event) => setTyped({ ...typed, [name]: event.target.value || undefined })}
      onPressEnter={search}
    />
  );
  return (
    <div className="stack">
      <h1>{t("nav.audit")}</h1>
      <p className="soft">{t("audit.hint")}</p>
      <Card size="small">
        <div className="row">
          {field("actor")}
          {field("action", `${t("audit.action")} · ${t("audit.action.hint")}`)}
          {field("object")}
          <DatePicker.RangePicker
            allowEmpty={[true, true]}
            aria-label={t("audit.days")}
            onChange={(days) =>
              setTyped({
                ...typed,
                first: days?.[0]?.format("YYYY-MM-DD"),
                last: days?.[1]?.format("YYYY-MM-DD"),
              })
            }
          />
          <Button type="primary" onClick={search}>
            {t("audit.search")}
          </Button>
          <Button href={`/api/audit/export?${new URLSearchParams(given(filter))}`}>
            {t("audit.export")}
          </Button>
        </div>
      </Card>
      <div className="two">
        <Verify />
        <Whose />
      </div>
      <Table<Row>
        rowKey={(row) => `${row.seq ?? "w"}-${row.at}-${row.action}-${row.object}`}
        size="small"
        loading={list.isFetching}
        columns={columns}
        dataSource={rows}
        pagination={false}
        expandable={{
          expandedRowRender: (row) => <pre className="detail">{JSON.stringify(row.detail, null, 1)}</pre>,
          rowExpandable: (row) => Object.keys(row.detail).length > 0,
        }}
        locale={{ emptyText: <Empty description={t("audit.empty")} /> }}
        scroll={{ x: 900 }}
      />
      <div className="row">
        {list.hasNextPage ? (
          <>
            <Button onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
              {t("audit.more")}
            </Button>
            {back && <span className="soft">{t("audit.back", { day: moment(back) })}</span>}
          </>
        ) : (
          rows.length > 0 && <span className="soft">{t("audit.end")}</span>
        )}
      </div>
    </div>
  );
}

function Verify() {
  const { t, say } = useTexts();
  const words = useWords();
  const verify = useMutation({ mutationFn: () => got(api.POST("/api/audit/verify")) });
  const found = verify.data;
  return (
    <Card size="small">
      <div className="stack">
        <div>
          <Button onClick={() => verify.mutate()} loading={verify.isPending}>
            {t("audit.verify")}
          </Button>
        </div>
        {verify.isError && <Alert type="error" showIcon title={words(verify.error)} />}
        {found?.ok && (
          <Alert type="success" showIcon title={t("audit.whole", { n: found.entries, m: found.unsealed })} />
        )}
        {found && !found.ok && (
          <Alert
            type="error"
            showIcon
            title={t("audit.broken", { n: found.problem_count })}
            description={
              <ul>
                {found.problems.map((one) => (
                  <li key={`${one.seq} ${one.en}`}>{say(one)}</li>
                ))}
              </ul>
            }
          />
        )}
      </div>
    </Card>
  );
}

/** Only what was given. */
function given(wanted: Wanted): Record<string, string> {
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value)) as Record<string, string>;
}

function useColumns(): TableColumnsType<Row> {
  const { t } = useTexts();
  return [
    {
      key: "seq",
      title: t("audit.seq"),
      width: 110,
      className: "number",
      render: (_, row) => row.seq ?? <Mark tone="amber">{t("audit.unsealed")}</Mark>,
    },
    {
      key: "at",
      title: t("audit.at"),
      width: 180,
      className: "number",
      render: (_, row) => dayjs(row.at).format("YYYY-MM-DD HH:mm:ss"),
    },
    { key: "actor", title: t("audit.actor"), dataIndex: "actor", width: 150 },
    { key: "action", title: t("audit.action"), dataIndex: "action", width: 180 },
    { key: "object", title: t("audit.object"), dataIndex: "object" },
  ];
}
