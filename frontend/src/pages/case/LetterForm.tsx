/** Changing the words of a draft, with the sheet beside them as it will read. */
import { Form, Input, Modal } from "antd";
import { useState } from "react";
import { api, got } from "../../client/client";
import { type Key, useTexts } from "../../texts/texts";
import type { Changed } from "./Case";
import type { Letter } from "./Letters";
import { type Fields, Paper } from "./Paper";

const LINES: {
  name:
    | "to"
    | "about"
    | "opening"
    | "facts"
    | "evidence"
    | "analysis"
    | "closing"
    | "asks"
    | "reply"
    | "contact";
  text: Key;
  rows: number;
}[] = [
  { name: "to", text: "letter.to", rows: 1 },
  { name: "about", text: "letter.about", rows: 1 },
  { name: "opening", text: "letter.opening", rows: 2 },
  { name: "facts", text: "letter.facts", rows: 8 },
  { name: "evidence", text: "letter.evidence", rows: 3 },
  { name: "analysis", text: "letter.analysis", rows: 5 },
  { name: "closing", text: "letter.closing", rows: 2 },
  { name: "asks", text: "letter.asks", rows: 4 },
  { name: "reply", text: "letter.reply", rows: 2 },
  { name: "contact", text: "letter.contact", rows: 1 },
];
type Values = Record<string, string | undefined>;

function given(values: Values): Partial<Fields> {
  const lines = (text: string | undefined) => (text ?? "").split("\n").filter((one) => one.trim());
  return { ...values, asks: lines(values.asks), evidence: lines(values.evidence) } as Partial<Fields>;
}

export function LetterForm({
  letter,
  changed,
  close,
}: {
  letter: Letter;
  changed: Changed;
  close: () => void;
}) {
  const { t, say } = useTexts();
  const [form] = Form.useForm<Values>();
  const [busy, setBusy] = useState(false);
  const { fields } = letter;
  const first = Object.fromEntries(
    LINES.map(({ name }) => {
      const value = fields[name];
      return [name, typeof value === "string" ? value : value.join("\n")];
    }),
  );
  const typed = Form.useWatch([], form) ?? first;
  const save = async () => {
    setBusy(true);
    const body = { fields: given(form.getFieldsValue()), version: letter.version };
    const path = { number: letter.id };
    const done = await changed(got(api.PUT("/api/letters/{number}", { params: { path }, body })));
    setBusy(false);
    if (done) close();
  };
  return (
    <Modal
      open
      width="min(1320px, 96vw)"
      style={{ top: 24 }}
      title={`${t("letter.edit")} · ${say(letter.kind)}`}
      okText={t("save")}
      confirmLoading={busy}
      mask={{ closable: false }}
      onCancel={close}
      onOk={save}
    >
      <div className="beside">
        <Form form={form} layout="vertical" initialValues={first}>
          {LINES.map((one) => (
            <Form.Item key={one.name} name={one.name} label={t(one.text)}>
              {one.rows === 1 ? (
                <Input maxLength={300} />
              ) : (
                <Input.TextArea rows={one.rows} maxLength={60000} />
              )}
            </Form.Item>
          ))}
        </Form>
        <Paper letter={letter} typed={given(typed)} />
      </div>
    </Modal>
  );
}
