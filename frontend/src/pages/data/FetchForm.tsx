/** What to take of a table: columns, only newer rows or all; then it is fetched as a job. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Button, Card, Input, Select, Skeleton, Table } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import { Scroll } from "./Scroll";

type Page = Schemas["SourceTable"];
type Field = Schemas["FieldInfo"];

export function FetchForm({ source, space, table }: { source: string; space: string; table: string }) {
  const found = useQuery({
    queryKey: ["source", source, space, table],
    queryFn: () =>
      got(
        api.GET("/api/data/sources/{name}/table", {
          params: { path: { name: source }, query: { space, table } },
        }),
      ),
    refetchOnWindowFocus: false,
    retry: false,
  });
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  return <Form key={`${space}.${table}`} page={found.data} />;
}

function Form({ page }: { page: Page }) {
  const { t } = useTexts();
  const words = useWords();
  const go = useNavigate();
  const before = page.last?.origin;
  const there = new Set(page.fields.map((one) => one.name));
  const kept = (before?.columns ?? []).filter((name) => there.has(name));
  const [columns, setColumns] = useState(kept.length ? kept : page.fields.map((one) => one.name));
  const ordered = page.fields.filter((one) => one.ordered);
  const [newer, setNewer] = useState(before && there.has(before.newer) ? before.newer : "");
  const { space, name } = page.table;
  const act = useMutation({
    mutationFn: () =>
      got(
        api.POST("/api/data/sources/{name}/fetch", {
          params: { path: { name: page.source } },
          body: {
            space,
            table: name,
            newer,
            columns: columns.length === page.fields.length ? [] : columns,
          },
        }),
      ),
    onSuccess: (made) => void go(`/data/uploads/${made.id}`),
  });
  return (
    <>
      <h1>{space ? `${space}.${name}` : name}</h1>
      <p className="soft">
        {page.source} · {t("source.rows")} {page.table.rows?.toLocaleString("en-US") ?? "—"}
        {page.table.about && ` · ${page.table.about}`}
      </p>
      {page.last && (
        <p>
          {t("source.last")}
          {t("colon")}
          <Link to={`/data/uploads/${page.last.upload}`}>#{page.last.upload}</Link>{" "}
          <Link to={`/data/${page.last.dataset}`}>{page.last.dataset}</Link>
        </p>
      )}
      <Card size="small" title={t("source.newer")}>
        <div className="stack tight">
          <Select
            style={{ maxWidth: 420 }}
            aria-label={t("source.newer")}
            value={newer}
            onChange={setNewer}
            showSearch
            options={[
              { value: "", label: t("source.newer.no") },
              ...ordered.map((one) => ({ value: one.name, label: `${one.name} (${one.type})` })),
            ]}
          />
          {newer && (
            <p>
              {page.last && before?.newer === newer
                ? t("source.newer.goes", { n: page.last.upload })
                : t("source.newer.first")}
            </p>
          )}
          <p className="soft">{t("source.newer.hint")}</p>
        </div>
      </Card>
      <Columns fields={page.fields} chosen={columns} choose={setColumns} />
      {act.isError && <Alert type="error" showIcon title={words(act.error)} />}
      <div>
        <Button
          type="primary"
          loading={act.isPending}
          disabled={!columns.length}
          onClick={() => act.mutate()}
        >
          {t("source.fetch")}
        </Button>
      </div>
    </>
  );
}

interface Choice {
  fields: Field[];
  chosen: string[];
  choose: (names: string[]) => void;
}

function Columns({ fields, chosen, choose }: Choice) {
  const { t } = useTexts();
  const [words, setWords] = useState("");
  const shown = fields.filter((one) =>
    `${one.name} ${one.about}`.toLowerCase().includes(words.toLowerCase()),
  );
  return (
    <Card
      size="small"
      title={t("source.columns")}
      extra={<span className="soft">{t("source.chosen", { n: chosen.length, all: fields.length })}</span>}
    >
      <div className="stack tight">
        <div className="row">
          <span className="soft grow">{t("source.columns.hint")}</span>
          {fields.length > 12 && (
            <Input
              allowClear
              style={{ width: 240 }}
              placeholder={t("source.column.search")}
              aria-label={t("source.column.search")}
              onChange={(event) => setWords(event.target.value)}
            />
          )}
        </div>
        <Scroll label={t("source.columns")} width={560}>
          <Table<Field>
            rowKey="name"
            size="small"
            dataSource={shown}
            pagination={{ pageSize: 50, hideOnSinglePage: true, showSizeChanger: false }}
            rowSelection={{
              selectedRowKeys: chosen,
              preserveSelectedRowKeys: true,
              getTitleCheckboxProps: () => ({ "aria-label": t("source.columns") }),
              getCheckboxProps: (one) => ({ "aria-label": one.name }),
              onChange: (keys) => choose(keys.map(String)),
            }}
            columns={[
              { key: "name", title: t("source.column"), render: (_, one) => one.name },
              { key: "type", title: t("source.type"), width: 220, render: (_, one) => one.type || "—" },
              { key: "about", title: t("source.about"), render: (_, one) => one.about },
            ]}
          />
        </Scroll>
      </div>
    </Card>
  );
}
