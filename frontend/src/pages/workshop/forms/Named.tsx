/** Parts of a clue that have names: the sentences of its rules, and the reasons by which it ranks. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input, Select } from "antd";
import { type ReactNode, useState } from "react";
import { useTexts } from "../../../texts/texts";
import { asText, type Palette } from "../parts";
import type { Bench } from "../useDraft";
import { Asked, inside, type Part, Value } from "./Entries";
import { Choice, Remove, Words } from "./inputs";

interface Given {
  bench: Bench;
  label: string;
  value: unknown;
}

export function Rules({ bench, label, value }: Given) {
  const { t } = useTexts();
  const path = ["clue", "rules"];
  return (
    <Asked bench={bench} path={path} label={label} value={value} none={{}}>
      <Names bench={bench} path={path} label={label} value={value}>
        {(name, given) => (
          <Texts bench={bench} path={[...path, name]} value={given} label={`${label} ${name}`} at={[]} />
        )}
      </Names>
      <Add
        bench={bench}
        label={t("workshop.rule.new")}
        taken={keys(value)}
        add={(name) => bench.edit({ kind: "set", path: [...path, name], value: { zh: "", en: "" } })}
      />
    </Asked>
  );
}

/** Bands over a column (`10000 medium`), or a condition with points or a level and a reason. */
export function Risk({
  bench,
  label,
  value,
  palette,
  numbers,
}: Given & { palette: Palette; numbers: string[] }) {
  const { t, say } = useTexts();
  const path = ["clue", "risk"];
  const levels = Object.fromEntries(palette.levels.map((one) => [one.code, say(one)]));
  const free = numbers.filter((one) => !keys(value).includes(one));
  const disabled = !bench.draft.may_edit;
  const condition: Part[] = [
    { at: ["when"], label: t("workshop.risk.when"), kind: "words" },
    { at: ["points"], label: t("workshop.risk.points"), kind: "number" },
    { at: ["level"], label: t("workshop.risk.level"), kind: "choice", options: levels },
  ];
  return (
    <Asked bench={bench} path={path} label={label} value={value} none={{}}>
      <Names bench={bench} path={path} label={label} value={value}>
        {(name, given) =>
          Array.isArray(given) ? (
            <Bands
              bench={bench}
              path={[...path, name]}
              label={`${label} ${name}`}
              value={given}
              levels={levels}
            />
          ) : (
            <>
              {condition.map((part) => (
                <Form.Item key={part.at.join(".")} label={part.label}>
                  <Value
                    bench={bench}
                    part={part}
                    path={[...path, name]}
                    value={inside(given, part.at)}
                    label={`${label} ${name} ${part.label}`}
                  />
                </Form.Item>
              ))}
              <Texts
                bench={bench}
                path={[...path, name]}
                value={given}
                label={`${label} ${name}`}
                at={["why"]}
              />
            </>
          )
        }
      </Names>
      {!disabled && free.length > 0 && (
        <Select
          style={{ width: "100%" }}
          aria-label={t("workshop.risk.bands")}
          placeholder={t("workshop.risk.bands")}
          value={null}
          options={free.map((one) => ({ value: one, label: one }))}
          onChange={(name: string) =>
            void bench.edit({ kind: "set", path: [...path, name], value: ["10000 medium"] })
          }
        />
      )}
      <Add
        bench={bench}
        label={t("workshop.risk.new")}
        taken={keys(value)}
        add={(name) =>
          bench.edit({
            kind: "set",
            path: [...path, name],
            value: { when: "", points: 10, why: { zh: "", en: "" } },
          })
        }
      />
    </Asked>
  );
}

interface BandsGiven extends Given {
  path: string[];
  levels: Record<string, string>;
}

/** From which value on the clue has which level. */
function Bands({ bench, path, label, value, levels }: BandsGiven) {
  const { t } = useTexts();
  const disabled = !bench.draft.may_edit;
  const bands = (value as unknown[]).map((one) => {
    const [, least = "", level = ""] = /^\s*(.*?)\s*(\w*)\s*$/.exec(asText(one)) ?? [];
    return { least, level };
  });
  const send = (next: { least: string; level: string }[]) =>
    void bench.edit({ kind: "set", path, value: next.map((one) => `${one.least} ${one.level}`) });
  return (
    <div className="conditions">
      {bands.map((band, n) => {
        const put = (part: Partial<typeof band>) =>
          send(bands.map((one, at) => (at === n ? { ...one, ...part } : one)));
        const where = `${label} ${n + 1}`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: bands have no name but their place
          <div key={n} className="condition pair">
            <Words
              label={`${where} ${t("workshop.risk.least")}`}
              value={band.least}
              names={[]}
              disabled={disabled}
              set={(least) => least && put({ least: asText(least) })}
            />
            <span aria-hidden>→</span>
            <Choice
              label={`${where} ${t("workshop.risk.level")}`}
              value={band.level}
              names={Object.keys(levels)}
              titles={levels}
              disabled={disabled}
              set={(level) => level && put({ level: asText(level) })}
            />
            <Remove
              label={t("workshop.remove", { what: where })}
              disabled={disabled || bands.length === 1}
              press={() => send(bands.filter((_, at) => at !== n))}
            />
          </div>
        );
      })}
      {!disabled && (
        <Button
          size="small"
          icon={<PlusOutlined />}
          onClick={() => send([...bands, { least: "50000", level: "high" }])}
        >
          {t("workshop.risk.band.add", { of: label })}
        </Button>
      )}
    </div>
  );
}

interface NamesGiven extends Given {
  path: string[];
  children: (name: string, given: unknown) => ReactNode;
}

function Names({ bench, path, label, value, children }: NamesGiven) {
  const { t } = useTexts();
  return keys(value).map((name) => (
    <fieldset key={name}>
      <legend>
        {name}
        <Remove
          label={t("workshop.remove", { what: `${label} ${name}` })}
          disabled={!bench.draft.may_edit}
          press={() => void bench.edit({ kind: "remove", path: [...path, name] })}
        />
      </legend>
      {children(name, inside(value, [name]))}
    </fieldset>
  ));
}

function Texts({ bench, path, value, label, at }: Given & { path: string[]; at: string[] }) {
  const { t } = useTexts();
  return (["zh", "en"] as const).map((lang) => {
    const said = `${t("workshop.named.says")} · ${t(`workshop.lang.${lang}`)}`;
    return (
      <Form.Item key={lang} label={said}>
        <Value
          bench={bench}
          part={{ at: [...at, lang], label: said, kind: "text", lang }}
          path={path}
          value={inside(value, [...at, lang])}
          label={`${label} ${said}`}
        />
      </Form.Item>
    );
  });
}

interface AddGiven {
  bench: Bench;
  label: string;
  taken: string[];
  add: (name: string) => Promise<boolean>;
}

function Add({ bench, label, taken, add }: AddGiven) {
  const { t } = useTexts();
  const [name, setName] = useState("");
  if (!bench.draft.may_edit) return null;
  const given = name.trim();
  const send = async () => {
    if (given && !taken.includes(given) && (await add(given))) setName("");
  };
  return (
    <div className="row">
      <Input
        size="small"
        style={{ width: 170 }}
        aria-label={label}
        placeholder={label}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onPressEnter={() => void send()}
      />
      <Button
        size="small"
        icon={<PlusOutlined />}
        disabled={!given || taken.includes(given)}
        aria-label={t("workshop.entry.add", { what: label })}
        onClick={() => void send()}
      >
        {t("workshop.named.add")}
      </Button>
    </div>
  );
}

function keys(value: unknown): string[] {
  return value && typeof value === "object" && !Array.isArray(value) ? Object.keys(value) : [];
}
