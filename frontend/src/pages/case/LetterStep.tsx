/** One step of a letter, asking for what it needs. */
import { Button, DatePicker, Form, Input, Modal, Radio } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { filled } from "../../parts/filled";
import { type Key, useTexts } from "../../texts/texts";
import type { Changed } from "./Case";
import type { Letter } from "./Letters";

const LABELS: Record<string, Key> = {
  why: "letter.why",
  served_on: "letter.served_on",
  reply_due: "letter.reply_due",
  replied_on: "letter.replied_on",
  reply: "letter.reply_text",
  accepted: "letter.accepted_ask",
};

interface Step {
  letter: Letter;
  action: Schemas["LetterAction"];
  changed: Changed;
}

export function LetterStep({ letter, action, changed }: Step) {
  const { t, say } = useTexts();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [form] = Form.useForm<Record<string, string | boolean | Dayjs | undefined>>();
  const send = async () => {
    const values = await filled(form);
    if (!values) return;
    const day = (name: string) => {
      const value = values[name];
      return value && typeof value === "object" ? value.format("YYYY-MM-DD") : null;
    };
    setBusy(true);
    const body = {
      action: action.code,
      version: letter.version,
      why: String(values.why ?? ""),
      served_on: day("served_on"),
      reply_due: day("reply_due"),
      replied_on: day("replied_on"),
      reply: String(values.reply ?? ""),
      accepted: typeof values.accepted === "boolean" ? values.accepted : null,
    };
    const made = got(
      api.POST("/api/letters/{number}/act", { params: { path: { number: letter.id } }, body }),
    );
    if (await changed(made)) setOpen(false);
    setBusy(false);
  };
  const field = (name: string) => {
    if (name.endsWith("_on") || name === "reply_due") return <DatePicker style={{ width: "100%" }} />;
    if (name === "accepted")
      return (
        <Radio.Group
          options={[
            { value: true, label: t("yes") },
            { value: false, label: t("no") },
          ]}
        />
      );
    return <Input.TextArea rows={3} maxLength={4000} />;
  };
  return (
    <>
      <Button
        type={["return", "recall"].includes(action.code) ? "default" : "primary"}
        onClick={() => setOpen(true)}
      >
        {say(action)}
      </Button>
      <Modal
        open={open}
        title={say(action)}
        okText={say(action)}
        confirmLoading={busy}
        onCancel={() => setOpen(false)}
        onOk={send}
        destroyOnHidden
      >
        {action.code === "sign" && <p>{t("letter.sign_sure")}</p>}
        <Form form={form} layout="vertical">
          {[...action.needs, ...action.optional].map((name) => (
            <Form.Item
              key={name}
              name={name}
              label={t(LABELS[name] ?? "act.why")}
              rules={action.needs.includes(name) ? [{ required: true, message: t("act.required") }] : []}
            >
              {field(name)}
            </Form.Item>
          ))}
        </Form>
      </Modal>
    </>
  );
}
