/** One database: its tables, and what to take of the chosen one. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Empty, Input, Skeleton, Table } from "antd";
import { useState } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { useTexts } from "../../texts/texts";
import { FetchForm } from "./FetchForm";
import { Scroll } from "./Scroll";

type Row = Schemas["TableInfo"];

export function Source() {
  const { name = "" } = useParams();
  const [params] = useSearchParams();
  const { t } = useTexts();
  useTitle(name);
  const table = params.get("table");
  return (
    <div className="stack">
      <div className="row">
        <Link to="/data/sources">{t("source.back")}</Link>
        {table && <Link to={`/data/sources/${encodeURIComponent(name)}`}>{t("source.back.tables")}</Link>}
      </div>
      {table ? (
        <FetchForm source={name} space={params.get("space") ?? ""} table={table} />
      ) : (
        <Tables of={name} />
      )}
    </div>
  );
}

function Tables({ of }: { of: string }) {
  const { t, say } = useTexts();
  const [words, setWords] = useState("");
  const list = useQuery({
    queryKey: ["source", of],
    queryFn: () => got(api.GET("/api/data/sources/{name}/tables", { params: { path: { name: of } } })),
    refetchOnWindowFocus: false,
  });
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  if (!list.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const { answers, said, closed, tables } = list.data;
  const fits = (one: Row) =>
    `${one.space}.${one.name} ${one.about}`.toLowerCase().includes(words.trim().toLowerCase());
  return (
    <>
      <div className="row">
        <h1 className="grow">{of}</h1>
        {answers && (
          <Input
            allowClear
            style={{ width: 280 }}
            placeholder={t("source.search")}
            aria-label={t("source.search")}
            onChange={(event) => setWords(event.target.value)}
          />
        )}
      </div>
      {said.length > 0 && (
        <Alert
          type={answers ? "warning" : "error"}
          showIcon
          title={t(answers ? "source.mend" : "source.silent")}
          description={
            <ul className="reasons">
              {said.map((one) => (
                <li key={one.zh}>{say(one)}</li>
              ))}
            </ul>
          }
          action={
            !answers && (
              <Button loading={list.isFetching} onClick={() => void list.refetch()}>
                {t("source.retry")}
              </Button>
            )
          }
        />
      )}
      {answers && <Listed source={of} rows={tables.filter(fits)} words={words} />}
      {closed > 0 && <p className="soft">{t("source.closed", { n: closed })}</p>}
    </>
  );
}

function Listed({ source, rows, words }: { source: string; rows: Row[]; words: string }) {
  const { t, say } = useTexts();
  const full = (one: Row) => (one.space ? `${one.space}.${one.name}` : one.name);
  const place = (one: Row) => `?${new URLSearchParams({ space: one.space, table: one.name })}`;
  return (
    <Scroll label={source} width={720}>
      <Table<Row>
        rowKey={full}
        size="middle"
        dataSource={rows}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description={t(words ? "source.none_fits" : "source.empty")}
            />
          ),
        }}
        columns={[
          {
            key: "name",
            title: t("source.table"),
            sorter: (one, other) => full(one).localeCompare(full(other)),
            render: (_, one) => <Link to={place(one)}>{full(one)}</Link>,
          },
          { key: "kind", title: t("source.table.kind"), width: 90, render: (_, one) => say(one.kind) },
          {
            key: "rows",
            title: <span title={t("source.rows.hint")}>{t("source.rows")}</span>,
            width: 130,
            align: "right",
            className: "number",
            sorter: (one, other) => (one.rows ?? -1) - (other.rows ?? -1),
            render: (_, one) => one.rows?.toLocaleString("en-US") ?? "—",
          },
          { key: "about", title: t("source.about"), render: (_, one) => one.about },
        ]}
      />
    </Scroll>
  );
}
