/** The parts of the model as a list, in the order of the file: everything the canvas does, by keyboard. */
import { Badge } from "antd";
import { useTexts } from "../../texts/texts";
import { type Chosen, chosenKey, type Draft, type Palette } from "./parts";
import type { Look } from "./usePreview";

interface Given {
  draft: Draft;
  palette: Palette;
  looks: Map<string, Look>;
  wrong: Set<string>;
  chosen: Chosen;
  choose: (one: Chosen) => void;
}

export function Outline({ draft, palette, looks, wrong, chosen, choose }: Given) {
  const { t, say } = useTexts();
  const tree = draft.tree;
  if (!tree) return null;
  const row = (one: Chosen, title: string, kind: string, bad: boolean) => {
    const look = "name" in one ? looks.get(one.name) : undefined;
    const on = chosenKey(one) === chosenKey(chosen);
    return (
      <li key={chosenKey(one)}>
        <button type="button" className={on ? "on" : ""} aria-pressed={on} onClick={() => choose(one)}>
          <span className="name">
            {title}
            {bad && <Badge status="error" text={<span className="bad">{t("workshop.wrong")}</span>} />}
          </span>
          <span className="soft">
            {kind}
            {look && (
              <span className="number">
                {" · "}
                {look.count === null ? t("workshop.unknown") : t("workshop.rows", { n: look.count })}
              </span>
            )}
          </span>
        </button>
      </li>
    );
  };
  return (
    <nav className="outline" aria-label={t("workshop.outline")}>
      <h2>{t("workshop.needs")}</h2>
      <ol>
        {tree.inputs.map((one) => {
          const kind = say(palette.standards.find((item) => item.id === one.standard)) || one.standard || "";
          return row({ part: "need", name: one.name }, one.name, kind, wrong.has(one.name));
        })}
        {tree.inputs.length === 0 && <li className="soft">{t("workshop.needs.none")}</li>}
      </ol>
      <h2>{t("workshop.steps")}</h2>
      <ol>
        {tree.steps.map((one) => {
          const kind = say(palette.operators.find((item) => item.verb === one.verb)) || "?";
          return row({ part: "step", name: one.name }, one.name, kind, wrong.has(one.name));
        })}
        {tree.steps.length === 0 && <li className="soft">{t("workshop.steps.none")}</li>}
      </ol>
      <h2>{t("workshop.more")}</h2>
      <ol>
        {(["clue", "parameters", "about"] as const).map((part) =>
          row({ part }, t(`workshop.${part}`), t(`workshop.${part}.hint`), wrong.has(part)),
        )}
      </ol>
    </nav>
  );
}
