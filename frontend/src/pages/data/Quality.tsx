/** What each column of a delivery looked like, and what was not taken. */
import { Select, Table } from "antd";
import { useSearchParams } from "react-router";
import type { Schemas } from "../../client/client";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import type { Page } from "./Dataset";
import { Scroll } from "./Scroll";

type Column = Schemas["ColumnQualityInfo"];
type Figure = "filled" | "missing" | "damaged" | "repaired" | "unusable" | "rejected" | "distinct";

const FIGURES: Figure[] = ["filled", "missing", "damaged", "repaired", "unusable", "rejected", "distinct"];

export function Quality({ page }: { page: Page }) {
  const { t, say } = useTexts();
  const [, setParams] = useSearchParams();
  const shown = page.versions.find((one) => one.number === page.shown);
  return (
    <div className="stack tight">
      <div className="row">
        <Select
          style={{ width: 200 }}
          aria-label={t("data.version")}
          value={page.shown}
          onChange={(version) => setParams({ version: String(version) })}
          options={page.versions.map((one) => ({
            value: one.number,
            label: `${t("data.version.n", { n: one.number })} · ${say(one.delivery)}`,
          }))}
        />
        {shown && (
          <span className="grow">
            {t("data.balance", {
              source: shown.counts.source,
              accepted: shown.counts.accepted,
              quarantined: shown.counts.quarantined,
              aside: shown.counts.set_aside,
            })}
          </span>
        )}
      </div>
      <Why label={t("data.rejected")} of={page.rejected} />
      <Why label={t("data.aside")} of={page.set_aside} />
      <Scroll label={t("data.quality")} width={980}>
        <Table<Column>
          rowKey="name"
          size="small"
          pagination={false}
          dataSource={page.quality}
          locale={{ emptyText: t("data.quality.none") }}
          columns={[
            {
              key: "label",
              title: t("data.map.column"),
              width: 180,
              render: (_, one) => (
                <>
                  {say(one.label)} {one.required && <Mark tone="amber">{t("data.map.required")}</Mark>}
                </>
              ),
            },
            ...FIGURES.map((key) => ({
              key,
              title: t(`data.q.${key}`),
              dataIndex: key,
              width: 88,
              align: "right" as const,
              className: "number",
              render: (value: number) =>
                value ? value.toLocaleString("en-US") : <span className="soft">0</span>,
            })),
            {
              key: "range",
              title: t("data.q.range"),
              render: (_, one) => (one.least ? `${one.least} … ${one.most}` : "—"),
            },
            {
              key: "reasons",
              title: t("data.q.reasons"),
              render: (_, one) => one.reasons.map((why) => `${say(why)} ${why.count}`).join(t("semicolon")),
            },
          ]}
        />
      </Scroll>
    </div>
  );
}

function Why({ label, of }: { label: string; of: Schemas["Counted"][] }) {
  const { t, say } = useTexts();
  if (!of.length) return null;
  return (
    <div className="soft">
      {t("data.why", { label, reasons: of.map((one) => `${say(one)} ${one.count}`).join(t("semicolon")) })}
    </div>
  );
}
