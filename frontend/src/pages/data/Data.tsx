/** The data there is, deliveries on their way, and what nobody delivered yet. */
import { DatabaseOutlined, IdcardOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Card, Empty, Input, Skeleton, Table, type TableColumnsType, Tooltip } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { Link } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { useMay } from "../../parts/me";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Mark, moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Scroll } from "./Scroll";
import { UploadCard } from "./UploadCard";
import { Uploads } from "./Uploads";

type Row = Schemas["DatasetRow"];
type Missing = Schemas["MissingData"];

export function Data() {
  const { t } = useTexts();
  const may = useMay();
  useTitle(t("data.title"));
  const [words, setWords] = useState("");
  const list = useQuery({ queryKey: ["datasets"], queryFn: () => got(api.GET("/api/data/datasets")) });
  const columns = useColumns();
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  if (!list.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const wanted = words.toLowerCase();
  const fits = (one: Row | Missing) => JSON.stringify(one).toLowerCase().includes(wanted);
  const loads = may("load_data");
  return (
    <div className="stack">
      <div className="row">
        <h1 className="grow">{t("data.title")}</h1>
        <Input
          allowClear
          style={{ width: 280 }}
          placeholder={t("data.search")}
          aria-label={t("data.search")}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
      {loads && <UploadCard />}
      {loads && (
        <div className="row">
          <Link to="/data/sources">
            <DatabaseOutlined /> {t("source.nav")}
          </Link>
          <Link to="/data/identity">
            <IdcardOutlined /> {t("identity.nav")}
          </Link>
        </div>
      )}
      {loads && <Uploads />}
      <Scroll label={t("data.title")} width={860}>
        <Table<Row>
          rowKey="dataset"
          size="middle"
          columns={columns}
          dataSource={list.data.items.filter(fits)}
          pagination={false}
          locale={{
            emptyText: (
              <Empty
                image={Empty.PRESENTED_IMAGE_SIMPLE}
                description={words ? t("data.none_fits") : loads ? t("data.empty") : t("data.empty.ask")}
              />
            ),
          }}
        />
      </Scroll>
      {list.data.destroyed.length > 0 && (
        <Card size="small" title={t("data.destroyed.title")}>
          <div className="row">
            {list.data.destroyed.map((name) => (
              <Link key={name} to={`/data/${name}`}>
                {name}
              </Link>
            ))}
          </div>
        </Card>
      )}
      {(list.data.missing.some(fits) || !words) && <NotThere rows={list.data.missing.filter(fits)} />}
    </div>
  );
}

function NotThere({ rows }: { rows: Missing[] }) {
  const { t, say } = useTexts();
  const asks = useMay()("load_data");
  return (
    <Card size="small" title={t("data.missing.title")}>
      <p className="soft">{t("data.missing.hint")}</p>
      <Table<Missing>
        rowKey="id"
        size="small"
        dataSource={rows}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("data.missing.none")} />,
        }}
        columns={[
          {
            key: "title",
            title: t("data.dataset"),
            render: (_, one) => (
              <>
                {say(one.title)}
                <div className="soft">{one.id}</div>
              </>
            ),
          },
          { key: "provider", title: t("data.provider"), render: (_, one) => say(one.provider) },
          { key: "models", title: t("data.missing.models"), render: (_, one) => <Models of={one.models} /> },
          ...(asks
            ? [
                {
                  key: "acts",
                  title: t("users.actions"),
                  width: 110,
                  render: (_: unknown, one: Missing) => (
                    <Link to={`/supply?new=1&standards=${one.id}`}>{t("supply.ask")}</Link>
                  ),
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}

/** The first models by name, the others by number. */
export function Models({ of }: { of: Schemas["ModelUse"][] }) {
  const { t, say } = useTexts();
  if (!of.length) return <span className="soft">—</span>;
  const rest = of.slice(3);
  return (
    <>
      {of.slice(0, 3).map((one) => (
        <div key={one.id}>
          <Link to={`/models/${one.id}`}>{say(one.title)}</Link>
        </div>
      ))}
      {rest.length > 0 && (
        <Tooltip title={rest.map((one) => say(one.title)).join(t("semicolon"))}>
          <span className="soft">{t("data.more_models", { n: rest.length })}</span>
        </Tooltip>
      )}
    </>
  );
}

function useColumns(): TableColumnsType<Row> {
  const { t, say } = useTexts();
  const may = useMay();
  const age = (one: Row) => (one.delivered ? dayjs().diff(dayjs(one.delivered), "day") : 0);
  return [
    {
      key: "title",
      title: t("data.dataset"),
      sorter: (one, other) => one.dataset.localeCompare(other.dataset),
      render: (_, one) => (
        <>
          <Link to={`/data/${one.dataset}`}>{say(one.title)}</Link>
          <div className="soft">
            {one.dataset} {one.synthetic && <Mark tone="violet">{t("data.synthetic")}</Mark>}
          </div>
        </>
      ),
    },
    { key: "owner", title: t("data.owner"), render: (_, one) => say(one.owner) },
    {
      key: "delivered",
      title: t("data.delivered"),
      width: 170,
      sorter: (one, other) => age(other) - age(one),
      render: (_, one) => (
        <>
          {one.delivered ? moment(one.delivered) : "—"}
          <div className="soft">{t("data.age", { n: age(one), v: one.number })}</div>
          {one.expires && one.expires < dayjs().format("YYYY-MM-DD") && (
            <Mark tone="red">{t("data.expired")}</Mark>
          )}
        </>
      ),
    },
    {
      key: "rows",
      title: t("data.rows"),
      width: 110,
      align: "right",
      className: "number",
      sorter: (one, other) => one.rows - other.rows,
      render: (_, one) => one.rows.toLocaleString("en-US"),
    },
    {
      key: "open",
      title: t("data.open"),
      width: 110,
      align: "right",
      sorter: (one, other) => one.open - other.open,
      render: (_, one) =>
        one.open && may("load_data") ? (
          <Link to={`/data/${one.dataset}/quarantine`}>{one.open}</Link>
        ) : (
          <span className="number">{one.open}</span>
        ),
    },
    { key: "models", title: t("data.models"), width: 260, render: (_, one) => <Models of={one.models} /> },
  ];
}
