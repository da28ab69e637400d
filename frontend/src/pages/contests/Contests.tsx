/** Contests: those that were announced, those the reader has a seat in; and making one. */
import { useQuery } from "@tanstack/react-query";
import { Button, Empty, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { NewContest } from "./NewContest";
import { PhaseTag } from "./tags";

type Row = Schemas["ContestRow"];

export function Contests() {
  const { t } = useTexts();
  useTitle(t("nav.contests"));
  const [making, setMaking] = useState(false);
  const list = useQuery({ queryKey: ["contests"], queryFn: () => got(api.GET("/api/contests")) });
  const columns = useColumns();
  if (list.isError && !list.data) return <Problem error={list.error} retry={list.refetch} />;
  return (
    <div className="stack">
      <div className="row">
        <h1 className="grow">{t("nav.contests")}</h1>
        {list.data?.may_make && (
          <Button type="primary" onClick={() => setMaking(true)}>
            {t("contests.make")}
          </Button>
        )}
      </div>
      <p className="soft">{t("contests.hint")}</p>
      <Table<Row>
        rowKey="slug"
        size="middle"
        loading={list.isPending}
        columns={columns}
        dataSource={list.data?.items ?? []}
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description={t(list.data?.may_make ? "contests.none.make" : "contests.none")}
            />
          ),
        }}
        pagination={{ pageSize: 20, showSizeChanger: false, hideOnSinglePage: true }}
      />
      {making && <NewContest close={() => setMaking(false)} />}
    </div>
  );
}

function useColumns(): TableColumnsType<Row> {
  const { t, say } = useTexts();
  return [
    {
      key: "title",
      title: t("contests.title"),
      render: (_, row) => (
        <>
          <Link to={`/contests/${row.slug}`}>{say(row.title)}</Link>
          <div className="soft">{say(row.organiser)}</div>
        </>
      ),
    },
    {
      key: "phase",
      title: t("contests.phase"),
      width: 90,
      render: (_, row) => <PhaseTag phase={row.phase} />,
    },
    {
      key: "open",
      title: t("contests.open"),
      width: 170,
      className: "number",
      responsive: ["md"],
      render: (_, row) => moment(row.open),
    },
    {
      key: "closed",
      title: t("contests.deadline"),
      width: 170,
      className: "number",
      responsive: ["sm"],
      render: (_, row) => moment(row.closed),
    },
    {
      key: "seat",
      title: t("contests.seat.own"),
      width: 90,
      render: (_, row) => (row.seat ? <span className="cap">{say(row.seat)}</span> : "—"),
    },
  ];
}
