/** Expressions under names: new columns, and those of a closed set of words. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useState } from "react";
import { useTexts } from "../../../texts/texts";
import { asText } from "../parts";
import { type Field, Remove, Words } from "./inputs";

/** Sets one entry of an option, or takes it away with null: what stands beside it is not sent along. */
export type Put = (path: (string | number)[], value: unknown) => void;

/** New columns, each with one expression, or with one for each input. */
export function Takes({
  label,
  value,
  names,
  disabled,
  put,
  inputs,
  rename,
}: Omit<Field, "set"> & {
  put: Put;
  inputs: string[] | null;
  rename: (old: string, next: string) => void;
}) {
  const { t } = useTexts();
  const given = value && typeof value === "object" ? (value as Record<string, unknown>) : {};
  const [added, setAdded] = useState("");
  const add = () => {
    const name = added.trim();
    if (name === "" || name in given) return;
    put([name], inputs ? inputs.map(() => "null") : "null");
    setAdded("");
  };
  return (
    <div className="takes">
      {Object.entries(given).map(([name, one]) => (
        <div key={name} className="take">
          <Words
            label={t("workshop.name.of", { name })}
            value={name}
            names={[]}
            disabled={disabled}
            set={(next) => typeof next === "string" && !(next in given) && rename(name, next)}
          />
          <div className="expressions">
            {(Array.isArray(one) ? one : [one]).map((text, n) => (
              <Words
                // biome-ignore lint/suspicious/noArrayIndexKey: one for each input
                key={n}
                label={inputs ? `${name} ${inputs[n] ?? n + 1}` : t("workshop.expression.of", { name })}
                value={text}
                names={names}
                disabled={disabled}
                set={(next) => put(Array.isArray(one) ? [name, n] : [name], asText(next) || "null")}
              />
            ))}
          </div>
          <Remove
            label={t("workshop.remove", { what: name })}
            disabled={disabled}
            press={() => put(Object.keys(given).length === 1 ? [] : [name], null)}
          />
        </div>
      ))}
      {!disabled && (
        <div className="row">
          <Input
            size="small"
            style={{ width: 150 }}
            aria-label={t("workshop.take.new", { of: label })}
            placeholder={t("workshop.take.name")}
            value={added}
            onChange={(event) => setAdded(event.target.value)}
            onPressEnter={add}
          />
          <Button size="small" icon={<PlusOutlined />} onClick={add} disabled={added.trim() === ""}>
            {t("workshop.take.add")}
          </Button>
        </div>
      )}
    </div>
  );
}

/** An expression for each of some words. */
export function Fields({
  label,
  value,
  names,
  disabled,
  put,
  words,
}: Omit<Field, "set"> & { put: Put; words: string[] }) {
  const given = value && typeof value === "object" ? (value as Record<string, unknown>) : {};
  return (
    <div className="takes">
      {words.map((word) => (
        <div key={word} className="take">
          <code>{word}</code>
          <Words
            label={`${label} ${word}`}
            value={given[word]}
            names={names}
            disabled={disabled}
            set={(next) => put([word], next)}
          />
        </div>
      ))}
    </div>
  );
}
