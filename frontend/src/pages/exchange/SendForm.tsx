/** Making a signed file: of clues to hand over, or of what became of those a partner sent. */
import { useQueryClient } from "@tanstack/react-query";
import { App, Form, Input, InputNumber, Modal, Select } from "antd";
import { useState } from "react";
import { type Coded, cookie, errorOf } from "../../client/client";
import { filled } from "../../parts/filled";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";

interface Asking {
  kind: "clues" | "outcomes";
  clues: string[];
  partners: Coded[];
  close: () => void;
}

export function SendForm({ kind, clues, partners, close }: Asking) {
  const { t, say } = useTexts();
  const { message } = App.useApp();
  const words = useWords();
  const queries = useQueryClient();
  const [form] = Form.useForm<{ to: string; clues?: string; why?: string; days: number }>();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    const values = await filled(form);
    if (!values) return;
    setBusy(true);
    const listed = (values.clues ?? "").split(/[\s,]+/).filter(Boolean);
    const common = { to: values.to, days: values.days };
    const body = kind === "clues" ? { ...common, clues: listed, why: values.why } : common;
    try {
      const answer = await fetch(`/api/exchange/${kind === "clues" ? "send" : "outcomes"}`, {
        method: "POST",
        body: JSON.stringify(body),
        headers: { "X-CSRFToken": cookie("csrftoken"), "Content-Type": "application/json" },
      });
      if (!answer.ok) throw await errorOf(answer);
      const named = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("Content-Disposition") ?? "");
      download(await answer.blob(), decodeURIComponent(named?.[1] ?? "exchange.mjx"));
      await queries.invalidateQueries();
      close();
    } catch (error) {
      message.error(words(error), 8);
    }
    setBusy(false);
  };
  const must = [{ required: true, message: t("act.required") }];
  const title = t(kind === "clues" ? "exchange.send" : "exchange.outcomes");
  return (
    <Modal open title={title} okText={t("exchange.make")} confirmLoading={busy} onCancel={close} onOk={save}>
      <p>{t(kind === "clues" ? "exchange.send.hint" : "exchange.outcomes.hint")}</p>
      <Form form={form} layout="vertical" initialValues={{ clues: clues.join("\n"), days: 30 }}>
        <Form.Item name="to" label={t("exchange.partner")} rules={must}>
          <Select
            options={partners.map((one) => ({ value: one.code, label: say(one) }))}
            notFoundContent={t("exchange.no_partners")}
          />
        </Form.Item>
        {kind === "clues" && (
          <>
            <Form.Item name="clues" label={t("exchange.clues")} rules={must}>
              <Input.TextArea rows={3} />
            </Form.Item>
            <Form.Item name="why" label={t("act.why")} rules={must}>
              <Input.TextArea rows={2} maxLength={1000} />
            </Form.Item>
          </>
        )}
        <Form.Item name="days" label={t("exchange.days")} rules={must}>
          <InputNumber min={1} max={365} precision={0} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function download(data: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(data);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
