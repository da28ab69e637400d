/** The inputs of which forms are made; each hands on what it holds when it is left. */
import { DeleteOutlined } from "@ant-design/icons";
import { AutoComplete, Button, Input, Select } from "antd";
import { useEffect, useState } from "react";
import { asText } from "../parts";

export interface Field {
  label: string;
  value: unknown;
  names: string[];
  /** What columns are called in their standard. */
  titles?: Record<string, string>;
  disabled: boolean;
  set: (value: unknown) => void;
}

export const options = (names: readonly string[], titles: Record<string, string> = {}) =>
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

export function Remove({ label, disabled, press }: { label: string; disabled: boolean; press: () => void }) {
  if (disabled) return null;
  return <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={label} onClick={press} />;
}
