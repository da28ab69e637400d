/** Progress by office, with what each was asked and answered; numbers lead to the inbox. */
import { Card } from "antd";
import { Link } from "react-router";
import type { Schemas } from "../../client/client";
import { moment, money } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Scroll } from "../data/Scroll";
import { toClues } from "../figures/links";
import type { Page } from "./Campaign";
import { PartTag } from "./tags";
import "../figures/figures.css";

type Part = Schemas["PartInfo"];
const COUNTS = ["clues", "open", "verified", "confirmed", "cases", "rectified"] as const;
const STATES = { clues: "", open: "open", verified: "closed", confirmed: "filed", cases: "", rectified: "" };

export function Parts({ page }: { page: Page }) {
  const { t, say } = useTexts();
  const models = page.models.map((one) => one.model).join(",");
  const cell = (part: Part, name: (typeof COUNTS)[number]) => {
    const n = part.progress?.[name];
    if (n === undefined) return "—";
    const listed = name !== "cases" && name !== "rectified" && n > 0;
    const more = { model: models, found: "present", state: STATES[name] };
    return listed ? <Link to={toClues({ office: part.office.code }, more)}>{n}</Link> : n;
  };
  return (
    <Card title={t("campaigns.parts")}>
      <Scroll label={t("campaigns.parts")} width={900}>
        <table className="figures parts">
          <thead>
            <tr>
              <th scope="col">{t("figures.office")}</th>
              <th scope="col" className="words">
                {t("campaigns.stage")}
              </th>
              <th scope="col">{t("campaigns.runs")}</th>
              {COUNTS.map((name) => (
                <th key={name} scope="col">
                  {t(`figures.col.${name}`)}
                </th>
              ))}
              <th scope="col">{t("figures.col.recovered")}</th>
              <th scope="col">{t("figures.col.held")}</th>
            </tr>
          </thead>
          <tbody>
            {page.part_rows.map((part) => (
              <tr key={part.office.code}>
                <th scope="row">
                  {say(part.office)}
                  {part.task && <div className="soft">{part.task}</div>}
                </th>
                <td className="words">
                  <PartTag state={part.stage} />
                  <Why part={part} />
                </td>
                <td>{part.runs}</td>
                {COUNTS.map((name) => (
                  <td key={name}>{cell(part, name)}</td>
                ))}
                <td>{part.progress ? money(part.progress.recovered) : "—"}</td>
                <td>{part.progress ? part.progress.held : "—"}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p className="soft">{t("campaigns.lists")}</p>
    </Card>
  );
}

/** Why an office does not take it up, with the way to the data that are missing; since when it was reminded. */
export function Why({ part }: { part: Part }) {
  const { t, say } = useTexts();
  return (
    <>
      {part.reason && <div>{say(part.reason)}</div>}
      {part.missing.map((one) => (
        <div key={one.standard}>
          <Link to="/data">{say(one)}</Link>
          {one.there && ` ${t("campaigns.arrived")}`}
        </div>
      ))}
      {part.why && <div>{part.why}</div>}
      {part.answered_by && part.answered && (
        <div className="soft">
          {part.answered_by.name} {moment(part.answered)}
        </div>
      )}
      {part.reminded && part.state.code === "asked" && (
        <div className="soft">{t("campaigns.reminded.at", { at: moment(part.reminded) })}</div>
      )}
    </>
  );
}
