/** What rests on an article and what cites it, by kind, with counts and ways there. */
import { Card, Collapse, Empty } from "antd";
import { Link } from "react-router";
import type { Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";
import { useSpan } from "./Status";

export function CitedBy({ cited }: { cited: Schemas["CitedBy"] }) {
  const { t, say } = useTexts();
  return (
    <Card title={t("statutes.article.cited")}>
      {cited.kinds.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("statutes.article.cited.none")} />
      ) : (
        <Collapse
          ghost
          size="small"
          defaultActiveKey={["model"]}
          items={cited.kinds.map((kind) => ({
            key: kind.code,
            label: `${say(kind)} (${kind.count})`,
            children: <Items items={cited.items.filter((one) => one.kind.code === kind.code)} />,
          }))}
        />
      )}
    </Card>
  );
}

function Items({ items }: { items: Schemas["Citing"][] }) {
  const { say } = useTexts();
  const span = useSpan();
  return (
    <ul className="reasons">
      {items.map((one) => (
        <li key={`${one.id} ${one.cites} ${one.start} ${one.end}`}>
          {one.place ? <Link to={one.place}>{say(one.title)}</Link> : say(one.title)}{" "}
          <span className="soft">
            {one.cites} · {one.start && one.start === one.end ? one.start : span(one.start, one.end)}
          </span>
        </li>
      ))}
    </ul>
  );
}
