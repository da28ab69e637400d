/** The steps of a calculation: value, arithmetic, basis and whether it was compared, who chose. Made to be printed. */
import { Link } from "react-router";
import type { Schemas } from "../../client/client";
import { Mark, type Tone } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { articlePlace } from "../statutes/places";

const TONES: Record<string, Tone> = {
  checked: "green",
  reprints: "blue",
  reprint: "blue",
  others: "amber",
  unverified: "amber",
  unconfirmed: "red",
};

export function Tree({ steps }: { steps: Schemas["CalculationStep"][] }) {
  const { t, say } = useTexts();
  return (
    <div className="scroll-x">
      <table className="plain steps">
        <thead>
          <tr>
            <th scope="col">{t("sentencing.tree.step")}</th>
            <th scope="col">{t("sentencing.tree.value")}</th>
            <th scope="col">{t("sentencing.tree.how")}</th>
            <th scope="col">{t("sentencing.tree.basis")}</th>
            <th scope="col">{t("sentencing.tree.by")}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step may stand under several crimes, and none ever moves
            <tr key={at} className={one.depth === 0 ? "top" : undefined}>
              <td style={{ paddingInlineStart: 8 + one.depth * 16 }}>
                {say(one.title)}
                {one.notes.map((note) => (
                  <div key={note.zh} className="soft">
                    {say(note)}
                  </div>
                ))}
              </td>
              <td className="number">{say(one.value)}</td>
              <td className="number">{one.how}</td>
              <td>
                {say(one.basis)}{" "}
                {one.articles.map((each) => (
                  <div key={each.zh}>
                    {each.law ? (
                      <Link to={articlePlace(each.law, each.article ?? "", each.on)}>{say(each)}</Link>
                    ) : (
                      say(each)
                    )}
                  </div>
                ))}
                {one.standing && <Mark tone={TONES[one.standing.code] ?? "plain"}>{say(one.standing)}</Mark>}
              </td>
              <td>
                {one.by}
                {one.why && <div className="soft">{one.why}</div>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
