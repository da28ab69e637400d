/** The rows of a version that were not accepted: why, where they stood; mended, sent in, or left. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Empty, Segmented, Select, Skeleton, Table } from "antd";
import { useState } from "react";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Dismiss, type Which } from "./Dismiss";
import { Mend } from "./Mend";
import { Scroll } from "./Scroll";

type List = Schemas["QuarantineList"];
export type Row = Schemas["QuarantineRow"];
type State = "open" | "mended" | "delivered" | "dismissed";

export function Quarantine() {
  const { id = "" } = useParams();
  const { t, say } = useTexts();
  const [params, setParams] = useSearchParams();
  const query = {
    version: params.get("version") ? Number(params.get("version")) : null,
    state: (params.get("state") ?? "open") as State,
    reason: params.get("reason"),
    page: Number(params.get("page") ?? 1),
    size: 20,
  };
  const list = useQuery({
    queryKey: ["quarantine", id, query],
    queryFn: () =>
      got(api.GET("/api/data/datasets/{dataset}/quarantine", { params: { path: { dataset: id }, query } })),
    placeholderData: keepPreviousData,
  });
  useTitle(t("data.quarantine"));
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  if (!list.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const found = list.data;
  const go = (part: Record<string, string | undefined>) => {
    const next = new URLSearchParams(params);
    for (const [key, value] of Object.entries({ page: undefined, ...part }))
      value ? next.set(key, value) : next.delete(key);
    setParams(next);
  };
  return (
    <div className="stack">
      <Link to={`/data/${id}`}>{t("data.back.dataset")}</Link>
      <h1>{t("data.quarantine.of", { name: say(found.title) })}</h1>
      <p className="soft">{t("data.quarantine.hint")}</p>
      <Card size="small">
        <div className="row">
          <Select
            style={{ width: 140 }}
            aria-label={t("data.version")}
            value={found.number}
            onChange={(number) => go({ version: String(number), reason: undefined })}
            options={[...new Set([...found.numbers, found.number])].map((value) => ({
              value,
              label: t("data.version.n", { n: value }),
            }))}
          />
          <Segmented<State>
            aria-label={t("clues.state")}
            value={query.state}
            onChange={(state) => go({ state, reason: undefined })}
            options={found.states.map((one) => ({
              value: one.code as State,
              label: `${say(one)} ${one.count}`,
            }))}
          />
          <Select
            allowClear
            style={{ width: 240 }}
            placeholder={t("data.reason")}
            aria-label={t("data.reason")}
            value={query.reason ?? undefined}
            onChange={(reason) => go({ reason })}
            options={found.reasons.map((one) => ({ value: one.code, label: `${say(one)} ${one.count}` }))}
          />
        </div>
      </Card>
      <Rows found={found} state={query.state} reason={query.reason} go={go} page={query.page} />
    </div>
  );
}

interface Given {
  found: List;
  state: State;
  reason: string | null;
  page: number;
  go: (part: Record<string, string | undefined>) => void;
}

function Rows({ found, state, reason, page, go }: Given) {
  const { t, say } = useTexts();
  const [picked, setPicked] = useState<Row[]>([]);
  const [mending, setMending] = useState<Row>();
  const [leaving, setLeaving] = useState<Which>();
  const mended = found.states.find((one) => one.code === "mended")?.count ?? 0;
  const open = state === "open";
  const key = (row: Row) => `${row.file}-${row.line}`;
  return (
    <>
      <div className="row">
        {open && (
          <>
            <Button
              disabled={!picked.length}
              onClick={() =>
                setLeaving({ places: picked.map((one) => [one.file, one.line]), count: picked.length })
              }
            >
              {t("data.dismiss.picked", { n: picked.length })}
            </Button>
            <Button disabled={!found.total} onClick={() => setLeaving({ reason, count: found.total })}>
              {t("data.dismiss.all", { n: found.total })}
            </Button>
          </>
        )}
        {mended > 0 && <Deliver found={found} count={mended} />}
      </div>
      <Scroll label={t("data.quarantine")} width={900}>
        <Table<Row>
          rowKey={key}
          size="small"
          dataSource={found.items}
          rowSelection={
            open
              ? {
                  selectedRowKeys: picked.map(key),
                  onChange: (_, rows) => setPicked(rows),
                  getCheckboxProps: (row) => ({ "aria-label": t("data.line", { n: row.line }) }) as object,
                }
              : undefined
          }
          pagination={{
            current: page,
            pageSize: 20,
            total: found.total,
            showSizeChanger: false,
            hideOnSinglePage: true,
            onChange: (number) => go({ page: String(number) }),
          }}
          locale={{
            emptyText: (
              <Empty
                image={Empty.PRESENTED_IMAGE_SIMPLE}
                description={open ? t("data.quarantine.empty") : t("data.none_fits")}
              />
            ),
          }}
          columns={[
            {
              key: "line",
              title: t("data.where"),
              width: 200,
              render: (_, row) => (
                <>
                  {t("data.line", { n: row.line })}
                  <div className="soft">{[row.source, row.sheet].filter(Boolean).join(" · ")}</div>
                </>
              ),
            },
            {
              key: "reasons",
              title: t("data.reason"),
              width: 200,
              render: (_, row) => row.reasons.map((one) => <div key={one.code}>{say(one)}</div>),
            },
            { key: "cells", title: t("data.record"), render: (_, row) => <Record row={row} /> },
            {
              key: "decided",
              title: open ? "" : t("data.decided"),
              width: 150,
              render: (_, row) =>
                open && row.sealed ? (
                  <span className="soft">{t("data.sealed")}</span>
                ) : open || state === "mended" ? (
                  <Button size="small" onClick={() => setMending(row)}>
                    {t("data.mend")}
                  </Button>
                ) : (
                  <>
                    {row.by?.name} {row.at && <span className="soft">{moment(row.at)}</span>}
                    <div className="soft">{row.why}</div>
                  </>
                ),
            },
            {
              key: "back",
              title: "",
              width: 90,
              render: (_, row) =>
                state === "dismissed" || state === "mended" ? <TakeBack found={found} row={row} /> : null,
            },
          ]}
        />
      </Scroll>
      {mending && (
        <Mend
          dataset={found.dataset}
          version={found.number}
          row={mending}
          close={() => setMending(undefined)}
        />
      )}
      {leaving && (
        <Dismiss
          dataset={found.dataset}
          version={found.number}
          which={leaving}
          close={() => {
            setLeaving(undefined);
            setPicked([]);
          }}
        />
      )}
    </>
  );
}

function Record({ row }: { row: Row }) {
  if (row.raw !== null && row.raw !== undefined) return <code className="detail">{row.raw}</code>;
  return (
    <span className="number">
      {row.cells
        .filter((one) => one.value || one.mended)
        .map((one) => (
          <span key={one.header} className="cell">
            <span className="soft">{one.header}</span>{" "}
            {one.mended !== null && one.mended !== undefined ? <del>{one.value}</del> : one.value}{" "}
            {one.mended !== null && one.mended !== undefined && <ins>{one.mended}</ins>}
          </span>
        ))}
    </span>
  );
}

function TakeBack({ found, row }: { found: List; row: Row }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const words = useWords();
  const queries = useQueryClient();
  const act = useMutation({
    mutationFn: () =>
      got(
        api.POST("/api/data/datasets/{dataset}/quarantine/reopen", {
          params: { path: { dataset: found.dataset } },
          body: { version: found.number, file: row.file, line: row.line },
        }),
      ),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["quarantine"] }),
    onError: (error) => void message.error(words(error)),
  });
  return (
    <Button size="small" loading={act.isPending} onClick={() => act.mutate()}>
      {t("data.reopen")}
    </Button>
  );
}

function Deliver({ found, count }: { found: List; count: number }) {
  const { t } = useTexts();
  const words = useWords();
  const go = useNavigate();
  const act = useMutation({
    mutationFn: () =>
      got(
        api.POST("/api/data/datasets/{dataset}/quarantine/deliver", {
          params: { path: { dataset: found.dataset } },
          body: { version: found.number },
        }),
      ),
    onSuccess: (made) => void go(`/data/uploads/${made.id}`),
  });
  return (
    <>
      <Button type="primary" loading={act.isPending} onClick={() => act.mutate()}>
        {t("data.deliver", { n: count })}
      </Button>
      {act.isError && <Alert type="error" showIcon title={words(act.error)} />}
    </>
  );
}
