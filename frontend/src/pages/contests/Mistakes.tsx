/** What is wrong with a contest file, each with its place and what was expected there. */
import { Alert } from "antd";
import type { Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";

export function Mistakes({ found }: { found: Schemas["ContestMistake"][] }) {
  const { t, say } = useTexts();
  if (!found.length) return <Alert type="success" showIcon title={t("contests.file.right")} />;
  return (
    <Alert
      type="error"
      showIcon
      title={t("contests.file.wrong", { n: found.length })}
      description={
        <ul className="reasons">
          {found.map((one) => {
            const expected = say({ zh: one.expected_zh, en: one.expected_en });
            return (
              <li key={`${one.line}:${one.column}:${one.en}`}>
                <span className="number">
                  {t("contests.file.place", { line: one.line, column: one.column })}
                </span>{" "}
                {say(one)}
                {expected && <span className="soft"> {t("contests.file.expected", { expected })}</span>}
                {one.nearest.length > 0 && (
                  <span className="soft">
                    {" "}
                    {t("contests.file.nearest", { name: one.nearest.join(t("comma")) })}
                  </span>
                )}
              </li>
            );
          })}
        </ul>
      }
    />
  );
}
