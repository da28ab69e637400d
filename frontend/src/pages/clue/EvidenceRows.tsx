/** The rows of one agency: what collided is marked, a raw value stands under the clean one, columns without a value are only named. */
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import type { Table } from "./Evidence";

export function Rows({ table }: { table: Table }) {
  const { t, say, lang } = useTexts();
  const all = table.columns.map((column, at) => ({ column, at }));
  const full = all.filter(({ at }) => table.rows.some((row) => row.cells[at]?.[lang] || row.cells[at]?.raw));
  const empty = all.filter((one) => !full.includes(one)).map(({ column }) => say(column));
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways must be reachable by keyboard */}
      <section className="scroll" tabIndex={0} aria-label={say(table.title)}>
        <table>
          <thead>
            <tr>
              {full.map(({ column }) => (
                <th key={column.name} scope="col" className={column.collided ? "collided" : ""}>
                  {say(column)}
                  {column.masked && <span className="masked">{t("clue.masked.cell")}</span>}
                </th>
              ))}
              <th scope="col">{t("clue.source")}</th>
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={row.row_id}>
                {full.map(({ column, at }) => {
                  const cell = row.cells[at];
                  return (
                    <td key={column.name} className={column.collided ? "collided" : ""}>
                      {cell?.[lang] ?? "—"}
                      {cell && cell.raw !== null && cell.raw !== cell.zh && <small>{cell.raw}</small>}
                    </td>
                  );
                })}
                <td className="soft source">
                  {row.file ? t("clue.row", { file: row.file, line: row.line ?? "?" }) : "—"}
                  {row.corrected && <Mark tone="amber">{t("clue.corrected")}</Mark>}
                  {row.link && (
                    <>
                      <Mark tone="amber">{t("clue.linked")}</Mark>
                      <small>{say(row.link)}</small>
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {empty.length > 0 && (
        <p className="soft small">{t("clue.empty_columns", { names: empty.join(t("comma")) })}</p>
      )}
    </>
  );
}
