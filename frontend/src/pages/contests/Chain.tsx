/** The contest's chain: what was written when, and whether every link is still what was written. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Alert, Skeleton, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { Mark, moment } from "../../parts/values";
import { type Key, useTexts } from "../../texts/texts";
import type { Page } from "./useContest";

type Link = Schemas["LinkInfo"];
const SIZE = 200;
const SHOWN = 64;

export function Chain({ page }: { page: Page }) {
  const { t } = useTexts();
  const { slug } = page;
  const [at, setAt] = useState(1);
  const list = useQuery({
    queryKey: ["contest", slug, "chain", at],
    queryFn: () =>
      got(api.GET("/api/contests/{slug}/chain", { params: { path: { slug }, query: { page: at } } })),
    placeholderData: keepPreviousData,
  });
  if (list.isError && !list.data) return <Problem error={list.error} retry={list.refetch} />;
  if (!list.data) return <Skeleton active />;
  const { items, broken, total } = list.data;
  const called = (what: string) => {
    const key = `contests.link.${what}`;
    const told = t(key as Key);
    return told === key ? what : told; // a kind this page has no words for yet
  };
  const columns: TableColumnsType<Link> = [
    { key: "seq", title: "#", width: 70, className: "number", render: (_, row) => row.seq },
    {
      key: "what",
      title: t("contests.chain.what"),
      render: (_, row) => (
        <>
          {called(row.what)} {!row.holds && <Mark tone="red">{t("contests.chain.changed")}</Mark>}
          <div className="soft small digest">{toldOf(row.data)}</div>
        </>
      ),
    },
    {
      key: "at",
      title: t("contests.chain.at"),
      width: 160,
      className: "number",
      render: (_, row) => moment(row.at),
    },
    {
      key: "hash",
      title: "SHA-256",
      width: 140,
      responsive: ["lg"],
      render: (_, row) => <code title={row.hash}>{row.hash.slice(0, 12)}…</code>,
    },
  ];
  return (
    <div className="stack">
      <p className="soft">{t("contests.chain.hint")}</p>
      <Alert
        type={broken.length ? "error" : "success"}
        showIcon
        title={
          broken.length
            ? t("contests.chain.broken", { n: broken.join(t("comma")) })
            : t("contests.chain.whole", { n: total })
        }
      />
      <Table<Link>
        rowKey="seq"
        size="small"
        columns={columns}
        dataSource={items}
        pagination={{
          current: at,
          pageSize: SIZE,
          total,
          showSizeChanger: false,
          hideOnSinglePage: true,
          onChange: setAt,
        }}
      />
    </div>
  );
}

/** What a link holds, in one line; long values are cut. */
function toldOf(data: Record<string, unknown>): string {
  const empty = (value: unknown) =>
    value === "" || value === null || ["{}", "[]"].includes(JSON.stringify(value));
  return Object.entries(data)
    .filter(([, value]) => !empty(value))
    .map(([name, value]) => {
      const told = typeof value === "string" ? value : JSON.stringify(value);
      return `${name}: ${told.length > SHOWN ? `${told.slice(0, SHOWN)}…` : told}`;
    })
    .join(" · ");
}
