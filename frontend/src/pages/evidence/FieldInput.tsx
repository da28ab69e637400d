/** The way to fill in one field, by the kind of its values. */
import { Input, InputNumber, Select, Space } from "antd";
import { useTexts } from "../../texts/texts";
import type { EvidenceField, Forms, Page } from "./kinds";

interface Props {
  field: EvidenceField;
  page: Page;
  forms: Forms;
  id?: string;
  value?: unknown;
  onChange?: (value: unknown) => void;
}

export function FieldInput({ field, page, forms, id, value, onChange }: Props) {
  const { t, say } = useTexts();
  const options = useOptions(field, page, forms);
  const common = { ...(id ? { id } : {}), "aria-required": field.required };
  if (options) {
    return (
      <Select
        {...common}
        allowClear
        showSearch={{ optionFilterProp: "label" }}
        mode={field.many ? "multiple" : undefined}
        value={value}
        options={options}
        onChange={onChange}
        placeholder={t(field.kind === "truth" ? "evidence.not.recorded" : "evidence.choose")}
        notFoundContent={field.kind === "record" ? t("evidence.no.record") : undefined}
      />
    );
  }
  if (field.many) {
    const points = field.name === "proves" ? page.points : [];
    const known = points.map((one) => ({ value: one.name, label: say(one.title) }));
    return (
      <Select
        {...common}
        mode="tags"
        value={value as string[] | undefined}
        options={known}
        onChange={onChange}
        tokenSeparators={["，", ",", "、", "；", ";"]}
        placeholder={t("evidence.several")}
      />
    );
  }
  if (field.kind === "span") {
    const [from, to] = (value ?? []) as (number | undefined)[];
    return (
      <Space>
        <InputNumber
          {...common}
          min={0}
          precision={0}
          value={from}
          aria-label={t("evidence.span.from")}
          placeholder={t("evidence.span.from")}
          onChange={(one) => onChange?.([one ?? undefined, to])}
        />
        <InputNumber
          min={0}
          precision={0}
          value={to}
          aria-label={t("evidence.span.to")}
          placeholder={t("evidence.span.to")}
          onChange={(one) => onChange?.([from, one ?? undefined])}
        />
      </Space>
    );
  }
  if (field.kind === "integer") {
    return (
      <InputNumber
        {...common}
        precision={0}
        value={value as number | undefined}
        onChange={onChange}
        style={{ width: "100%" }}
      />
    );
  }
  const text = value === undefined || value === null ? "" : String(value);
  const typed = (event: { target: { value: string } }) => onChange?.(event.target.value);
  if (field.kind === "long") {
    return (
      <Input.TextArea {...common} autoSize={{ minRows: 2, maxRows: 14 }} value={text} onChange={typed} />
    );
  }
  const placeholder = { day: "2024-05-01", when: "2024-05-01 13:20", number: "3000" }[field.kind as string];
  return <Input {...common} value={text} onChange={typed} placeholder={placeholder} maxLength={2000} />;
}

interface Option {
  value: string | boolean;
  label: string;
}

/** What a field is chosen from; nothing for one that is written. */
function useOptions(field: EvidenceField, page: Page, forms: Forms): Option[] | undefined {
  const { t, say } = useTexts();
  if (field.kind === "truth")
    return [
      { value: true, label: t("yes") },
      { value: false, label: t("no") },
    ];
  if (field.kind === "choice") return field.choices.map((one) => ({ value: one.code, label: say(one) }));
  if (field.kind === "material")
    return forms.materials.map((one) => ({ value: one.code, label: `${say(one)} · ${say(one.evidence)}` }));
  if (field.kind === "record") {
    const lists = page.lists.filter((one) => !field.target || one.name === field.target);
    return lists.flatMap((list) =>
      list.records.map((one) => ({
        value: one.id,
        label: one.name === one.id ? one.id : `${one.name} · ${one.id}`,
      })),
    );
  }
  return undefined;
}
