/** One dataset: versions, quality of one of them, coverage, who uses it, expiry and destruction. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Card, Descriptions, Empty, Skeleton, Table, Tabs } from "antd";
import dayjs from "dayjs";
import { Link, useParams, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { SupplyTab } from "../supply/UnderCard";
import { CoverageTab } from "./Coverage";
import { KeepTab } from "./Keep";
import { Quality } from "./Quality";
import { SampleTab } from "./Sample";
import { Versions } from "./Versions";

export type Page = Schemas["DatasetPage"];

export function Dataset() {
  const { id = "" } = useParams();
  const [params] = useSearchParams();
  const version = params.get("version");
  const { say } = useTexts();
  const query = { version: version ? Number(version) : null };
  const found = useQuery({
    queryKey: ["dataset", id, query],
    queryFn: () => got(api.GET("/api/data/datasets/{dataset}", { params: { path: { dataset: id }, query } })),
  });
  useTitle(found.data && say(found.data.title));
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return <Skeleton active paragraph={{ rows: 12 }} />;
  return <Shown page={found.data} />;
}

function Shown({ page }: { page: Page }) {
  const { t, say } = useTexts();
  const [params, setParams] = useSearchParams();
  const shown = page.versions.find((one) => one.number === page.shown);
  const open = page.versions.reduce((sum, one) => sum + (one.destroyed ? 0 : one.open), 0);
  const items = [
    { key: "quality", label: t("data.quality"), children: <Quality page={page} /> },
    ...(page.hashed ? [{ key: "sample", label: t("data.sample"), children: <SampleTab page={page} /> }] : []),
    { key: "versions", label: t("data.versions"), children: <Versions page={page} /> },
    { key: "coverage", label: t("data.coverage"), children: <CoverageTab page={page} /> },
    { key: "models", label: t("data.uses"), children: <Uses page={page} /> },
    { key: "keep", label: t("data.keep"), children: <KeepTab page={page} /> },
    { key: "supply", label: t("supply.tab"), children: <SupplyTab dataset={page.dataset} /> },
  ];
  return (
    <div className="stack">
      <Link to="/data">{t("data.back")}</Link>
      <div className="row">
        <h1 className="grow">{say(page.title)}</h1>
        {page.synthetic && <Mark tone="violet">{t("data.synthetic")}</Mark>}
        <Mark tone={page.sensitivity >= 3 ? "amber" : "plain"}>
          {t("data.level", { n: page.sensitivity })}
        </Mark>
      </div>
      <Card size="small">
        <p className="soft">
          {say(page.about)} · {t("data.standard.from", { who: say(page.provider) })}
        </p>
        <Descriptions
          size="small"
          column={{ xs: 1, md: 2, xl: 4 }}
          items={[
            { key: "owner", label: t("data.owner"), children: say(page.owner) },
            { key: "rows", label: t("data.rows"), children: shown?.rows.toLocaleString("en-US") ?? "—" },
            { key: "version", label: t("data.version"), children: page.shown },
            { key: "extracted", label: t("data.extracted"), children: page.extracted_on ?? "—" },
          ]}
        />
      </Card>
      {shown?.destroyed && (
        <Alert
          type="warning"
          showIcon
          title={t("data.gone", { n: shown.number, day: dayjs(shown.destroyed).format("YYYY-MM-DD") })}
          action={
            <Link to={`/data/${page.dataset}/certificate/${shown.number}`}>{t("data.certificate")}</Link>
          }
        />
      )}
      {page.can && open > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t("data.open.told", { n: open })}
          action={<Link to={`/data/${page.dataset}/quarantine`}>{t("data.see_quarantine")}</Link>}
        />
      )}
      <Card size="small">
        <Tabs
          items={items}
          activeKey={items.find((one) => one.key === params.get("tab"))?.key ?? "quality"}
          onChange={(key) =>
            setParams((now) => ({ ...Object.fromEntries(now), tab: key }), { replace: true })
          }
        />
      </Card>
    </div>
  );
}

function Uses({ page }: { page: Page }) {
  const { t, say } = useTexts();
  return (
    <>
      <p className="soft">{t("data.uses.hint")}</p>
      <Table
        rowKey="id"
        size="small"
        pagination={false}
        dataSource={page.models}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("data.uses.none")} />,
        }}
        columns={[
          {
            key: "title",
            title: t("models.name"),
            render: (_, one) => <Link to={`/models/${one.id}`}>{say(one.title)}</Link>,
          },
          { key: "level", title: t("data.sensitivity"), width: 110, dataIndex: "sensitivity" },
          {
            key: "columns",
            title: t("data.uses.columns"),
            render: (_, one) => one.columns.map(say).join(t("comma")),
          },
        ]}
      />
    </>
  );
}
