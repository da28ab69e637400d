/** All versions of a dataset, the destroyed ones with their certificate. */
import { Table, Tooltip } from "antd";
import { Link } from "react-router";
import type { Schemas } from "../../client/client";
import { Mark, moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import type { Page } from "./Dataset";
import { Scroll } from "./Scroll";

type Row = Schemas["VersionRow"];

export function Versions({ page }: { page: Page }) {
  const { t, say } = useTexts();
  return (
    <Scroll label={t("data.versions")} width={980}>
      <Table<Row>
        rowKey="number"
        size="small"
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        dataSource={page.versions}
        columns={[
          {
            key: "number",
            title: t("data.version"),
            width: 90,
            render: (_, one) => (
              <>
                <Link to={`/data/${page.dataset}?version=${one.number}`}>{one.number}</Link>
                <div className="soft small">{one.version.slice(0, 12)}</div>
              </>
            ),
          },
          { key: "kind", title: t("data.kind"), width: 80, render: (_, one) => say(one.delivery) },
          {
            key: "created",
            title: t("data.loaded"),
            width: 150,
            render: (_, one) => (
              <>
                {one.created ? moment(one.created) : "—"}
                <div className="soft">{one.by?.name}</div>
              </>
            ),
          },
          {
            key: "rows",
            title: t("data.rows"),
            width: 100,
            align: "right",
            className: "number",
            render: (_, one) => one.rows.toLocaleString("en-US"),
          },
          {
            key: "quarantine",
            title: t("data.quarantine"),
            width: 150,
            render: (_, one) => <Quarantined of={one} dataset={page.dataset} can={page.can} />,
          },
          {
            key: "sources",
            title: t("data.sources"),
            render: (_, one) =>
              one.sources.slice(0, 4).map((source) => (
                <Tooltip key={source.where} title={`SHA-256 ${source.where}`}>
                  <div>
                    {say(source)} <code className="soft">{source.where.slice(0, 12)}</code>
                  </div>
                </Tooltip>
              )),
          },
          {
            key: "state",
            title: t("clues.state"),
            width: 150,
            render: (_, one) =>
              one.destroyed ? (
                <Link to={`/data/${page.dataset}/certificate/${one.number}`}>
                  <Mark tone="red">{t("data.destroyed")}</Mark>
                </Link>
              ) : (
                one.proofs > 0 && <Mark tone="blue">{t("data.proofs", { n: one.proofs })}</Mark>
              ),
          },
        ]}
      />
    </Scroll>
  );
}

function Quarantined({ of, dataset, can }: { of: Row; dataset: string; can: boolean }) {
  const { t } = useTexts();
  if (!of.counts.quarantined) return <span className="soft">0</span>;
  const told = t("data.quarantine.counts", { all: of.counts.quarantined, open: of.open });
  if (!can || of.destroyed) return <span>{told}</span>;
  return <Link to={`/data/${dataset}/quarantine?version=${of.number}`}>{told}</Link>;
}
