/** The result of one type: works by rank, with the interval in which a rank may lie. Types are never compared. */
import { Card } from "antd";
import type { Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";
import { SheetLinks } from "./Papers";
import type { Page } from "./useContest";
import { Wide } from "./Wide";
import "../figures/figures.css";

interface Given {
  of: Schemas["TypeResult"];
  /** To call criteria that told equal scores apart by their names. */
  page?: Page;
  /** Whether what agreement means is told, and notes; not on the page for everybody. */
  notes?: boolean;
}

export function ResultTable({ of, page, notes = true }: Given) {
  const { t, say } = useTexts();
  const named = of.works.some((one) => one.title !== null);
  const criteria = page?.types.find((one) => one.type.code === of.type.code)?.criteria ?? [];
  const called = (id: string) => say(criteria.find((one) => one.id === id)) || id;
  return (
    <Card title={<span className="cap">{say(of.type)}</span>}>
      {notes && <p>{say(of)}</p>}
      <Wide label={say(of.type)}>
        <table className="figures results">
          <thead>
            <tr>
              <th scope="col">{t("contests.work.entered")}</th>
              <th scope="col">{t("contests.rank")}</th>
              <th scope="col">{t("contests.score")}</th>
              <th scope="col" className="span">
                {t("contests.interval")}
              </th>
              <th scope="col" className="wide">
                {t("contests.forms")}
              </th>
              <th scope="col" className="words">
                {t("contests.awards")}
              </th>
            </tr>
          </thead>
          <tbody>
            {of.works.map((one) => (
              <tr key={one.work}>
                <th scope="row">
                  <span className="number">{one.work}</span> {named && one.title}
                  {one.authors && (
                    <div className="soft">{one.authors.map((each) => each.name).join(t("comma"))}</div>
                  )}
                  {page?.may.includes("export") && one.forms > 0 && (
                    <SheetLinks page={page} work={one.work} />
                  )}
                </th>
                <td>
                  {one.rank ?? <span className="cap">{say(one.standing)}</span>}
                  {one.first !== null && one.first !== one.rank && ` ← ${one.first}`}
                  {one.told_apart_by.length > 0 && (
                    <div className="soft small">
                      {t("contests.told.apart", { by: one.told_apart_by.map(called).join(t("comma")) })}
                    </div>
                  )}
                </td>
                <td>{one.score ?? "—"}</td>
                <td className="span">
                  {one.low !== null && one.high !== null ? `${one.low}–${one.high}` : "—"}
                </td>
                <td className="wide">{one.forms}</td>
                <td className="words">{one.award ? say(one.award) : "—"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      {notes && of.notes.length > 0 && (
        <ul className="reasons">
          {of.notes.map((one) => (
            <li key={one.en}>{say(one)}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}
