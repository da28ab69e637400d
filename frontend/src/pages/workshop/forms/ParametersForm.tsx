/** The parameters: each with its value, what it may be, and the reason for it. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input } from "antd";
import { useEffect, useState } from "react";
import { useTexts } from "../../../texts/texts";
import type { Palette } from "../parts";
import type { Bench } from "../useDraft";
import { Columns } from "./Columns";
import { inside, plain } from "./Entries";
import { Choice, type Field, Words } from "./inputs";
import { Name } from "./Name";

export function ParametersForm({ bench, palette }: { bench: Bench; palette: Palette }) {
  const { t, say } = useTexts();
  const units = Object.fromEntries(palette.units.map((one) => [one.code, say(one)]));
  const { draft, edit } = bench;
  const disabled = !draft.may_edit;
  const [name, setName] = useState("");
  const add = async () => {
    const value = { value: 1, range: [0, 12], why: { zh: "", en: "" } };
    if (name && (await edit({ kind: "set", path: ["parameters", name], value }))) setName("");
  };
  return (
    <div className="bench-form stack">
      {(draft.tree?.parameters ?? []).map((one) => {
        const given =
          one.value && typeof one.value === "object" ? (one.value as Record<string, unknown>) : {};
        const why = given.why && typeof given.why === "object" ? (given.why as Record<string, unknown>) : {};
        const path = (part: string) => ["parameters", one.name, part];
        const put = (part: string) => (value: unknown) =>
          void edit(
            value === null ? { kind: "remove", path: path(part) } : { kind: "set", path: path(part), value },
          );
        return (
          <fieldset key={one.name}>
            <legend>{one.name}</legend>
            <Form layout="vertical">
              <Name
                name={one.name}
                disabled={disabled}
                rename={(next) => edit({ kind: "rename_parameter", old: one.name, new: next })}
                remove={() => void edit({ kind: "remove", path: ["parameters", one.name] })}
              />
              <Form.Item label={t("workshop.parameter.value")} extra={t("workshop.parameter.value.hint")}>
                <Words
                  label={`${one.name} ${t("workshop.parameter.value")}`}
                  value={given.value}
                  names={[]}
                  disabled={disabled}
                  set={(value) => void edit({ kind: "set", path: path("value"), value: plain(value) })}
                />
              </Form.Item>
              <Form.Item label={t("workshop.parameter.unit")}>
                <Choice
                  label={`${one.name} ${t("workshop.parameter.unit")}`}
                  value={typeof given.unit === "string" ? given.unit : ""}
                  names={Object.keys(units)}
                  titles={units}
                  none={unitSaid(given.unit, say)}
                  disabled={disabled}
                  set={put("unit")}
                />
              </Form.Item>
              <Form.Item label={t("workshop.parameter.range")}>
                <Range
                  label={`${one.name} ${t("workshop.parameter.range")}`}
                  value={given.range}
                  disabled={disabled}
                  set={put("range")}
                />
              </Form.Item>
              <Form.Item label={t("workshop.parameter.choices")}>
                <Columns
                  label={`${one.name} ${t("workshop.parameter.choices")}`}
                  value={given.choices}
                  names={[]}
                  disabled={disabled}
                  set={put("choices")}
                />
              </Form.Item>
              {(["zh", "en"] as const).map((lang) => (
                <Form.Item key={lang} label={t(`workshop.parameter.why.${lang}`)}>
                  <Words
                    label={`${one.name} ${t(`workshop.parameter.why.${lang}`)}`}
                    value={why[lang]}
                    names={[]}
                    disabled={disabled}
                    lines={2}
                    set={(text) =>
                      void edit({
                        kind: "text",
                        path: path("why"),
                        lang,
                        text: typeof text === "string" ? text : "",
                      })
                    }
                  />
                </Form.Item>
              ))}
            </Form>
          </fieldset>
        );
      })}
      {!disabled && (
        <div className="row">
          <Input
            style={{ width: 180 }}
            aria-label={t("workshop.parameter.name")}
            placeholder={t("workshop.parameter.name")}
            value={name}
            onChange={(event) => setName(event.target.value)}
            onPressEnter={() => void add()}
          />
          <Button icon={<PlusOutlined />} disabled={name === ""} onClick={() => void add()}>
            {t("workshop.parameter.add")}
          </Button>
        </div>
      )}
    </div>
  );
}

/** The lowest and the highest value; handed on when both are there, or neither. */
function Range({ label, value, disabled, set }: Pick<Field, "label" | "value" | "disabled" | "set">) {
  const { t } = useTexts();
  const [low, high] = Array.isArray(value) ? value.map(rangeText) : ["", ""];
  const [ends, setEnds] = useState<[string, string]>([low ?? "", high ?? ""]);
  const before = JSON.stringify([low ?? "", high ?? ""]);
  useEffect(() => setEnds(JSON.parse(before)), [before]);
  const put = (at: 0 | 1, text: unknown) => {
    const next: [string, string] = [...ends];
    next[at] = typeof text === "string" ? text.trim() : "";
    setEnds(next);
    if (JSON.stringify(next) === before) return;
    if (next.every(Boolean)) set(next.map(ranged));
    else if (!next.some(Boolean)) set(null);
  };
  return (
    <div className="condition pair">
      {([0, 1] as const).map((at) => (
        <Words
          key={at}
          label={`${label} ${t(at ? "workshop.parameter.most" : "workshop.parameter.least")}`}
          value={ends[at]}
          names={[]}
          disabled={disabled}
          set={(text) => put(at, text)}
        />
      ))}
    </div>
  );
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function rangeText(value: unknown): string {
  const day = inside(value, ["$day"]);
  return typeof day === "string" ? day : String(value ?? "");
}

function ranged(text: string): unknown {
  return DAY.test(text) ? { $day: text } : plain(text);
}

/** A unit that the file spells out in words. */
function unitSaid(unit: unknown, say: (text: { zh: string; en: string }) => string): string {
  return unit && typeof unit === "object" ? say(unit as { zh: string; en: string }) : "";
}
