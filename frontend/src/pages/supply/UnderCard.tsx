/** On the page of a delivery: the agreement it came under. On that of a dataset: the agreements of its versions. */
import { useQuery } from "@tanstack/react-query";
import { Card, Empty, Select, Table } from "antd";
import { Link } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { useChange } from "./choices";

export function UnderCard({ upload }: { upload: number }) {
  const { t } = useTexts();
  const change = useChange();
  const path = { number: upload };
  const found = useQuery({
    queryKey: ["supply", "upload", upload],
    queryFn: () => got(api.GET("/api/supply/uploads/{number}", { params: { path } })),
  });
  if (!found.data?.can) return null;
  const { agreement, choices } = found.data;
  const options = agreement && !choices.some((one) => one.id === agreement.id) ? [agreement] : [];
  const name = (chosen: number | undefined) =>
    void change(
      got(api.PUT("/api/supply/uploads/{number}", { params: { path }, body: { agreement: chosen ?? null } })),
    );
  return (
    <Card size="small" title={t("supply.under")}>
      <p className="soft">{t(choices.length ? "supply.under.hint" : "supply.under.none")}</p>
      {choices.length + options.length > 0 && (
        <Select
          allowClear
          style={{ width: "min(100%, 520px)" }}
          aria-label={t("supply.under")}
          placeholder={t("supply.under.choose")}
          value={agreement?.id}
          options={[...options, ...choices].map((one) => ({
            value: one.id,
            label: `${one.agency} · ${one.title}`,
          }))}
          onChange={name}
        />
      )}
    </Card>
  );
}

type Version = Schemas["VersionUnder"];

export function SupplyTab({ dataset }: { dataset: string }) {
  const { t, say } = useTexts();
  const found = useQuery({
    queryKey: ["supply", "dataset", dataset],
    queryFn: () => got(api.GET("/api/supply/datasets/{dataset}", { params: { path: { dataset } } })),
  });
  return (
    <div className="stack">
      <p className="soft">{t("supply.tab.hint")}</p>
      <Table<Version>
        rowKey="number"
        size="small"
        pagination={false}
        loading={found.isPending}
        dataSource={found.data?.versions ?? []}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("supply.tab.none")} />,
        }}
        columns={[
          { key: "number", title: t("data.version"), width: 80, dataIndex: "number" },
          {
            key: "title",
            title: t("supply.agreement"),
            render: (_, one) => (
              <>
                {one.id ? <Link to={`/supply/agreements/${one.id}`}>{one.title}</Link> : one.title}
                <div className="soft">{one.agency}</div>
              </>
            ),
          },
          { key: "purpose", title: t("supply.limits"), dataIndex: "purpose" },
          { key: "until", title: t("supply.until"), width: 120, className: "number", dataIndex: "until" },
          {
            key: "beyond",
            title: t("supply.beyond"),
            render: (_, one) =>
              one.beyond.length ? (
                <>
                  <Mark tone="amber">{one.beyond.length}</Mark> {one.beyond.map(say).join(t("comma"))}
                </>
              ) : (
                "—"
              ),
          },
        ]}
      />
      {(found.data?.agreements ?? []).map((one) => (
        <p key={one.id} className="soft">
          {t("supply.tab.running")} <Link to={`/supply/agreements/${one.id}`}>{one.title}</Link>{" "}
          <span className="soft">{one.agency}</span>
        </p>
      ))}
    </div>
  );
}
