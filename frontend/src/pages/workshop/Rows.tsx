/** Rows of the selected need or step over the examples, with its counts and what could not be decided. */
import { Empty, Table } from "antd";
import { useTexts } from "../../texts/texts";
import { Scroll } from "../data/Scroll";
import type { Column, Draft } from "./parts";
import type { Look } from "./usePreview";

interface Given {
  draft: Draft;
  name: string;
  look: Look | undefined;
  file: string | undefined;
}

export function Rows({ draft, name, look, file }: Given) {
  const { t, say } = useTexts();
  const columns: Column[] = draft.columns[name] ?? [];
  const title = (column: string) => {
    const found = columns.find((one) => one.name === column);
    return say(found?.label) || say(found?.kind);
  };
  if (!look)
    return (
      <>
        <p className="soft">{t(columns.length ? "workshop.rows.none" : "workshop.rows.wrong")}</p>
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
          columns={look.columns.map((column, at) => ({
            key: column,
            title: (
              <span>
                {column} <span className="soft">{title(column)}</span>
              </span>
            ),
            render: (_, row) => row.cells[at] ?? <span className="soft">—</span>,
          }))}
        />
      </Scroll>
    </div>
  );
}
