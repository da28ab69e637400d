/** Which data are asked for or agreed on, with their columns; and the history of whatever it is. */
import { Empty, Table, Timeline } from "antd";
import { Link } from "react-router";
import type { Schemas } from "../../client/client";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";

export function Items({ of }: { of: Schemas["ItemInfo"][] }) {
  const { t, say } = useTexts();
  return (
    <Table
      rowKey="standard"
      size="small"
      pagination={false}
      dataSource={of}
      columns={[
        {
          key: "title",
          title: t("data.dataset"),
          width: 260,
          render: (_, one) => (
            <>
              {say(one.title)}
              <div className="soft">{one.standard}</div>
            </>
          ),
        },
        {
          key: "columns",
          title: t("supply.columns"),
          render: (_, one) => one.columns.map(say).join(t("comma")) || t("supply.columns.all"),
        },
        { key: "models", title: t("supply.models"), width: 120, align: "right", dataIndex: "models" },
      ]}
    />
  );
}

export function History({ of }: { of: Schemas["EventInfo"][] }) {
  const { t, say } = useTexts();
  return (
    <Timeline
      items={of.map((one, at) => ({
        key: at,
        content: (
          <>
            <strong className="cap">{say(one.what)}</strong> {one.by.name}{" "}
            <span className="soft number">{moment(one.at)}</span>
            {one.why && <div>{one.why}</div>}
            {factsOf(one.detail).length > 0 && (
              <div className="soft detail">{factsOf(one.detail).join(t("comma"))}</div>
            )}
          </>
        ),
      }))}
    />
  );
}

/** What the history says beside the reason, without what only the audit log is for. */
function factsOf(detail: Record<string, string>): string[] {
  return Object.entries(detail).flatMap(([name, value]) => (name === "sha256" ? [] : [value]));
}

export function Arrived({ of }: { of: Schemas["ArrivalInfo"][] }) {
  const { t, say } = useTexts();
  if (!of.length)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("supply.arrived.none")} />;
  return (
    <ul className="reasons">
      {of.map((one) => (
        <li key={`${one.dataset} ${one.number}`}>
          <span className="number">{one.day}</span>{" "}
          <Link to={`/data/${one.dataset}?version=${one.number}`}>
            {say(one.title)} {t("supply.version", { n: one.number })}
          </Link>
        </li>
      ))}
    </ul>
  );
}
