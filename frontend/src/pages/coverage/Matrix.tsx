/** The two matrices. A blocked cell leads to a request that names what is missing. */
import { Link } from "react-router";
import type { Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";
import { Scroll } from "../data/Scroll";
import { type Cover, SIGNS } from "./Coverage";
import "./map.css";

type Cell = Schemas["MapCell"];
type Model = Schemas["ModelLine"];
interface Period {
  first: string | null;
  last: string | null;
}

/** Lacks as a text: "death records: no data; …". */
function useLacks(map: Cover): (lack: number | null | undefined) => string {
  const { t, say } = useTexts();
  const titles = Object.fromEntries(map.datasets.map((one) => [one.id, say(one.title)]));
  const whys = Object.fromEntries(map.whys.map((one) => [one.code, say(one)]));
  return (lack) =>
    (map.lacks[lack ?? -1] ?? [])
      .map((one) => `${titles[one.standard]}${t("colon")}${whys[one.why]}`)
      .join(t("semicolon"));
}

/** Where a request for what is missing begins. */
export function requestFor(standards: string[], region: string, model: string, period?: Period): string {
  const query = new URLSearchParams({ new: "1", standards: standards.join(","), region });
  if (model) query.set("for", model);
  if (period?.first) query.set("first", period.first);
  if (period?.last) query.set("last", period.last);
  return `/supply?${query.toString()}`;
}

export function ByOffice({ map, period }: { map: Cover; period: Period }) {
  const { t, say } = useTexts();
  const lacks = useLacks(map);
  return (
    <Scroll label={t("coverage.offices")} width={320 + 92 * map.offices.length}>
      <table className="matrix">
        <thead>
          <tr>
            <th scope="col">{t("models.name")}</th>
            {map.offices.map((one) => (
              <th key={one.code} scope="col" title={say(one)}>
                {say(one.short)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {map.models.map((model) => (
            <tr key={model.id}>
              <Head model={model} />
              {model.cells.map((cell, at) => {
                const office = map.offices[at];
                if (!office) return null;
                const missing = (map.lacks[cell.lack ?? -1] ?? []).map((one) => one.standard);
                return (
                  <td key={office.code}>
                    <State
                      cell={cell}
                      told={lacks(cell.lack)}
                      missing={missing.length}
                      to={map.can ? requestFor(missing, office.region, say(model.title), period) : ""}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Head({ model }: { model: Model }) {
  const { say } = useTexts();
  return (
    <th scope="row">
      <Link to={`/models/${model.id}`}>{say(model.title)}</Link>
      <div className="soft small">{say(model.line)}</div>
    </th>
  );
}

function State(given: { cell: Cell; told: string; missing: number; to: string }) {
  const { cell, told, missing, to } = given;
  const { t } = useTexts();
  const sign = (
    <span className={`state state-${cell.state}`} aria-hidden>
      {SIGNS[cell.state]}
    </span>
  );
  const facts = [
    t(`coverage.${cell.state}`),
    told,
    cell.day ? t("coverage.day", { day: cell.day }) : "",
    cell.clues ? t("coverage.clues", { n: cell.clues }) : "",
  ].filter(Boolean);
  const words = facts.join(t("semicolon"));
  if (cell.state === "blocked" && to)
    return (
      <Link to={to} title={`${words}${t("semicolon")}${t("coverage.request")}`} aria-label={words}>
        {sign} <span className="small number">{missing}</span>
      </Link>
    );
  return (
    <span title={words} role="img" aria-label={words}>
      {sign}
      <span className="small number" aria-hidden>
        {" "}
        {cell.state === "ran" ? (cell.clues ?? "") : missing || ""}
      </span>
    </span>
  );
}

/** One office: which datasets each model needs, and what is wrong with them. */
export function ByDataset({ map }: { map: Cover }) {
  const { t, say } = useTexts();
  const whys = Object.fromEntries(map.whys.map((one) => [one.code, one]));
  const office = map.offices.findIndex((one) => one.code === map.office.code);
  const region = map.offices[office]?.region ?? "";
  return (
    <Scroll label={t("coverage.datasets")} width={320 + 92 * map.datasets.length}>
      <table className="matrix">
        <thead>
          <tr>
            <th scope="col">{t("models.name")}</th>
            {map.datasets.map((one) => (
              <th key={one.id} scope="col" title={say(one.provider)}>
                {say(one.title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {map.models.map((model) => {
            const lacking = map.lacks[model.cells[office]?.lack ?? -1] ?? [];
            return (
              <tr key={model.id}>
                <Head model={model} />
                {map.datasets.map((one) => {
                  const need = model.needs.find((each) => each.standard === one.id);
                  const why = lacking.find((each) => each.standard === one.id)?.why;
                  const words = why ? say(whys[why]) : t(need ? "coverage.has" : "coverage.no_need");
                  const full = `${say(one.title)}${t("colon")}${words}`;
                  if (!need) return <td key={one.id} />;
                  const sign = why ? "✕" : need.optional && !one.there ? "–" : "●";
                  const state = (
                    <span className={`state state-${why ? "blocked" : "ran"}`} aria-hidden>
                      {sign}
                    </span>
                  );
                  return (
                    <td key={one.id}>
                      {why && map.can ? (
                        <Link
                          to={requestFor([one.id], region, say(model.title))}
                          title={`${full}${t("semicolon")}${t("coverage.request")}`}
                          aria-label={full}
                        >
                          {state}
                        </Link>
                      ) : (
                        <span role="img" title={full} aria-label={full}>
                          {state}
                        </span>
                      )}
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}
