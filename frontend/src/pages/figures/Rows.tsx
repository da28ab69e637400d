/** Rows of figures as a table for reading, printing and readers of the screen; a number leads to its list. */
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Schemas } from "../../client/client";
import { useMay } from "../../parts/me";
import { money } from "../../parts/values";
import { type Key, useTexts } from "../../texts/texts";
import { Scroll } from "../data/Scroll";
import { type Part, toCases, toClues } from "./links";
import "./figures.css";

type Row = Schemas["FigureRow"];
type To = (part: Part) => string;
interface Column {
  name: keyof Row;
  to?: To;
  statistical?: boolean;
}

const CLUES: Column[] = [
  { name: "clues", to: (part) => toClues(part), statistical: true },
  { name: "open", to: (part) => toClues(part, { state: "open" }), statistical: true },
  { name: "overdue", to: (part) => toClues(part, { due: "overdue" }) },
  { name: "verified", to: (part) => toClues(part, { state: "closed" }), statistical: true },
  { name: "confirmed", to: (part) => toClues(part, { state: "filed" }), statistical: true },
  { name: "median" },
  { name: "p90" },
];
const CASES: Column[] = [
  { name: "cases", to: (part) => toCases(part), statistical: true },
  { name: "rectified", to: (part) => toCases(part, { rectified: "true" }), statistical: true },
  { name: "recovered" },
  { name: "held" },
  { name: "served", to: (part) => toCases(part, { letters: "served" }) },
  { name: "replied", to: (part) => toCases(part, { letters: "replied" }) },
  { name: "accepted", to: (part) => toCases(part, { letters: "accepted" }) },
  { name: "late", to: (part) => toCases(part, { letters: "late" }) },
];

interface Props {
  head: Key;
  label: string;
  rows: Row[];
  total: Row;
  statistical: boolean;
  part: (row: Row) => Part;
  whole: Part;
  name: (row: Row) => ReactNode;
}

export function Rows({ head, label, rows, total, statistical, part, whole, name }: Props) {
  const { t } = useTexts();
  const may = useMay();
  const columns = [...CLUES, ...CASES].filter((one) => !statistical || one.statistical);
  const cells = (row: Row, of: Part) =>
    columns.map((one) => (
      <td key={one.name}>
        <Value row={row} column={one} to={one.to && may("see_clues") ? one.to(of) : undefined} />
      </td>
    ));
  return (
    <Scroll label={label} width={statistical ? 560 : 1120}>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t(head)}</th>
            {columns.map((one) => (
              <th key={one.name} scope="col">
                {t(`figures.col.${one.name}` as Key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.code}${row.own}`}>
              <th scope="row">{name(row)}</th>
              {cells(row, part(row))}
            </tr>
          ))}
          <tr className="sum">
            <th scope="row">{t("figures.sum")}</th>
            {cells(total, whole)}
          </tr>
        </tbody>
      </table>
    </Scroll>
  );
}

/** Small cells are not in the number of a row marked so: it is a lower bound, or nothing at all. */
function Value({ row, column, to }: { row: Row; column: Column; to?: string }) {
  const { t } = useTexts();
  const value = row[column.name];
  if (value === null || value === undefined) return <>—</>;
  const counts = !["median", "p90", "recovered"].includes(column.name);
  const shown = column.name === "recovered" ? money(value as string) : value.toLocaleString();
  if (row.hidden && counts) return <span title={t("figures.hidden")}>{value ? `≥ ${shown}` : "＊"}</span>;
  return to && value ? <Link to={to}>{shown}</Link> : <>{shown}</>;
}
