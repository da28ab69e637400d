/** Columns: one or several, or pairs of which one is of each side. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Select } from "antd";
import { useEffect, useState } from "react";
import { useTexts } from "../../../texts/texts";
import { readNames, readPairs, writePairs } from "../parts";
import { type Field, options, Remove } from "./inputs";

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

/** Columns to join on: one list of columns for each side. */
export function Pairs({
  label,
  value,
  titles,
  disabled,
  set,
  sides,
  write = writePairs,
}: Field & { sides: string[][]; write?: (pairs: [string, string][]) => unknown }) {
  const { t } = useTexts();
  const before = readPairs(value);
  const key = JSON.stringify(before);
  const [pairs, setPairs] = useState<[string, string][]>(before);
  useEffect(() => setPairs(JSON.parse(key)), [key]);
  const change = (next: [string, string][]) => {
    setPairs(next);
    if (next.every(([left, right]) => left && right)) set(write(next));
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
