/** The figures of one work on the open and the sealed province, side by side: the fall between them is what tells. */
import { Mark } from "../../parts/values";
import { type Key, useTexts } from "../../texts/texts";
import { type Figures, figuresOf, megabytes, percent, type Run } from "./figures";
import "../figures/figures.css";

export function Ending({ of }: { of: Figures }) {
  const { t } = useTexts();
  return (
    <Mark tone={of.ending === "ran" ? "green" : "red"}>{t(`contests.run.ending.${of.ending}` as Key)}</Mark>
  );
}

const ROWS: [Key, (of: Figures) => string][] = [
  ["contests.run.recall", (of) => percent(of.recall)],
  ["contests.run.precision", (of) => percent(of.precision)],
  ["contests.run.traps", (of) => (of.found ? `${of.found.trap_hits}/${of.found.traps}` : "—")],
  ["contests.run.clues", (of) => `${of.clues ?? 0}`],
  ["contests.run.undetermined", (of) => `${of.undetermined ?? 0}`],
  ["contests.run.cpu", (of) => (of.cpu === undefined ? "—" : of.cpu.toFixed(1))],
  ["contests.run.peak", (of) => megabytes(of.peak)],
];

export function RunFigures({ runs }: { runs: Run[] }) {
  const { t, say } = useTexts();
  const told = ["open", "sealed"].flatMap((province) => {
    const of = figuresOf(runs.find((one) => one.province === province));
    return of ? [{ province, of }] : [];
  });
  if (!told.length) return null;
  return (
    <table className="figures">
      <thead>
        <tr>
          <th scope="col">{t("contests.run.figure")}</th>
          {told.map(({ province }) => (
            <th key={province} scope="col">
              {t(`contests.run.${province}` as Key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{t("contests.run.ending")}</th>
          {told.map(({ province, of }) => (
            <td key={province}>
              <Ending of={of} />
              {of.zh && <div className="soft">{say({ zh: of.zh, en: of.en ?? of.zh })}</div>}
            </td>
          ))}
        </tr>
        {ROWS.map(([key, show]) => (
          <tr key={key}>
            <th scope="row">{t(key)}</th>
            {told.map(({ province, of }) => (
              <td key={province}>{show(of)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
