/** Drafts of models: those of the office, and beginning one. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Empty, Segmented, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Mark, moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { NewDraft } from "./NewDraft";

type Row = Schemas["DraftRow"];
const VIEWS = ["all", "mine"] as const;

export function Drafts() {
  const { t } = useTexts();
  useTitle(t("nav.workshop"));
  const [params, setParams] = useSearchParams();
  const view = VIEWS.find((one) => one === params.get("view")) ?? "all";
  const closed = params.get("closed") === "yes";
  const page = Number(params.get("page") ?? 1);
  const [making, setMaking] = useState(false);
  const list = useQuery({
    queryKey: ["drafts", view, closed, page],
    queryFn: () => got(api.GET("/api/workshop/drafts", { params: { query: { view, closed, page } } })),
    placeholderData: keepPreviousData,
  });
  const columns = useColumns();
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  const go = (more: Record<string, string>) =>
    setParams({ view, ...(closed ? { closed: "yes" } : {}), ...more });
  return (
    <div className="stack">
      <div className="row">
        <h1 className="grow">{t("nav.workshop")}</h1>
        {list.data?.may_build && (
          <Button type="primary" onClick={() => setMaking(true)}>
            {t("workshop.new")}
          </Button>
        )}
      </div>
      <p className="soft">{t("workshop.hint")}</p>
      <div className="row">
        <Segmented
          aria-label={t("workshop.view")}
          value={view}
          options={VIEWS.map((value) => ({ value, label: t(`workshop.view.${value}`) }))}
          onChange={(value) => go({ view: value })}
        />
        <Checkbox
          checked={closed}
          onChange={(event) => setParams({ view, ...(event.target.checked ? { closed: "yes" } : {}) })}
        >
          {t("workshop.view.closed")}
        </Checkbox>
      </div>
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
              description={t(list.data?.may_build ? "workshop.none.make" : "workshop.none.drafts")}
            />
          ),
        }}
        pagination={{ current: page, pageSize: 20, total: list.data?.total ?? 0, showSizeChanger: false }}
        onChange={(at) => go({ page: String(at.current) })}
      />
      {making && <NewDraft close={() => setMaking(false)} />}
    </div>
  );
}

function useColumns(): TableColumnsType<Row> {
  const { t, say } = useTexts();
  return [
    {
      key: "title",
      title: t("models.name"),
      render: (_, row) => (
        <>
          <Link to={`/workshop/${row.id}`}>{say(row.title) || row.model || row.id}</Link>{" "}
          {!row.open && <Mark tone="plain">{t("workshop.closed.mark")}</Mark>}
          <div className="soft">{row.model}</div>
        </>
      ),
    },
    {
      key: "line",
      responsive: ["md"],
      title: t("clues.line"),
      width: 140,
      render: (_, row) => say(row.line),
    },
    {
      key: "office",
      responsive: ["lg"],
      title: t("workshop.office"),
      width: 150,
      render: (_, row) => say(row.office),
    },
    {
      key: "owner",
      responsive: ["sm"],
      title: t("workshop.owner"),
      width: 120,
      render: (_, row) => row.owner.name,
    },
    {
      key: "changed",
      responsive: ["md"],
      title: t("workshop.last"),
      width: 220,
      render: (_, row) => (
        <span className="number">
          {moment(row.changed)} <span className="soft">{row.changed_by.name}</span>
        </span>
      ),
    },
  ];
}
