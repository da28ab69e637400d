/** The model behind the clue: problem, legal basis, traps, what may follow, the funnel of its run. */
import { Card, Collapse } from "antd";
import { Link } from "react-router";
import { useTexts } from "../../texts/texts";
import { BasisLines } from "../statutes/BasisLines";
import type { Page } from "./Clue";

export function ModelCard({ page }: { page: Page }) {
  const { t, say } = useTexts();
  const items = [
    { key: "problem", label: t("clue.problem"), children: say(page.problem) },
    {
      key: "basis",
      label: t("clue.basis"),
      children: <BasisLines basis={page.basis} />,
    },
    {
      key: "ways",
      label: t("clue.ways"),
      children: page.disposition.map((one) => (
        <div key={one.document.code}>
          {say(one.document)} → {say(one.to)}
          {one.asks && <div className="soft">{say(one.asks)}</div>}
        </div>
      )),
    },
    {
      key: "traps",
      label: t("clue.traps"),
      children: page.traps.map((one) => <div key={one.zh}>{say(one)}</div>),
    },
    { key: "funnel", label: t("clue.funnel"), children: <Funnel page={page} /> },
  ];
  return (
    <Card title={<Link to={`/models/${page.model}`}>{t("clue.model")}</Link>}>
      <Collapse ghost size="small" items={items} defaultActiveKey={["basis", "ways"]} />
    </Card>
  );
}

function Funnel({ page }: { page: Page }) {
  const { t, say } = useTexts();
  const most = Math.max(1, ...page.funnel.map((one) => one.rows));
  return (
    <div>
      {page.funnel.map((one) => (
        <div key={one.step} className="funnel-line">
          <span>{say(one)}</span>
          <span className="number">{t("clue.rows", { n: one.rows.toLocaleString() })}</span>
          <div className="funnel-bar" style={{ width: `${(100 * one.rows) / most}%` }} />
          {one.undetermined.map((doubt) => (
            <small key={doubt.zh} className="soft">
              {t("clue.undetermined", { n: doubt.rows.toLocaleString(), why: say(doubt) })}
            </small>
          ))}
        </div>
      ))}
    </div>
  );
}
