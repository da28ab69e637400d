/** The laws the office imported: by the words of a title, or straight to an article by its number. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Empty, Input, Table, type TableColumnsType, Tag } from "antd";
import { Link, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { useTexts } from "../../texts/texts";
import { articlePlace, lawPlace } from "./places";
import { StatusTag } from "./Status";

type Row = Schemas["LawRow"];

export function Statutes() {
  const { t, say } = useTexts();
  useTitle(t("nav.statutes"));
  const [params, setParams] = useSearchParams();
  const q = params.get("q") ?? "";
  const page = Number(params.get("page") ?? 1);
  const list = useQuery({
    queryKey: ["statutes", q, page],
    queryFn: () => got(api.GET("/api/statutes", { params: { query: { q, page } } })),
    placeholderData: keepPreviousData,
  });
  const columns = useColumns();
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  const go = (next: Record<string, string>) =>
    setParams(Object.fromEntries(Object.entries({ q, ...next }).filter((pair) => pair[1])));
  const filled = list.data?.filled ?? true;
  return (
    <div className="stack">
      <h1>{t("nav.statutes")}</h1>
      <p className="soft">{t("statutes.hint")}</p>
      <div className="row no-print">
        <Link to="/statutes/check">{t("statutes.check")}</Link>
        <Link to="/statutes/fill">{t("statutes.fill")}</Link>
      </div>
      {filled && (
        <Input.Search
          allowClear
          aria-label={t("statutes.search")}
          placeholder={t("statutes.search")}
          defaultValue={q}
          onSearch={(value) => go({ q: value.trim() })}
          style={{ maxWidth: 480 }}
        />
      )}
      {!!list.data?.jumps.length && (
        <p>
          {t("statutes.jump")}
          {list.data.jumps.map((one) => (
            <Link key={one.article} to={articlePlace(one.law, one.article)} style={{ marginInlineEnd: 16 }}>
              《{one.title}》{one.label}
            </Link>
          ))}
        </p>
      )}
      <Table<Row>
        rowKey="law"
        size="middle"
        loading={list.isPending}
        columns={columns}
        dataSource={list.data?.items ?? []}
        scroll={{ x: 720 }}
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description={
                filled ? (
                  t("statutes.none")
                ) : (
                  <>
                    {t("statutes.empty")}
                    <br />
                    {say(list.data?.hint)}
                  </>
                )
              }
            />
          ),
        }}
        pagination={{ current: page, pageSize: 20, total: list.data?.total ?? 0, showSizeChanger: false }}
        onChange={(at) => go({ page: String(at.current) })}
      />
    </div>
  );
}

function useColumns(): TableColumnsType<Row> {
  const { t } = useTexts();
  return [
    {
      title: t("statutes.title"),
      key: "title",
      render: (_, one) => <Link to={lawPlace(one.law)}>{one.title}</Link>,
    },
    {
      title: t("statutes.versions"),
      key: "versions",
      width: 120,
      render: (_, one) => t("statutes.versions.n", { n: one.versions }),
    },
    {
      title: t("statutes.status"),
      key: "status",
      width: 140,
      render: (_, one) =>
        one.repealed ? <Tag color="red">{t("statutes.repealed")}</Tag> : <StatusTag status={one.status} />,
    },
    {
      title: t("statutes.start"),
      key: "start",
      width: 240,
      render: (_, one) =>
        one.start ? `${one.start}${one.sure ? "" : t("statutes.unsure")}` : t("statutes.start.unknown"),
    },
  ];
}
