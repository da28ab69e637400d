/** What a check found, in words: what does not hold first, each with why it matters. */
import { Mark, moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import type { Exercise } from "./useExercise";

interface Given {
  found: NonNullable<Exercise["last"]>;
  current: number | undefined;
}

export function Found({ found, current }: Given) {
  const { t, say } = useTexts();
  const bad = found.findings.filter((one) => !one.ok);
  const good = found.findings.filter((one) => one.ok);
  return (
    <div className="stack">
      <p role="status" className="row">
        <Mark tone={found.passed ? "green" : "red"}>
          {t(found.passed ? "training.passed" : "training.failed", { n: bad.length })}
        </Mark>
        <span className="soft">{moment(found.at)}</span>
        {current !== undefined && current !== found.version && (
          <span className="soft">{t("training.old")}</span>
        )}
      </p>
      <ul className="reasons">
        {bad.map((one) => (
          <li key={`${one.check}:${one.about}:${one.en}`}>
            ✗ {say(one)}
            {one.why && <div className="why">{say(one.why)}</div>}
          </li>
        ))}
      </ul>
      {good.length > 0 && (
        <details>
          <summary>{t("training.good", { n: good.length })}</summary>
          <ul className="reasons">
            {good.map((one) => (
              <li key={`${one.check}:${one.about}:${one.en}`}>✓ {say(one)}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
