/** A step of a request, with what it asks for. */
import { DatePicker, Form, Input, Modal, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { filled } from "../../parts/filled";
import { useTexts } from "../../texts/texts";
import { useChange, useChoices } from "./choices";
import type { Page, Step } from "./Request";

interface Values {
  number?: string;
  day?: Dayjs;
  due?: Dayjs;
  code?: string;
  owner?: string;
  why?: string;
}
const FREE: Step[] = ["send", "deliver", "partial", "assign"];

export function StepForm({ page, step, close }: { page: Page; step: Step; close: () => void }) {
  const { t, say } = useTexts();
  const choices = useChoices();
  const change = useChange();
  const [form] = Form.useForm<Values>();
  const [busy, setBusy] = useState(false);
  const must = [{ required: true, message: t("act.required") }];
  const save = async () => {
    const values = await filled(form);
    if (!values) return;
    setBusy(true);
    const body = {
      action: step,
      version: page.version,
      why: values.why ?? "",
      number: values.number ?? "",
      day: values.day?.format("YYYY-MM-DD") ?? null,
      due: values.due?.format("YYYY-MM-DD") ?? null,
      code: (values.code ?? null) as Schemas["RequestAct"]["code"],
      owner: values.owner ?? "",
    };
    const path = { number: page.id };
    await change(got(api.POST("/api/supply/requests/{number}/act", { params: { path }, body })));
    setBusy(false);
    close();
  };
  return (
    <Modal
      open
      title={t(`supply.step.${step}`)}
      okText={t(`supply.step.${step}`)}
      confirmLoading={busy}
      onCancel={close}
      onOk={save}
    >
      {step === "escalate" && page.above && <p>{t("supply.escalate.told", { office: say(page.above) })}</p>}
      <Form
        form={form}
        layout="vertical"
        initialValues={{ day: dayjs(), due: page.due ? dayjs(page.due) : undefined }}
      >
        {step === "send" && (
          <>
            <Form.Item name="number" label={t("supply.number")} rules={must}>
              <Input maxLength={80} />
            </Form.Item>
            <div className="mend">
              <Form.Item name="day" label={t("supply.sent_on")} rules={must}>
                <DatePicker style={{ width: "100%" }} maxDate={dayjs()} />
              </Form.Item>
              <Form.Item name="due" label={t("supply.due")} rules={must}>
                <DatePicker style={{ width: "100%" }} />
              </Form.Item>
            </div>
          </>
        )}
        {step === "refuse" && (
          <Form.Item name="code" label={t("supply.refusal")} rules={must}>
            <Select
              options={(choices.data?.refusals ?? []).map((one) => ({ value: one.code, label: say(one) }))}
            />
          </Form.Item>
        )}
        {step === "assign" && (
          <Form.Item name="owner" label={t("supply.owner")} rules={must}>
            <Select
              options={(choices.data?.people ?? []).map((one) => ({
                value: one.username,
                label: one.name,
              }))}
            />
          </Form.Item>
        )}
        <Form.Item name="why" label={t("supply.why")} rules={FREE.includes(step) ? [] : must}>
          <Input.TextArea rows={3} maxLength={1000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
