/** What is known of the chosen node: its links, each with rows that say so. */
import { Link } from "react-router";
import { useTexts } from "../../../texts/texts";
import { type Edge, edgesOf, type Node, otherEnd, type Whole } from "./merge";
import { nodeText } from "./words";

export function Details({ whole, chosen }: { whole: Whole; chosen: Node | undefined }) {
  const { t, lang, say } = useTexts();
  if (!chosen) return <aside className="graph-details soft">{t("graph.choose")}</aside>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <aside className="graph-details" tabIndex={0} aria-label={t("graph.details")}>
      <h3>
        <span className="soft">{say(chosen.kind)}</span> {nodeText(chosen, lang)}
      </h3>
      {chosen.masked && <p className="soft small">{t("clue.masked.cell")}</p>}
      {chosen.clue && !chosen.centre && <Link to={`/clues/${chosen.clue}`}>{t("graph.to_clue")}</Link>}
      {edgesOf(whole, chosen.id).map((edge) => (
        <Relation key={edge.id} edge={edge} other={otherEnd(whole, edge, chosen.id)} />
      ))}
    </aside>
  );
}

function Relation({ edge, other }: { edge: Edge; other: Node | undefined }) {
  const { t, lang, say } = useTexts();
  const witnesses = edge.witnesses ?? [];
  return (
    <section>
      <h4>
        {say(edge.relation)} → {other ? nodeText(other, lang) : ""}
      </h4>
      {edge.dataset && (
        <p className="soft small">
          {say(edge.dataset)} · {say(edge.agency)} · {t("clue.rows", { n: edge.rows ?? 0 })}
        </p>
      )}
      {witnesses.map((row) => (
        <dl key={row.row_id} className="graph-row">
          {row.cells.map((cell) => (
            <div key={cell.label.zh}>
              <dt>{say(cell.label)}</dt>
              <dd>{say(cell.value) || "—"}</dd>
            </div>
          ))}
          <div>
            <dt>{t("clue.source")}</dt>
            <dd>
              {row.file ? t("clue.row", { file: row.file, line: row.line ?? "?" }) : "—"}{" "}
              <span className="soft">{row.version}</span>
            </dd>
          </div>
        </dl>
      ))}
      {(edge.rows ?? 0) > witnesses.length && witnesses.length > 0 && (
        <p className="soft small">{t("clue.more", { n: (edge.rows ?? 0) - witnesses.length })}</p>
      )}
    </section>
  );
}
