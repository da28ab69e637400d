/** What was found of a version: first what makes it incomplete, each with its file and place. */
import type { Schemas } from "../../client/client";
import { Mark, type Tone } from "../../parts/values";
import { useTexts } from "../../texts/texts";

type Finding = Schemas["ContestFinding"];
const TONE: Record<Finding["severity"], Tone> = { error: "red", warning: "amber", notice: "plain" };
const ORDER = ["error", "warning", "notice"] as const;

export function Findings({ found }: { found: Finding[] }) {
  const { t, say } = useTexts();
  if (!found.length) return <p className="soft">{t("contests.findings.none")}</p>;
  const sorted = ORDER.flatMap((severity) => found.filter((one) => one.severity === severity));
  return (
    <ul className="plain stack tight">
      {sorted.map((one) => (
        <li key={`${one.check}${one.file}${one.place}${one.en}`}>
          <Mark tone={TONE[one.severity]}>{t(`contests.finding.${one.severity}`)}</Mark> {say(one)}
          {(one.file || one.place) && (
            <span className="soft">
              {" "}
              <code className="digest">{[one.file, one.place].filter(Boolean).join(" · ")}</code>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
