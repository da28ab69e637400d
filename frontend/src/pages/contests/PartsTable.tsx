/** Rows that each have an id and a name in both languages: criteria, materials. What else a row has is given. */
import { Button, Input } from "antd";
import type { ReactNode } from "react";
import { useTexts } from "../../texts/texts";

export interface Part {
  id: string;
  zh: string;
  en: string;
}

const ID = /^[a-z][a-z0-9_]*$/;

/** Whether every row has an id of its own and both names. */
export function isNamed(rows: Part[]): boolean {
  const unique = new Set(rows.map((one) => one.id)).size === rows.length;
  return unique && rows.every((one) => ID.test(one.id) && one.zh.trim() !== "" && one.en.trim() !== "");
}

export interface PartColumn<R> {
  title: string;
  field: (row: R, set: (part: Partial<R>) => void, number: { row: number }) => ReactNode;
}

interface Given<R extends Part> {
  rows: R[];
  change: (rows: R[]) => void;
  /** Ids the file has: a name is not changed, since other places may call it. */
  known: string[];
  columns: PartColumn<R>[];
  /** What stands beside taking the row away. */
  beside?: PartColumn<R>["field"];
}

export function PartsTable<R extends Part>({ rows, change, known, columns, beside }: Given<R>) {
  const { t } = useTexts();
  return (
    <table className="parts-table">
      <thead>
        <tr>
          <th scope="col">{t("contests.id")}</th>
          <th scope="col">{t("contests.name.zh")}</th>
          <th scope="col">{t("contests.name.en")}</th>
          {columns.map((one) => (
            <th key={one.title} scope="col">
              {one.title}
            </th>
          ))}
          <th scope="col">{t("contests.act")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one, place) => {
          const number = { row: place + 1 };
          const set = (part: Partial<R>) =>
            change(rows.map((row, at) => (at === place ? { ...row, ...part } : row)));
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a new row has no name yet but its place
            <tr key={place}>
              <td>
                <Input
                  aria-label={t("contests.id.row", number)}
                  placeholder={t("contests.id")}
                  maxLength={40}
                  disabled={known.includes(one.id)}
                  value={one.id}
                  onChange={(event) => set({ id: event.target.value.trim() } as Partial<R>)}
                />
              </td>
              {(["zh", "en"] as const).map((lang) => (
                <td key={lang}>
                  <Input
                    aria-label={t(`contests.name.${lang}.row`, number)}
                    maxLength={200}
                    value={one[lang]}
                    onChange={(event) => set({ [lang]: event.target.value } as Partial<R>)}
                  />
                </td>
              ))}
              {columns.map((column) => (
                <td key={column.title}>{column.field(one, set, number)}</td>
              ))}
              <td>
                <div className="row tight">
                  {beside?.(one, set, number)}
                  <Button
                    aria-label={t("contests.remove.row", number)}
                    disabled={rows.length === 1}
                    onClick={() => change(rows.filter((_, at) => at !== place))}
                  >
                    {t("contests.remove")}
                  </Button>
                </div>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
