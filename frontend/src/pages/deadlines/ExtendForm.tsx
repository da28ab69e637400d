/** Putting a deadline off, with the reason. */
import { useQueryClient } from "@tanstack/react-query";
import { App, DatePicker, Form, Input, Modal } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { api, got } from "../../client/client";
import { filled } from "../../parts/filled";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import type { Row } from "./Deadlines";

export function ExtendForm({ row, close }: { row: Row; close: () => void }) {
  const { t, say } = useTexts();
  const { message } = App.useApp();
  const words = useWords();
  const queries = useQueryClient();
  const [form] = Form.useForm<{ until: Dayjs; why: string }>();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    const values = await filled(form);
    if (!values) return;
    setBusy(true);
    try {
      const until = values.until.format("YYYY-MM-DD");
      await got(
        api.POST("/api/deadlines/extend", {
          body: { key: row.key, before: row.due, until, why: values.why },
        }),
      );
      message.success(t("deadlines.saved"));
      close();
    } catch (error) {
      message.error(words(error), 6);
    }
    await queries.invalidateQueries({ queryKey: ["deadlines"] });
    setBusy(false);
  };
  const must = [{ required: true, message: t("act.required") }];
  return (
    <Modal
      open
      title={`${t("deadlines.extend")} · ${say(row.kind)}`}
      okText={t("deadlines.extend")}
      confirmLoading={busy}
      onCancel={close}
      onOk={save}
    >
      <p>{say(row.text)}</p>
      <Form form={form} layout="vertical">
        <Form.Item
          name="until"
          label={t("deadlines.until")}
          rules={must}
          extra={`${t("clues.due")} ${row.due}`}
        >
          <DatePicker style={{ width: "100%" }} minDate={dayjs().add(1, "day")} />
        </Form.Item>
        <Form.Item name="why" label={t("deadlines.why")} rules={must}>
          <Input.TextArea rows={3} maxLength={1000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
