/** A list of a model by forms: each entry with its fields, one added, one taken away; as JSON when asked for. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Checkbox, DatePicker, Form } from "antd";
import dayjs from "dayjs";
import { type ReactNode, useState } from "react";
import { useTexts } from "../../../texts/texts";
import { asText, readNames } from "../parts";
import type { Bench } from "../useDraft";
import { Anything } from "./Anything";
import { Several } from "./Columns";
import { Choice, Remove, Words } from "./inputs";

type Path = (string | number)[];
type Options = Record<string, string>;

/** A field of an entry: where it stands in it, what it is called, how it is set. */
export type Part = { at: string[]; label: string } & (
  | { kind: "words" | "number" | "day" | "tick" }
  | { kind: "text"; lang: "zh" | "en" }
  | { kind: "choice" | "several"; options: Options }
  | { kind: "name"; rename: (old: string, next: string) => void }
);

interface Given {
  bench: Bench;
  /** Where the list stands in the file. */
  path: Path;
  label: string;
  value: unknown;
  parts: Part[];
  fresh: (n: number) => unknown;
}

export function Entries({ bench, path, label, value, parts, fresh }: Given) {
  const { t } = useTexts();
  const disabled = !bench.draft.may_edit;
  const entries = Array.isArray(value) ? value : [];
  return (
    <Asked bench={bench} path={path} label={label} value={value} none={[]}>
      {entries.map((entry, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no name but their place
        <fieldset key={n}>
          <legend>
            {label} {n + 1}
            <Remove
              label={t("workshop.remove", { what: `${label} ${n + 1}` })}
              disabled={disabled}
              press={() => void bench.edit({ kind: "remove", path: [...path, n] })}
            />
          </legend>
          {parts.map((part) => (
            <Form.Item key={part.at.join(".")} label={part.label}>
              <Value
                bench={bench}
                part={part}
                path={[...path, n]}
                value={inside(entry, part.at)}
                label={`${label} ${n + 1} ${part.label}`}
              />
            </Form.Item>
          ))}
        </fieldset>
      ))}
      {!disabled && (
        <Button
          size="small"
          icon={<PlusOutlined />}
          aria-label={t("workshop.entry.add", { what: label })}
          onClick={() => void bench.edit({ kind: "insert", path, value: fresh(entries.length + 1) })}
        >
          {t("workshop.entry.add", { what: label })}
        </Button>
      )}
    </Asked>
  );
}

interface AskedGiven {
  bench: Bench;
  path: Path;
  label: string;
  value: unknown;
  none: unknown;
  children: ReactNode;
}

/** A part of the file by forms, or the whole of it as JSON when that is asked for. */
export function Asked({ bench, path, label, value, none, children }: AskedGiven) {
  const { t } = useTexts();
  const [typed, setTyped] = useState(false);
  const disabled = !bench.draft.may_edit;
  return (
    <Form.Item label={label} className="entries" {...(typed ? { extra: t("workshop.json") } : {})}>
      {typed ? (
        <Anything
          label={label}
          value={value}
          names={[]}
          disabled={disabled}
          set={(next) => void bench.edit({ kind: "set", path, value: next ?? none })}
        />
      ) : (
        children
      )}
      <Button
        type="link"
        size="small"
        aria-label={t(typed ? "workshop.of.as_form" : "workshop.of.as_json", { what: label })}
        onClick={() => setTyped(!typed)}
      >
        {t(typed ? "workshop.as_form" : "workshop.as_json")}
      </Button>
    </Form.Item>
  );
}

interface ValueGiven {
  bench: Bench;
  part: Part;
  path: Path;
  value: unknown;
  label: string;
}

/** One field of an entry. */
export function Value({ bench, part, path, value, label }: ValueGiven) {
  const disabled = !bench.draft.may_edit;
  const where = [...path, ...part.at];
  const set = (next: unknown) =>
    void bench.edit(
      next === null ? { kind: "remove", path: where } : { kind: "set", path: where, value: next },
    );
  const common = { label, value, names: [], disabled };
  switch (part.kind) {
    case "text":
      return (
        <Words
          {...common}
          lines={2}
          set={(text) =>
            void bench.edit({ kind: "text", path: where.slice(0, -1), lang: part.lang, text: asText(text) })
          }
        />
      );
    case "number":
      return <Words {...common} set={(text) => set(plain(text))} />;
    case "words":
      return <Words {...common} set={(text) => set(text ?? "")} />;
    case "name":
      return <Words {...common} set={(text) => text && part.rename(asText(value), asText(text))} />;
    case "choice":
      return <Choice {...common} names={Object.keys(part.options)} titles={part.options} set={set} />;
    case "several":
      return (
        <Several
          label={label}
          value={readNames(value).filter(Boolean)}
          names={Object.keys(part.options)}
          titles={part.options}
          disabled={disabled}
          set={(chosen) => set(chosen.length === 1 ? chosen[0] : chosen)}
        />
      );
    case "tick":
      return (
        <Checkbox
          aria-label={label}
          checked={value === true}
          disabled={disabled}
          onChange={(event) => set(event.target.checked)}
        />
      );
    case "day":
      return (
        <DatePicker
          aria-label={label}
          value={dayOf(value)}
          disabled={disabled}
          onChange={(day) => set(day ? { $day: day.format("YYYY-MM-DD") } : null)}
        />
      );
  }
}

/** A number where it is one. */
export function plain(value: unknown): unknown {
  return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value;
}

/** What stands at a place within an entry. */
export function inside(entry: unknown, at: string[]): unknown {
  return at.reduce<unknown>(
    (found, key) =>
      found && typeof found === "object" ? (found as Record<string, unknown>)[key] : undefined,
    entry,
  );
}

function dayOf(value: unknown) {
  const text = inside(value, ["$day"]);
  const day = typeof text === "string" ? dayjs(text) : null;
  return day?.isValid() ? day : null;
}
