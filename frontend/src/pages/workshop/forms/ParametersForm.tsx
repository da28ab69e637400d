/** The parameters: each with its value, what it may be, and the reason for it. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import { useTexts } from "../../../texts/texts";
import type { Bench } from "../useDraft";
import { Anything, Words } from "./inputs";
import { Name } from "./Name";

export function ParametersForm({ bench }: { bench: Bench }) {
  const { t } = useTexts();
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
              <Form.Item label={t("workshop.parameter.range")}>
                <Anything
                  label={`${one.name} ${t("workshop.parameter.range")}`}
                  value={given.range}
                  names={[]}
                  disabled={disabled}
                  set={(value) =>
                    void edit(
                      value === null
                        ? { kind: "remove", path: path("range") }
                        : { kind: "set", path: path("range"), value },
                    )
                  }
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

/** A number where it is one. */
function plain(value: unknown): unknown {
  return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value;
}
