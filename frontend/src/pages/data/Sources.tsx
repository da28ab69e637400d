/** The databases that rows may be taken from, and the tables that were taken before. */
import { useQuery } from "@tanstack/react-query";
import { Card, Empty, Skeleton, Table } from "antd";
import { Link } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Again, full, placeOf } from "./Origin";
import { Scroll } from "./Scroll";
import { UploadState } from "./Uploads";

type Source = Schemas["SourceInfo"];
type Before = Schemas["FetchedBefore"];

const SECTION = `[[sources]]
name = "pensions"
url = "postgresql://reader@10.0.0.8:5432/pensions"
password_file = "pensions.password"
owner = "340100"
tables = ["public.*"]`;

export function Sources() {
  const { t } = useTexts();
  useTitle(t("source.title"));
  const list = useQuery({ queryKey: ["sources"], queryFn: () => got(api.GET("/api/data/sources")) });
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  if (!list.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  return (
    <div className="stack">
      <Link to="/data">{t("data.back")}</Link>
      <h1>{t("source.title")}</h1>
      <p className="soft">{t("source.hint")}</p>
      {list.data.items.length ? list.data.items.map((one) => <One key={one.name} source={one} />) : <None />}
    </div>
  );
}

/** What the administrator has to write, and where. */
function None() {
  const { t } = useTexts();
  return (
    <Card>
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("source.none")} />
      <p>{t("source.none.how")}</p>
      <pre className="detail">{SECTION}</pre>
      <p className="soft">{t("source.none.office")}</p>
    </Card>
  );
}

function One({ source }: { source: Source }) {
  const { t, say } = useTexts();
  return (
    <Card
      size="small"
      title={`${source.name} · ${source.kind} · ${say(source.owner)}`}
      extra={<Link to={`/data/sources/${encodeURIComponent(source.name)}`}>{t("source.choose")}</Link>}
    >
      {source.before.length ? (
        <Taken source={source} />
      ) : (
        <span className="soft">{t("source.before.none")}</span>
      )}
    </Card>
  );
}

function Taken({ source }: { source: Source }) {
  const { t } = useTexts();
  return (
    <Scroll label={`${source.name} ${t("source.before")}`} width={720}>
      <Table<Before>
        rowKey="upload"
        size="small"
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={source.before}
        columns={[
          {
            key: "table",
            title: t("source.before"),
            render: (_, one) => (
              <Link to={placeOf(source.name, one.origin.space, one.origin.table)}>{full(one.origin)}</Link>
            ),
          },
          { key: "at", title: t("source.at"), width: 150, render: (_, one) => moment(one.at) },
          {
            key: "rows",
            title: t("source.taken"),
            width: 110,
            align: "right",
            className: "number",
            render: (_, one) => one.origin.rows?.toLocaleString("en-US") ?? "—",
          },
          {
            key: "state",
            title: t("clues.state"),
            width: 150,
            render: (_, one) => (
              <Link to={`/data/uploads/${one.upload}`}>
                <UploadState of={one} />
              </Link>
            ),
          },
          {
            key: "again",
            title: t("users.actions"),
            width: 150,
            render: (_, one) => <Again small of={{ ...one, id: one.upload }} />,
          },
        ]}
      />
    </Scroll>
  );
}
