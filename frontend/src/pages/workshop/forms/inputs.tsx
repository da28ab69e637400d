/** The closed set of inputs by which an option is set; each hands on what it holds when it is left. */
import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { AutoComplete, Button, Input, Select } from "antd";
import { useEffect, useState } from "react";
import { useTexts } from "../../../texts/texts";
import {
  COMPARISONS,
  type Comparison,
  type Condition,
  complete,
  readConditions,
  spelled,
  writeConditions,
} from "../conditions";
import { asText, readNames, readPairs, writePairs } from "../parts";

export interface Field {
  label: string;
  value: unknown;
  names: string[];
  /** What columns are called in their standard. */
  titles?: Record<string, string>;
  disabled: boolean;
  set: (value: unknown) => void;
}

const options = (names: readonly string[], titles: Record<string, string> = {}) =>
  names.map((value) => ({ value, label: titles[value] ? `${value} · ${titles[value]}` : value }));

/** A text that is kept while it is typed and handed on when it is left, if it is another. */
export function Words({ label, value, names, disabled, set, lines = 1 }: Field & { lines?: number }) {
  const before = asText(value);
  const [text, setText] = useState(before);
  useEffect(() => setText(before), [before]);
  const leave = () => text !== before && set(text.trim() === "" ? null : text);
  if (lines > 1)
    return (
      <Input.TextArea
        aria-label={label}
        autoSize={{ minRows: lines, maxRows: 10 }}
        value={text}
        disabled={disabled}
        onChange={(event) => setText(event.target.value)}
        onBlur={leave}
      />
    );
  return (
    <AutoComplete
      style={{ width: "100%" }}
      value={text}
      disabled={disabled}
      options={options(names.filter((one) => one.includes(text) && one !== text).slice(0, 30))}
      onChange={(given: string) => setText(given ?? "")}
      onBlur={leave}
    >
      <Input aria-label={label} onPressEnter={leave} />
    </AutoComplete>
  );
}

/** A condition as rows while rows can say it; else, or when asked for, as text. */
export function ConditionField(given: Field & { kind: (column: string) => string | undefined }) {
  const { t } = useTexts();
  const before = asText(given.value);
  const [rows, setRows] = useState<Condition[] | null>(readConditions(before));
  const [typed, setTyped] = useState(false);
  useEffect(() => setRows(readConditions(before)), [before]);
  const asked = typed || rows === null;
  const change = (next: Condition[], send: boolean) => {
    setRows(next);
    const text = writeConditions(next);
    if (send && complete(next) && text !== before) given.set(text === "" ? null : text);
  };
  if (asked)
    return (
      <div>
        <Words {...given} lines={2} />
        {rows !== null && !given.disabled && (
          <Button type="link" size="small" onClick={() => setTyped(false)}>
            {t("workshop.as_rows")}
          </Button>
        )}
      </div>
    );
  const textual = (column: string) =>
    ["text", "code", "identifier", "date", "month"].includes(given.kind(column) ?? "");
  return (
    <div className="conditions">
      {rows.map((row, at) => {
        const put = (part: Partial<Condition>, send: boolean) =>
          change(
            rows.map((one, n) => (n === at ? { ...one, ...part } : one)),
            send,
          );
        const where = `${given.label} ${at + 1}`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name but their place
          <div key={at} className="condition">
            <Select
              showSearch
              aria-label={`${where} ${t("workshop.column")}`}
              value={row.column || undefined}
              placeholder={t("workshop.column")}
              disabled={given.disabled}
              options={options(given.names, given.titles)}
              optionFilterProp="label"
              popupMatchSelectWidth={false}
              onChange={(column: string) => put({ column }, true)}
            />
            <Select
              aria-label={`${where} ${t("workshop.how")}`}
              value={row.how}
              disabled={given.disabled}
              options={COMPARISONS.map((value) => ({ value, label: t(`workshop.how.${value}`) }))}
              onChange={(how: Comparison) => put({ how }, true)}
            />
            {!row.how.startsWith("is") && (
              <Input
                aria-label={`${where} ${t("workshop.value")}`}
                value={row.value}
                disabled={given.disabled}
                onChange={(event) => put({ value: event.target.value }, false)}
                onBlur={() => put({ value: spelled(row.value, given.names, textual(row.column)) }, true)}
              />
            )}
            <Remove
              label={t("workshop.remove", { what: where })}
              disabled={given.disabled}
              press={() =>
                change(
                  rows.filter((_, n) => n !== at),
                  true,
                )
              }
            />
          </div>
        );
      })}
      {!given.disabled && (
        <>
          <Button
            size="small"
            icon={<PlusOutlined />}
            onClick={() => change([...rows, { column: "", how: "=", value: "" }], false)}
          >
            {t("workshop.condition.add")}
          </Button>
          <Button type="link" size="small" onClick={() => setTyped(true)}>
            {t("workshop.as_text")}
          </Button>
        </>
      )}
    </div>
  );
}

export function Columns({ label, value, names, titles, disabled, set }: Field) {
  const send = (chosen: string[]) => set(chosen.length === 0 ? null : chosen);
  return (
    <Several
      free
      label={label}
      value={readNames(value)}
      names={names}
      titles={titles}
      disabled={disabled}
      set={send}
    />
  );
}

interface Chosen {
  label: string;
  value: string[];
  names: string[];
  titles?: Record<string, string> | undefined;
  disabled: boolean;
  /** Whether what is typed may be chosen too. */
  free?: boolean;
  most?: number;
  set: (chosen: string[]) => void;
}

/** Several of a list, in the order they are chosen; handed on together when the list is closed. */
export function Several({ label, value, names, titles, disabled, free = false, most, set }: Chosen) {
  const before = JSON.stringify(value);
  const [chosen, setChosen] = useState(value);
  const [open, setOpen] = useState(false);
  useEffect(() => setChosen(JSON.parse(before)), [before]);
  const leave = (now: string[]) => JSON.stringify(now) !== before && set(now);
  return (
    <Select
      mode={free ? "tags" : "multiple"}
      aria-label={label}
      style={{ width: "100%" }}
      value={chosen}
      disabled={disabled}
      {...(most ? { maxCount: most } : {})}
      options={options(names, titles)}
      optionFilterProp="label"
      onChange={(now: string[]) => {
        setChosen(now);
        if (!open) leave(now);
      }}
      onOpenChange={(now) => {
        setOpen(now);
        if (!now) leave(chosen);
      }}
    />
  );
}

export function Choice({ label, value, names, titles, disabled, set, none }: Field & { none?: string }) {
  return (
    <Select
      showSearch
      allowClear
      aria-label={label}
      style={{ width: "100%" }}
      value={asText(value) || undefined}
      placeholder={none}
      disabled={disabled}
      options={options(names, titles)}
      optionFilterProp="label"
      onChange={(chosen?: string) => set(chosen ?? null)}
    />
  );
}

/** Columns to join on: one list of columns for each side. */
export function Pairs({ label, value, titles, disabled, set, sides }: Field & { sides: string[][] }) {
  const { t } = useTexts();
  const before = readPairs(value);
  const key = JSON.stringify(before);
  const [pairs, setPairs] = useState<[string, string][]>(before);
  useEffect(() => setPairs(JSON.parse(key)), [key]);
  const change = (next: [string, string][]) => {
    setPairs(next);
    if (next.every(([left, right]) => left && right)) set(writePairs(next));
  };
  const [first = [], second = first] = sides;
  return (
    <div className="conditions">
      {pairs.map(([left, right], at) => {
        const put = (pair: [string, string]) => change(pairs.map((one, n) => (n === at ? pair : one)));
        const where = `${label} ${at + 1}`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: pairs have no name but their place
          <div key={at} className="condition pair">
            <Select
              showSearch
              aria-label={`${where} ${t("workshop.left")}`}
              value={left || undefined}
              disabled={disabled}
              options={options(first, titles)}
              optionFilterProp="label"
              popupMatchSelectWidth={false}
              onChange={(one: string) => put([one, right || (second.includes(one) ? one : "")])}
            />
            <span aria-hidden>=</span>
            <Select
              showSearch
              aria-label={`${where} ${t("workshop.right")}`}
              value={right || undefined}
              disabled={disabled}
              options={options(second, titles)}
              optionFilterProp="label"
              popupMatchSelectWidth={false}
              onChange={(one: string) => put([left, one])}
            />
            <Remove
              label={t("workshop.remove", { what: where })}
              disabled={disabled}
              press={() => change(pairs.filter((_, n) => n !== at))}
            />
          </div>
        );
      })}
      {!disabled && (
        <Button size="small" icon={<PlusOutlined />} onClick={() => setPairs([...pairs, ["", ""]])}>
          {t("workshop.pair.add")}
        </Button>
      )}
    </div>
  );
}

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
}: Omit<Field, "set"> & { put: Put; inputs: string[] | null }) {
  const { t } = useTexts();
  const given = value && typeof value === "object" ? (value as Record<string, unknown>) : {};
  const [added, setAdded] = useState("");
  const add = () => {
    const name = added.trim();
    if (name === "" || name in given) return;
    put([name], inputs ? inputs.map(() => "null") : "null");
    setAdded("");
  };
  const rename = (name: string, next: string) => {
    put([name], null);
    put([next], given[name]);
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

/** Whatever a file may hold, as JSON; a day is {"$day": "2024-01-31"}. */
export function Anything({ label, value, disabled, set }: Field) {
  const { t } = useTexts();
  const before = value === undefined ? "" : JSON.stringify(value, null, 1);
  const [text, setText] = useState(before);
  const [wrong, setWrong] = useState(false);
  useEffect(() => setText(before), [before]);
  const leave = () => {
    if (text === before) return;
    try {
      const next: unknown = text.trim() === "" ? null : JSON.parse(text);
      setWrong(false);
      set(next);
    } catch {
      setWrong(true);
    }
  };
  return (
    <>
      <Input.TextArea
        aria-label={label}
        className="code"
        autoSize={{ minRows: 2, maxRows: 14 }}
        value={text}
        disabled={disabled}
        {...(wrong ? { status: "error" as const } : {})}
        onChange={(event) => setText(event.target.value)}
        onBlur={leave}
      />
      {wrong && <div className="bad">{t("workshop.json.wrong")}</div>}
    </>
  );
}

export function Remove({ label, disabled, press }: { label: string; disabled: boolean; press: () => void }) {
  if (disabled) return null;
  return <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={label} onClick={press} />;
}
