/** A trial over the practice province: rows and undetermined rows at every step, warnings, the first clues. */
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import type { Exercise } from "./useExercise";

interface Given {
  trial: NonNullable<Exercise["trial"]>;
  current: number | undefined;
}

export function Tried({ trial, current }: Given) {
  const { t, say } = useTexts();
  return (
    <details open className="stack">
      <summary>
        {t("training.tried", { at: moment(trial.at) })}
        {current !== undefined && current !== trial.version && ` ${t("training.old")}`}
      </summary>
      <ul className="reasons">
        {trial.troubles.map((one) => (
          <li key={one.en} className="bad">
            {say(one)}
          </li>
        ))}
        {trial.cautions.map((one) => (
          <li key={one.en}>⚠ {say(one)}</li>
        ))}
      </ul>
      <div className="wide">
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{t("training.step")}</th>
              <th scope="col">{t("training.rows")}</th>
              <th scope="col">{t("training.doubts")}</th>
            </tr>
          </thead>
          <tbody>
            {trial.steps.map((one) => (
              <tr key={one.name}>
                <th scope="row">{one.name}</th>
                <td className="number">{one.count ?? "?"}</td>
                <td>{one.doubts.map((doubt) => `${say(doubt)} ${doubt.rows}`).join("; ")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {trial.clues !== null && trial.clues !== undefined && (
        <>
          <p>{t("training.clues", { n: trial.clues })}</p>
          <ul className="reasons">
            {trial.says.map((one, number) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two clues may say the same
              <li key={number}>{say(one)}</li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}
