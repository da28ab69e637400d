/** The columns of the inbox: the sentence first, the rest beside it; narrow screens lose what the sentence says anyway. */
import type { TableColumnsType } from "antd";
import { Link } from "react-router";
import type { Schemas } from "../../client/client";
import { Deadline, LevelTag, Mark, money, StateTag } from "../../parts/values";
import { useTexts } from "../../texts/texts";

export type Row = Schemas["ClueRow"];

export function useColumns(sort: string | undefined, leave: () => void): TableColumnsType<Row> {
  const { t } = useTexts();
  const order = (name: string) => (sort === name ? "ascend" : sort === `-${name}` ? "descend" : null);
  return [
    { key: "level", title: t("clues.level"), width: 84, render: (_, row) => <LevelTag level={row.level} /> },
    { key: "says", title: t("clues.says"), render: (_, row) => <Sentence row={row} leave={leave} /> },
    {
      key: "amount",
      title: t("clues.amount"),
      width: 136,
      align: "right",
      className: "number",
      sorter: true,
      sortOrder: order("amount"),
      render: (_, row) => money(row.amount),
    },
    {
      key: "day",
      title: t("clues.day"),
      width: 116,
      className: "number",
      responsive: ["xl"],
      sorter: true,
      sortOrder: order("day"),
      render: (_, row) => row.day ?? "—",
    },
    { key: "state", title: t("clues.state"), width: 136, render: (_, row) => <StateTag state={row.state} /> },
    {
      key: "deadline",
      title: t("clues.owner_due"),
      width: 196,
      sorter: true,
      sortDirections: ["ascend"],
      sortOrder: order("deadline"),
      render: (_, row) => (
        <>
          <div>{row.owner?.name ?? "—"}</div>
          {row.deadline && <Deadline day={row.deadline} />}
        </>
      ),
    },
  ];
}

function Sentence({ row, leave }: { row: Row; leave: () => void }) {
  const { t, say } = useTexts();
  return (
    <>
      <Link to={`/clues/${row.id}`} className="says" onClick={leave}>
        {say(row.says)}
      </Link>
      <div className="row tight soft">
        <span>{say(row.title)}</span>
        <span>{say(row.place)}</span>
        {row.touched && <Mark tone="amber">{t("clues.touched")}</Mark>}
        {row.found === "vanished" && <Mark tone="plain">{t("clues.vanished")}</Mark>}
        {row.episode > 1 && <Mark tone="blue">{t("clues.episode", { n: row.episode })}</Mark>}
      </div>
    </>
  );
}
