/** Changing the words of a draft. */
import { Form, Input, Modal } from "antd";
import { useState } from "react";
import { api, got } from "../../client/client";
import { type Key, useTexts } from "../../texts/texts";
import type { Changed } from "./Case";
import type { Letter } from "./Letters";

const LINES: {
  name: "to" | "about" | "facts" | "analysis" | "asks" | "reply" | "contact";
  text: Key;
  rows: number;
}[] = [
  { name: "to", text: "letter.to", rows: 1 },
  { name: "about", text: "letter.about", rows: 1 },
  { name: "facts", text: "letter.facts", rows: 7 },
  { name: "analysis", text: "letter.analysis", rows: 4 },
  { name: "asks", text: "letter.asks", rows: 4 },
  { name: "reply", text: "letter.reply", rows: 2 },
  { name: "contact", text: "letter.contact", rows: 1 },
];

export function LetterForm({
  letter,
  changed,
  close,
}: {
  letter: Letter;
  changed: Changed;
  close: () => void;
}) {
  const { t } = useTexts();
  const [form] = Form.useForm<Record<string, string>>();
  const [busy, setBusy] = useState(false);
  const { fields } = letter;
  const first = Object.fromEntries(
    LINES.map(({ name }) => [name, name === "asks" ? fields.asks.join("\n") : fields[name]]),
  );
  const save = async () => {
    const values = form.getFieldsValue();
    const given: Record<string, unknown> = { ...values };
    given.asks = (values.asks ?? "").split("\n").filter((one) => one.trim());
    setBusy(true);
    const body = { fields: given, version: letter.version };
    const done = await changed(
      got(api.PUT("/api/letters/{number}", { params: { path: { number: letter.id } }, body })),
    );
    setBusy(false);
    if (done) close();
  };
  return (
    <Modal
      open
      width={820}
      title={t("letter.edit")}
      okText={t("save")}
      confirmLoading={busy}
      onCancel={close}
      onOk={save}
    >
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
    </Modal>
  );
}
