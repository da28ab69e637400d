/** Kept calculations: all that one sees, or those of a case or a clue. Two of them can be compared. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Card, Empty, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Mark, moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { advicePlace } from "../advice/places";
import { comparePlace, formPlace } from "./places";
import { ends } from "./Result";

type Row = Schemas["KeptRow"];

export function useKept(query: { case?: number; clue?: string; page?: number }) {
  return useQuery({
    queryKey: ["sentencing", "list", query],
    queryFn: () => got(api.GET("/api/sentencing/kept", { params: { query } })),
    placeholderData: keepPreviousData,
  });
}

export function KeptList() {
  const { t } = useTexts();
  useTitle(t("sentencing.kept"));
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const [chosen, setChosen] = useState<number[]>([]);
  const page = Number(params.get("page") ?? 1);
  const list = useKept({ page });
  const columns = useColumns();
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  const [one, other] = chosen;
  return (
    <div className="stack">
      <div className="row">
        <h1 className="grow">{t("sentencing.kept")}</h1>
        <span className="row no-print">
          <Button
            disabled={chosen.length !== 2}
            onClick={() =>
              one && other && void navigate(comparePlace(Math.min(one, other), Math.max(one, other)))
            }
          >
            {t("sentencing.compare.two")}
          </Button>
          <Link to={formPlace()}>
            <Button type="primary" tabIndex={-1}>
              {t("sentencing.new")}
            </Button>
          </Link>
        </span>
      </div>
      <p className="soft">{t("sentencing.kept.hint")}</p>
      <Table<Row>
        rowKey="id"
        size="middle"
        loading={list.isPending}
        columns={columns}
        dataSource={list.data?.items ?? []}
        scroll={{ x: 820 }}
        rowSelection={{
          hideSelectAll: true,
          selectedRowKeys: chosen,
          preserveSelectedRowKeys: true,
          onChange: (keys) => setChosen(keys.map(Number).slice(-2)),
          getCheckboxProps: (row) => ({ "aria-label": row.title }),
        }}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("sentencing.kept.none")} />,
        }}
        pagination={{ current: page, pageSize: 20, total: list.data?.total ?? 0, showSizeChanger: false }}
        onChange={(at) => setParams({ page: String(at.current) })}
      />
    </div>
  );
}

function useColumns(): TableColumnsType<Row> {
  const { t } = useTexts();
  return [
    {
      title: t("sentencing.keep.title"),
      key: "title",
      render: (_, one) => (
        <>
          <Link className="in-text" to={`/sentencing/kept/${one.id}`}>
            {one.title}
          </Link>{" "}
          {one.aside && <Mark tone="red">{t("sentencing.aside")}</Mark>}
          {one.needs_review && <Mark tone="amber">{t("sentencing.review")}</Mark>}
        </>
      ),
    },
    { title: t("sentencing.charge"), dataIndex: "charges", width: 180 },
    {
      title: t("sentencing.term"),
      key: "term",
      width: 120,
      render: (_, one) => t("sentencing.n_months", { n: ends(one.low, one.high) }),
    },
    {
      title: t("sentencing.of"),
      key: "of",
      width: 190,
      render: (_, one) =>
        one.case ? (
          <Link to={`/cases/${one.case}`}>{one.case_number}</Link>
        ) : one.clue ? (
          <Link to={`/clues/${one.clue}`}>{t("sentencing.to_clue")}</Link>
        ) : (
          t("sentencing.own")
        ),
    },
    { title: t("sentencing.by"), key: "by", width: 110, render: (_, one) => one.by.name },
    { title: t("sentencing.at"), key: "at", width: 150, render: (_, one) => moment(one.at) },
  ];
}

/** On the page of a case or a clue: what was calculated for it, and a way to calculate. */
export function KeptOf({ about }: { about: { case?: number; clue?: string } }) {
  const { t } = useTexts();
  const list = useKept(about);
  return (
    <Card
      title={t("nav.sentencing")}
      extra={
        <span className="row tight no-print">
          <Link to={advicePlace(about)}>{t("nav.advice")}</Link>
          <Link to={formPlace(about)}>
            <Button tabIndex={-1}>{t("sentencing.new")}</Button>
          </Link>
        </span>
      }
    >
      {list.data?.items.length ? (
        <ul className="reasons">
          {list.data.items.map((one) => (
            <li key={one.id}>
              <Link className="in-text" to={`/sentencing/kept/${one.id}`}>
                {one.title}
              </Link>{" "}
              {one.aside && <Mark tone="red">{t("sentencing.aside")}</Mark>}{" "}
              <span className="soft">
                {one.charges} {t("sentencing.n_months", { n: ends(one.low, one.high) })}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p className="soft">{t("sentencing.of.none")}</p>
      )}
    </Card>
  );
}
