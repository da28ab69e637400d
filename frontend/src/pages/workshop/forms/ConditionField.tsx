/** A condition as rows of column, comparison and value. */
import { PlusOutlined } from "@ant-design/icons";
import { Button, Input, Select } from "antd";
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
import { asText } from "../parts";
import { type Field, options, Remove, Words } from "./inputs";

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
