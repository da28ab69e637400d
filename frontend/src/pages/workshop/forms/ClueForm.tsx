/** The clue: whom it is about, by what it is the same clue, where it belongs, and the sentence it says. */
import { Button, Form } from "antd";
import { useTexts } from "../../../texts/texts";
import type { Column, Palette } from "../parts";
import type { Bench } from "../useDraft";
import { Columns } from "./Columns";
import { Choice, Words } from "./inputs";
import { Risk, Rules } from "./Named";

const KINDS: Record<string, (kind: string) => boolean> = {
  about: (kind) => kind === "subject",
  place: (kind) => kind === "code" || kind === "text",
  day: (kind) => kind === "date" || kind === "month",
  amount: (kind) => kind === "money" || kind === "integer" || kind === "decimal",
};

export function ClueForm({ bench, palette }: { bench: Bench; palette: Palette }) {
  const { t } = useTexts();
  const { draft, edit } = bench;
  const disabled = !draft.may_edit;
  const given = Object.fromEntries((draft.tree?.clue ?? []).map((one) => [one.name, one.value]));
  const from = typeof given.from === "string" ? given.from : "";
  const columns: Column[] = draft.columns[from] ?? [];
  const names = columns.map((one) => one.name);
  const set = (part: string) => (value: unknown) =>
    void edit(
      value === null
        ? { kind: "remove", path: ["clue", part] }
        : { kind: "set", path: ["clue", part], value },
    );
  const says = given.says && typeof given.says === "object" ? (given.says as Record<string, unknown>) : {};
  const say = (lang: "zh" | "en", text: unknown) =>
    void edit({ kind: "text", path: ["clue", "says"], lang, text: typeof text === "string" ? text : "" });
  const label = (part: string) => t(`workshop.clue.${part as "from"}`);
  return (
    <Form layout="vertical" className="bench-form">
      <Form.Item label={label("from")}>
        <Choice
          label={label("from")}
          value={from}
          names={(draft.tree?.steps ?? []).map((one) => one.name)}
          disabled={disabled}
          set={set("from")}
        />
      </Form.Item>
      {(["about", "place", "day", "amount"] as const).map((part) => (
        <Form.Item key={part} label={label(part)}>
          <Choice
            label={label(part)}
            value={given[part]}
            names={columns.filter((one) => KINDS[part]?.(one.kind.code)).map((one) => one.name)}
            disabled={disabled}
            set={set(part)}
          />
        </Form.Item>
      ))}
      <Form.Item label={label("key")} extra={t("workshop.clue.key.hint")}>
        <Columns label={label("key")} value={given.key} names={names} disabled={disabled} set={set("key")} />
      </Form.Item>
      {(["zh", "en"] as const).map((lang) => (
        <Form.Item key={lang} label={t(`workshop.clue.says.${lang}`)}>
          <Words
            label={t(`workshop.clue.says.${lang}`)}
            value={says[lang]}
            names={[]}
            disabled={disabled}
            lines={2}
            set={(text) => say(lang, text)}
          />
          {!disabled && (
            <div className="chips">
              {names.map((name) => (
                <Button
                  key={name}
                  size="small"
                  aria-label={t("workshop.clue.put", { name, lang })}
                  onClick={() => say(lang, `${says[lang] ?? ""}{${name}}`)}
                >
                  {`{${name}}`}
                </Button>
              ))}
            </div>
          )}
        </Form.Item>
      ))}
      <Rules bench={bench} label={label("rules")} value={given.rules} />
      <Risk
        bench={bench}
        label={label("risk")}
        value={given.risk}
        palette={palette}
        numbers={columns.filter((one) => KINDS.amount?.(one.kind.code)).map((one) => one.name)}
      />
    </Form>
  );
}
