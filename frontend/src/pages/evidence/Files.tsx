/** The case files the reader sees: found by words, made new or of an upload; of one clue or case where it led here. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Empty, Input, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Mark, moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { NewFile } from "./NewFile";
import { UploadFile } from "./UploadFile";

type Row = Schemas["CaseFileRow"];

export function Files() {
  const { t } = useTexts();
  useTitle(t("nav.evidence"));
  const [params, setParams] = useSearchParams();
  const [asked, setAsked] = useState<"new" | "upload">();
  const q = params.get("q") ?? "";
  const page = Number(params.get("page") ?? 1);
  const mine = params.get("mine") === "yes";
  const closed = params.get("closed") === "yes";
  const clue = params.get("clue") ?? "";
  const of = params.get("case");
  const tied = { clue, ...(of ? { case: Number(of) } : {}) };
  const query = { q, page, mine, closed, ...tied };
  const list = useQuery({
    queryKey: ["evidence", "files", query],
    queryFn: () => got(api.GET("/api/evidence/files", { params: { query } })),
    placeholderData: keepPreviousData,
  });
  const columns = useColumns();
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  const go = (next: Record<string, string>) => {
    const all = new URLSearchParams(params);
    for (const [name, value] of Object.entries(next)) value ? all.set(name, value) : all.delete(name);
    setParams(all);
  };
  const may = list.data?.may_make ?? false;
  return (
    <div className="stack">
      <div className="row">
        <h1 className="grow">{t("nav.evidence")}</h1>
        <Link to="/evidence/packs">
          <Button tabIndex={-1}>{t("evidence.packs")}</Button>
        </Link>
        {may && <Button onClick={() => setAsked("upload")}>{t("evidence.upload")}</Button>}
        {may && (
          <Button type="primary" onClick={() => setAsked("new")}>
            {t("evidence.new")}
          </Button>
        )}
      </div>
      <p className="soft">{t("evidence.hint")}</p>
      {(clue || of) && (
        <p className="row">
          <Link to={of ? `/cases/${of}` : `/clues/${clue}`}>
            {t(of ? "evidence.of.case" : "evidence.of.clue")}
          </Link>
          <Button size="small" onClick={() => go({ clue: "", case: "" })}>
            {t("evidence.of.all")}
          </Button>
        </p>
      )}
      <div className="row">
        <Input.Search
          allowClear
          maxLength={200}
          aria-label={t("evidence.search")}
          placeholder={t("evidence.search")}
          defaultValue={q}
          onSearch={(value) => go({ q: value.trim(), page: "" })}
          style={{ maxWidth: 420 }}
        />
        <Checkbox
          checked={mine}
          onChange={(event) => go({ mine: event.target.checked ? "yes" : "", page: "" })}
        >
          {t("evidence.mine")}
        </Checkbox>
        <Checkbox
          checked={closed}
          onChange={(event) => go({ closed: event.target.checked ? "yes" : "", page: "" })}
        >
          {t("evidence.closed")}
        </Checkbox>
      </div>
      <Table<Row>
        rowKey="id"
        size="middle"
        loading={list.isPending}
        columns={columns}
        dataSource={list.data?.items ?? []}
        scroll={{ x: 820 }}
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description={t(may ? "evidence.none" : "evidence.none.read")}
            />
          ),
        }}
        pagination={{ current: page, pageSize: 20, total: list.data?.total ?? 0, showSizeChanger: false }}
        onChange={(at) => go({ page: String(at.current) })}
      />
      {asked === "new" && <NewFile tied={tied} close={() => setAsked(undefined)} />}
      {asked === "upload" && <UploadFile tied={tied} close={() => setAsked(undefined)} />}
    </div>
  );
}

function useColumns(): TableColumnsType<Row> {
  const { t, say } = useTexts();
  return [
    {
      key: "title",
      title: t("evidence.title"),
      render: (_, one) => (
        <>
          <Link to={`/evidence/${one.id}`}>{one.title}</Link>{" "}
          {!one.open && <Mark tone="plain">{t("evidence.put.away")}</Mark>}
        </>
      ),
    },
    { key: "charges", title: t("evidence.charges"), render: (_, one) => one.charges.join(t("comma")) },
    { key: "stage", title: t("evidence.stage"), width: 140, render: (_, one) => say(one.stage) },
    {
      key: "of",
      title: t("evidence.of"),
      width: 180,
      render: (_, one) =>
        one.case ? (
          <Link to={`/cases/${one.case}`}>{one.case_number}</Link>
        ) : one.clue ? (
          <Link to={`/clues/${one.clue}`}>{t("evidence.a.clue")}</Link>
        ) : (
          "—"
        ),
    },
    { key: "owner", title: t("evidence.owner"), width: 120, render: (_, one) => one.owner.name },
    {
      key: "changed",
      title: t("evidence.changed"),
      width: 190,
      render: (_, one) => `${moment(one.changed)} ${one.changed_by.name}`,
    },
  ];
}
