/** The form of a record, made from the library's definition of its kind. An empty field is unknown, never "no". */
import { Alert, Button, Checkbox, Drawer, Form, Space } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";
import type { Change } from "./CaseFile";
import { FieldInput } from "./FieldInput";
import { type EvidenceField, type Page, useForms, type Values } from "./kinds";
import { Problems } from "./Problems";
import { Summary } from "./Summary";

interface Props {
  page: Page;
  name: string;
  old: Schemas["CaseRecord"] | undefined;
  change: Change;
  close: () => void;
}

export function RecordForm({ page, name, old, change, close }: Props) {
  const { t, say } = useTexts();
  const forms = useForms().data;
  const [form] = Form.useForm<Values>();
  const [problems, setProblems] = useState<Schemas["EvidenceProblem"][]>([]);
  const [busy, setBusy] = useState(false);
  const [more, setMore] = useState(false);
  const info = forms?.forms.find((one) => one.name === name);
  if (!forms || !info) return null;
  const start: Values = old ? (old.values as Values) : { id: nextId(page, name), ...starts(info.fields) };
  const send = async (given: Values) => {
    setBusy(true);
    const body = {
      list: name,
      value: written(given, info.fields),
      version: page.version,
      ...(old ? { old: old.id } : {}),
    };
    const made = got(
      api.POST("/api/evidence/files/{number}/records", { params: { path: { number: page.id } }, body }),
    );
    const wrong = await change(made);
    setBusy(false);
    if (wrong === undefined) return; // told already; what was filled in stays
    setProblems(wrong);
    form.setFields(marked(wrong, name, info.fields, say));
    if (wrong.length === 0) more && !old ? again() : close();
  };
  const again = () => {
    form.resetFields();
    form.setFieldValue("id", nextId(page, name, [form.getFieldValue("id") as string, String(start.id)]));
  };
  return (
    <Drawer
      open
      size={760}
      title={`${t(old ? "evidence.edit" : "evidence.add")} · ${say(info.label)}`}
      onClose={close}
      footer={
        <Space wrap>
          <Button type="primary" loading={busy} onClick={() => form.submit()}>
            {t("save")}
          </Button>
          <Button onClick={close}>{t("cancel")}</Button>
          {!old && (
            <Checkbox checked={more} onChange={(event) => setMore(event.target.checked)}>
              {t("evidence.more")}
            </Checkbox>
          )}
        </Space>
      }
    >
      <p className="soft">{t("evidence.form.hint")}</p>
      <Problems problems={problems} places={false} />
      {old && <Meanwhile page={page} name={name} old={old} />}
      <Form form={form} layout="vertical" initialValues={start} onFinish={send} className="proof-form">
        {info.fields.map((field) => (
          <Form.Item
            key={field.name}
            name={field.name}
            label={<span className="cap">{say(field.label)}</span>}
            className={field.kind === "long" ? "wide" : ""}
            rules={field.required ? [{ required: true, message: t("act.required") }] : []}
          >
            <FieldInput field={field} page={page} forms={forms} />
          </Form.Item>
        ))}
      </Form>
    </Drawer>
  );
}

/** Somebody else changed this very record while the form was open: what it says now. */
function Meanwhile({ page, name, old }: { page: Page; name: string; old: Schemas["CaseRecord"] }) {
  const { t } = useTexts();
  const now = page.lists.find((one) => one.name === name)?.records.find((one) => one.id === old.id);
  if (now && JSON.stringify(now.values) === JSON.stringify(old.values)) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t(now ? "evidence.meanwhile" : "evidence.meanwhile.gone", { who: page.changed_by.name })}
      description={now && <Summary page={page} name={name} values={now.values as Values} />}
    />
  );
}

/** d1, d2 …: the first letter of the kind and the next number that is free. */
function nextId(page: Page, name: string, taken: string[] = []): string {
  const used = new Set([...taken, ...page.lists.flatMap((one) => one.records.map((record) => record.id))]);
  const letter =
    name === "samples"
      ? "sa"
      : name === "sums"
        ? "su"
        : name === "presences"
          ? "pr"
          : name === "procedures"
            ? "pc"
            : name[0];
  let number = 1;
  while (used.has(`${letter}${number}`)) number += 1;
  return `${letter}${number}`;
}

function starts(fields: EvidenceField[]): Values {
  return Object.fromEntries(fields.filter((one) => one.start !== null).map((one) => [one.name, one.start]));
}

/** What is empty is left out; a span is two numbers. */
function written(given: Values, fields: EvidenceField[]): Values {
  const out: Values = {};
  for (const field of fields) {
    const value = given[field.name];
    if (value === undefined || value === null || value === "") continue;
    if (Array.isArray(value) && value.every((one) => one === undefined || one === null || one === ""))
      continue;
    const number = (one: unknown) =>
      field.kind === "number" && String(Number(one)) === one ? Number(one) : one;
    out[field.name] = Array.isArray(value) ? value.map(number) : number(value);
  }
  return out;
}

/** The problems at the fields they are about. */
function marked(
  problems: Schemas["EvidenceProblem"][],
  name: string,
  fields: EvidenceField[],
  say: ReturnType<typeof useTexts>["say"],
) {
  return fields.map((field) => ({
    name: field.name,
    errors: problems
      .filter((one) => one.path.split(".")[0] === name && one.path.split(".")[2] === field.name)
      .map((one) => say(one)),
  }));
}
