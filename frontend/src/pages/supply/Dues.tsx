/** Deliveries owed, as a list. */
import { Empty, Table } from "antd";
import { Link } from "react-router";
import type { Schemas } from "../../client/client";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { TONES } from "./choices";

type Row = Schemas["DueInfo"];

export function Dues({ of, short = false, loading }: { of: Row[]; short?: boolean; loading?: boolean }) {
  const { t, say } = useTexts();
  return (
    <Table<Row>
      rowKey="key"
      size="small"
      loading={loading}
      dataSource={of}
      pagination={{ pageSize: short ? 8 : 30, hideOnSinglePage: true, showSizeChanger: false }}
      locale={{
        emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("supply.dues.none")} />,
      }}
      columns={[
        { key: "day", title: t("supply.due"), width: 120, className: "number", dataIndex: "day" },
        {
          key: "what",
          title: t("data.dataset"),
          render: (_, one) => (
            <>
              {short ? (
                say(one.dataset)
              ) : (
                <Link to={`/supply/agreements/${one.agreement}`}>{say(one.dataset)}</Link>
              )}
              {!short && (
                <div className="soft">
                  {one.agency} · {say(one.office)} {one.owner.name}
                </div>
              )}
            </>
          ),
        },
        {
          key: "state",
          title: t("clues.state"),
          width: 130,
          render: (_, one) => <Mark tone={TONES[one.state.code] ?? "plain"}>{say(one.state)}</Mark>,
        },
        {
          key: "arrived",
          title: t("supply.met_by"),
          width: 200,
          render: (_, one) =>
            one.arrived ? (
              <Link to={`/data/${one.arrived.dataset}?version=${one.arrived.number}`}>
                <span className="number">{one.arrived.day}</span>{" "}
                {t("supply.version", { n: one.arrived.number })}
              </Link>
            ) : (
              "—"
            ),
        },
      ]}
    />
  );
}
