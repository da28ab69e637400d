/** What is wrong with the model, each with its place, and what to be careful of; a press selects the part. */
import type { Schemas } from "../../client/client";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import type { Chosen, Draft } from "./parts";

type Problem = Schemas["MistakeInfo"];
type Caution = Schemas["CautionInfo"];

/** The part a path of the file belongs to. */
export function partOf(path: string): Chosen {
  const [section, name = ""] = path.split(".");
  if (section === "needs" && name) return { part: "need", name };
  if (section === "steps" && name) return { part: "step", name };
  if (section === "clue") return { part: "clue" };
  return { part: section === "parameters" ? "parameters" : "about" };
}

interface Given {
  draft: Draft;
  problems: Problem[];
  cautions: Caution[];
  choose: (one: Chosen) => void;
}

export function Troubles({ draft, problems, cautions, choose }: Given) {
  const { t, say, lang } = useTexts();
  const about = (one: Caution): Chosen => {
    if (draft.tree?.inputs.some((input) => input.name === one.about))
      return { part: "need", name: one.about };
    if (draft.tree?.steps.some((step) => step.name === one.about)) return { part: "step", name: one.about };
    return { part: "parameters" };
  };
  if (problems.length + cautions.length === 0) return <p className="soft">{t("workshop.troubles.none")}</p>;
  return (
    <ul className="troubles">
      {problems.map((one) => {
        const expected = lang === "zh" ? one.expected_zh : one.expected_en;
        return (
          <li key={`${one.file}:${one.line}:${one.column}:${one.en}`}>
            <Mark tone="red">{t("workshop.mistake")}</Mark>
            <button type="button" className="to-part" onClick={() => choose(partOf(one.path))}>
              {one.path || one.file}
            </button>
            <span>
              {say(one)}
              {expected && ` ${t("workshop.expected", { what: expected })}`}
              {one.nearest.length > 0 && ` ${t("workshop.nearest", { what: one.nearest.join(t("comma")) })}`}
            </span>
            <span className="soft number">
              {t("workshop.place", { file: one.file, line: one.line, column: one.column })}
            </span>
          </li>
        );
      })}
      {cautions.map((one) => (
        <li key={`${one.kind}:${one.about}`}>
          <Mark tone="amber">{t("workshop.caution")}</Mark>
          <button type="button" className="to-part" onClick={() => choose(about(one))}>
            {one.about}
          </button>
          <span>{say(one)}</span>
        </li>
      ))}
    </ul>
  );
}
