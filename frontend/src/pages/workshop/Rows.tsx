/** Rows of the selected need or step over the examples, with its counts and what could not be decided. */
import { Button, Empty, Table } from "antd";
import { useState } from "react";
import { useTexts } from "../../texts/texts";
import { Scroll } from "../data/Scroll";
import type { Column, Draft } from "./parts";
import { RowCase } from "./RowCase";
import type { DataLook } from "./useDataLook";
import type { Look } from "./usePreview";

interface Given {
  draft: Draft;
  name: string;
  look: Look | undefined;
  file: string | undefined;
  /** The look over the data that the rows are of; undefined: they are of the examples. */
  data?: DataLook | undefined;
}

export function Rows({ draft, name, look, file, data }: Given) {
  const { t, say } = useTexts();
  const [chosen, choose] = useState<number | null>(null);
  const columns: Column[] = draft.columns[name] ?? [];
  const title = (column: string) => {
    const found = columns.find((one) => one.name === column);
    return say(found?.label) || say(found?.kind);
  };
  if (!look)
    return (
      <>
        <p className="soft">{t(columns.length ? none(data) : "workshop.rows.wrong")}</p>
        {columns.length > 0 && (
          <ul className="columns">
            {columns.map((one) => (
              <li key={one.name}>
                <code>{one.name}</code> <span className="soft">{say(one.label) || say(one.kind)}</span>
              </li>
            ))}
          </ul>
        )}
      </>
    );
  return (
    <div className="stack">
      <p>
        {look.count === null ? say(look.why) : t("workshop.rows", { n: look.count })}
        {file && <span className="soft"> · {t("workshop.over", { file })}</span>}
        {(data?.hidden[name] ?? 0) > 0 && (
          <span className="soft"> · {t("workshop.look.hidden", { n: data?.hidden[name] ?? 0 })}</span>
        )}
      </p>
      {look.undetermined.length > 0 && (
        <ul className="reasons">
          {look.undetermined.map((one) => (
            <li key={`${one.alias}.${one.reason}`}>
              {t("workshop.doubt", { n: one.rows, of: one.alias, why: say(one) })}
            </li>
          ))}
        </ul>
      )}
      <Scroll label={t("workshop.tab.rows")} width={look.columns.length * 110}>
        <Table
          size="small"
          rowKey="key"
          pagination={false}
          locale={{
            emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("workshop.rows.empty")} />,
          }}
          dataSource={look.rows.map((cells, key) => ({ key, cells }))}
          columns={[
            ...(data && draft.may_edit
              ? [
                  {
                    key: "~case",
                    title: "",
                    render: (_: unknown, row: { key: number }) => (
                      <Button size="small" onClick={() => choose(row.key)}>
                        {t("workshop.case")}
                      </Button>
                    ),
                  },
                ]
              : []),
            ...look.columns.map((column, at) => ({
              key: column,
              title: (
                <span>
                  {column} <span className="soft">{title(column)}</span>
                </span>
              ),
              render: (_: unknown, row: { cells: (string | null)[] }) =>
                row.cells[at] ?? <span className="soft">—</span>,
            })),
          ]}
        />
      </Scroll>
      {data && chosen !== null && (
        <RowCase draft={draft} look={data.id} step={name} row={chosen} close={() => choose(null)} />
      )}
    </div>
  );
}

function none(data: DataLook | undefined) {
  return data ? "workshop.look.step" : "workshop.rows.none";
}
