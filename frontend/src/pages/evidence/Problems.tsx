/** Everything that is wrong with what was given, at once: where, what, what was expected, the nearest name. */
import { Alert } from "antd";
import { useTexts } from "../../texts/texts";
import type { EvidenceProblem } from "./kinds";

export function Problems({ problems, places = true }: { problems: EvidenceProblem[]; places?: boolean }) {
  const { t, say, lang } = useTexts();
  if (problems.length === 0) return null;
  return (
    <Alert
      type="error"
      showIcon
      title={t("evidence.problems", { n: problems.length })}
      description={
        <ul className="reasons">
          {problems.map((one) => {
            const expected = lang === "zh" ? one.expected_zh : one.expected_en;
            return (
              <li key={`${one.file} ${one.line} ${one.column} ${one.en}`}>
                {say(one)}
                {expected && ` ${t("evidence.expected", { what: expected })}`}
                {one.nearest.length > 0 &&
                  ` ${t("evidence.nearest", { what: one.nearest.join(t("comma")) })}`}{" "}
                <span className="soft">
                  {places
                    ? t("evidence.place", {
                        file: one.file,
                        line: one.line,
                        column: one.column,
                        path: one.path,
                      })
                    : one.path}
                </span>
              </li>
            );
          })}
        </ul>
      }
    />
  );
}
