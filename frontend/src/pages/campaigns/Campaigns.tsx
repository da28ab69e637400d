/** Campaigns: those made here, those other offices ask this one to take up. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Empty, Segmented, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Deadline, Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { CampaignForm } from "./CampaignForm";
import { CampaignTag, PartTag } from "./tags";

type Row = Schemas["CampaignRow"];
const VIEWS = ["all", "open", "asked"] as const;

export function Campaigns() {
  const { t } = useTexts();
  useTitle(t("nav.campaigns"));
  const [params, setParams] = useSearchParams();
  const view = VIEWS.find((one) => one === params.get("view")) ?? "all";
  const page = Number(params.get("page") ?? 1);
  const [making, setMaking] = useState(false);
  const list = useQuery({
    queryKey: ["campaigns", view, page],
    queryFn: () => got(api.GET("/api/campaigns", { params: { query: { view, page } } })),
    placeholderData: keepPreviousData,
  });
  const columns = useColumns();
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  return (
    <div className="stack">
      <div className="row">
        <h1 className="grow">{t("nav.campaigns")}</h1>
        {list.data?.may_make && (
          <Button type="primary" onClick={() => setMaking(true)}>
            {t("campaigns.make")}
          </Button>
        )}
      </div>
      <p className="soft">{t("campaigns.hint")}</p>
      <div>
        <Segmented
          aria-label={t("campaigns.view")}
          value={view}
          options={VIEWS.map((value) => ({ value, label: t(`campaigns.view.${value}`) }))}
          onChange={(value) => setParams({ view: value })}
        />
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
              description={t(list.data?.may_make ? "campaigns.none.make" : "campaigns.none")}
            />
          ),
        }}
        pagination={{ current: page, pageSize: 20, total: list.data?.total ?? 0, showSizeChanger: false }}
        onChange={(at) => setParams({ view, page: String(at.current) })}
      />
      {making && <CampaignForm close={() => setMaking(false)} />}
    </div>
  );
}

function useColumns(): TableColumnsType<Row> {
  const { t, say } = useTexts();
  return [
    {
      key: "name",
      title: t("campaigns.name"),
      render: (_, row) => (
        <>
          <Link to={`/campaigns/${row.id}`}>{row.name}</Link>
          <div className="soft">
            {row.number} · {say(row.office)} · {say(row.line)}
          </div>
        </>
      ),
    },
    { key: "state", title: t("clues.state"), width: 110, render: (_, row) => <CampaignTag row={row} /> },
    {
      key: "own",
      title: t("campaigns.own"),
      width: 150,
      render: (_, row) =>
        row.own ? (
          <>
            <PartTag state={row.own} /> {row.reminded && <Mark tone="red">{t("campaigns.reminded")}</Mark>}
          </>
        ) : (
          "—"
        ),
    },
    {
      key: "parts",
      title: t("campaigns.answered"),
      width: 190,
      className: "number",
      render: (_, row) => t("campaigns.counts", { taken: row.taken, all: row.parts, unseen: row.unseen }),
    },
    {
      key: "last",
      title: t("campaigns.last"),
      width: 200,
      render: (_, row) =>
        row.state.code === "closed" ? (
          <span className="number">{row.last}</span>
        ) : (
          <Deadline day={row.last} />
        ),
    },
  ];
}
