/** Precision by version with its interval, the backlog by age and state, the months: each a chart with its table. */
import { Link } from "react-router";
import type { Schemas } from "../../client/client";
import { Bars } from "../../parts/Chart";
import { useMay } from "../../parts/me";
import { useTexts } from "../../texts/texts";
import { Scroll } from "../data/Scroll";
import { type Part, toClues } from "./links";
import "./figures.css";

type Data = Schemas["FigurePage"];
const MONTHS = 24;

function percent(share: number | null | undefined): string {
  return share === null || share === undefined ? "—" : `${(100 * share).toFixed(1)} %`;
}

export function Precision({ data, part }: { data: Data; part: Part }) {
  const { t, say } = useTexts();
  const may = useMay();
  if (!data.precision.length) return <span className="soft">{t("models.no_precision")}</span>;
  const decided = data.precision.filter((one) => one.share !== null && one.share !== undefined).slice(0, 12);
  const bars = decided.map((one) => ({
    name: `${say(one.title)} ${one.version}`,
    value: Math.round(1000 * (one.share ?? 0)) / 10,
  }));
  return (
    <>
      {bars.length > 0 && <Bars title={`${t("figures.precision")} %`} bars={bars} />}
      <Scroll label={t("figures.precision")} width={640}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t("clues.model")}</th>
              <th scope="col">{t("model.version")}</th>
              <th scope="col">{t("models.confirmed")}</th>
              <th scope="col">{t("models.rejected")}</th>
              <th scope="col">{t("model.neutral")}</th>
              <th scope="col">{t("models.precision")}</th>
              <th scope="col">{t("figures.interval")}</th>
            </tr>
          </thead>
          <tbody>
            {data.precision.map((one) => (
              <tr key={`${one.model}${one.version}`}>
                <th scope="row">
                  {may("see_clues") ? (
                    <Link to={toClues(part, { model: one.model, version: one.version })}>
                      {say(one.title)}
                    </Link>
                  ) : (
                    say(one.title)
                  )}
                </th>
                <td>{one.version}</td>
                <td>{one.confirmed}</td>
                <td>{one.rejected}</td>
                <td>{one.neutral}</td>
                <td>{percent(one.share)}</td>
                <td>{one.low === null ? "—" : `${percent(one.low)} – ${percent(one.high)}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p className="soft">{t("figures.wilson")}</p>
    </>
  );
}

export function Backlog({ data, part }: { data: Data; part: Part }) {
  const { t, say } = useTexts();
  if (!data.backlog.length) return <span className="soft">{t("figures.no_backlog")}</span>;
  const bars = data.ages.map((age, at) => ({
    name: say(age),
    value: data.backlog.reduce((sum, row) => sum + (row.counts[at] ?? 0), 0),
  }));
  return (
    <>
      <Bars title={t("figures.backlog")} bars={bars} />
      <Scroll label={t("figures.backlog")} width={480}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t("clues.state")}</th>
              {data.ages.map((age) => (
                <th key={age.zh} scope="col">
                  {say(age)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.backlog.map((row) => (
              <tr key={row.code}>
                <th scope="row">{say(row)}</th>
                {data.ages.map((age, at) => (
                  <td key={age.zh}>
                    <Aged
                      n={row.counts[at] ?? 0}
                      to={toClues(part, { state: row.code, ...within(age, part) })}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

function Aged({ n, to }: { n: number; to: string }) {
  return n ? <Link to={to}>{n.toLocaleString()}</Link> : <>0</>;
}

/** The days of an age, within the period that was asked for. */
function within(age: Schemas["AgeBand"], part: Part): Record<string, string> {
  const firsts = [age.first, part.first].filter((one): one is string => Boolean(one)).sort();
  const lasts = [age.last, part.last].filter((one): one is string => Boolean(one)).sort();
  return { first: firsts[firsts.length - 1] ?? "", last: lasts[0] ?? "" };
}

export function Months({ data, part }: { data: Data; part: Part }) {
  const { t } = useTexts();
  const months = data.months.slice(-MONTHS);
  if (!months.length) return <span className="soft">{t("figures.none")}</span>;
  return (
    <>
      <Bars
        title={t("figures.months")}
        across={false}
        bars={months.map((one) => ({ name: one.month, value: one.clues }))}
      />
      <Scroll label={t("figures.months")} width={320}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t("figures.month")}</th>
              <th scope="col">{t("figures.col.clues")}</th>
              <th scope="col">{t("figures.col.verified")}</th>
            </tr>
          </thead>
          <tbody>
            {months.map((one) => (
              <tr key={one.month}>
                <th scope="row">{one.month}</th>
                <td>
                  <Link to={toClues(part, whole(one.month, part))}>{one.clues.toLocaleString()}</Link>
                </td>
                <td>{one.verified.toLocaleString()}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </>
  );
}

/** From the first to the last day of a month, within the period that was asked for. */
function whole(month: string, part: Part): Record<string, string> {
  const [year, number] = month.split("-").map(Number);
  const last = new Date(Date.UTC(year ?? 0, number ?? 1, 0)).toISOString().slice(0, 10);
  return within({ zh: "", en: "", first: `${month}-01`, last }, part);
}
