/** The graph as a table: every node, what it is joined to, and the same acts as in the drawing. */
import { Button } from "antd";
import { useTexts } from "../../../texts/texts";
import { edgesOf, otherEnd, type Whole } from "./merge";
import { nodeText } from "./words";

interface Given {
  whole: Whole;
  chosen: string | undefined;
  choose: (node: string) => void;
  expand: (node: string) => void;
  busy: boolean;
}

export function NodeTable({ whole, chosen, choose, expand, busy }: Given) {
  const { t, lang, say } = useTexts();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard
    <section className="scroll graph-table" tabIndex={0} aria-label={t("graph.table")}>
      <table>
        <caption>{t("graph.table")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("graph.kind")}</th>
            <th scope="col">{t("graph.node")}</th>
            <th scope="col">{t("graph.joined")}</th>
            <th scope="col" className="no-print">
              {t("graph.acts")}
            </th>
          </tr>
        </thead>
        <tbody>
          {whole.nodes.map((node) => (
            <tr key={node.id} aria-current={node.id === chosen}>
              <td>{say(node.kind)}</td>
              <td>{nodeText(node, lang)}</td>
              <td>
                {edgesOf(whole, node.id)
                  .map((edge) => {
                    const other = otherEnd(whole, edge, node.id);
                    const rows = edge.rows ? t("graph.rows", { n: edge.rows }) : "";
                    return `${say(edge.relation)} → ${other ? nodeText(other, lang) : ""}${rows}`;
                  })
                  .join(t("semicolon"))}
              </td>
              <td className="no-print">
                <span className="row">
                  <Button
                    size="small"
                    aria-label={t("graph.show_one", { what: nodeText(node, lang) })}
                    onClick={() => choose(node.id)}
                  >
                    {t("graph.show")}
                  </Button>
                  {node.expandable && !whole.expanded.has(node.id) && (
                    <Button
                      size="small"
                      disabled={busy}
                      aria-label={t("graph.expand_one", { what: nodeText(node, lang) })}
                      onClick={() => expand(node.id)}
                    >
                      {t("graph.expand")}
                    </Button>
                  )}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
