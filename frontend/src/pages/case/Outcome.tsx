/** What the case achieved. */
import {
  App,
  Button,
  Card,
  Checkbox,
  DatePicker,
  Descriptions,
  Empty,
  Form,
  Input,
  InputNumber,
  Modal,
} from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { filled } from "../../parts/filled";
import { useMay, useMe } from "../../parts/me";
import { money } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import type { Changed, Page } from "./Case";

type Outcome = Schemas["OutcomeInfo"];

export function OutcomeCard({ page, changed }: { page: Page; changed: Changed }) {
  const { t } = useTexts();
  const me = useMe().data;
  const may = useMay();
  const [open, setOpen] = useState(false);
  const mine = page.state.code !== "closed" && (page.owner.username === me?.username || may("sign_letter"));
  const one = page.outcome;
  return (
    <Card
      title={t("case.outcome")}
      extra={mine && <Button onClick={() => setOpen(true)}>{t("outcome.edit")}</Button>}
    >
      {!one && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("outcome.none")} />}
      {one && (
        <Descriptions
          size="small"
          column={2}
          items={[
            { key: "rectified", label: t("outcome.rectified"), children: one.rectified ? t("yes") : t("no") },
            { key: "recovered", label: t("outcome.recovered"), children: money(one.recovered) },
            { key: "held", label: t("outcome.held"), children: one.held_to_account },
            { key: "looked", label: t("outcome.looked_back"), children: one.looked_back_on ?? "—" },
            { key: "governance", label: t("outcome.governance"), children: one.governance || "—", span: 2 },
            { key: "note", label: t("outcome.note"), children: one.note || "—", span: 2 },
          ]}
        />
      )}
      {open && <Edit page={page} changed={changed} close={() => setOpen(false)} />}
    </Card>
  );
}

interface Values extends Omit<Outcome, "looked_back_on"> {
  looked_back_on: Dayjs | null;
}

function Edit({ page, changed, close }: { page: Page; changed: Changed; close: () => void }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const [form] = Form.useForm<Values>();
  const [busy, setBusy] = useState(false);
  const before = page.outcome;
  const save = async () => {
    const values = await filled(form);
    if (!values) return;
    setBusy(true);
    const body: Outcome = {
      rectified: values.rectified ?? false,
      recovered:
        values.recovered === null || values.recovered === undefined ? null : String(values.recovered),
      held_to_account: values.held_to_account ?? 0,
      governance: values.governance ?? "",
      note: values.note ?? "",
      looked_back_on: values.looked_back_on?.format("YYYY-MM-DD") ?? null,
    };
    const made = got(api.PUT("/api/cases/{number}/outcome", { params: { path: { number: page.id } }, body }));
    if (await changed(made)) {
      message.success(t("outcome.saved"));
      close();
    }
    setBusy(false);
  };
  return (
    <Modal
      open
      title={t("outcome.edit")}
      okText={t("save")}
      confirmLoading={busy}
      onCancel={close}
      onOk={save}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          ...before,
          looked_back_on: before?.looked_back_on ? dayjs(before.looked_back_on) : null,
        }}
      >
        <Form.Item name="rectified" valuePropName="checked">
          <Checkbox>{t("outcome.rectified")}</Checkbox>
        </Form.Item>
        <Form.Item name="recovered" label={t("outcome.recovered")}>
          <InputNumber min={0} precision={2} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="held_to_account" label={t("outcome.held")}>
          <InputNumber min={0} max={100000} precision={0} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="governance" label={t("outcome.governance")}>
          <Input.TextArea rows={2} maxLength={4000} />
        </Form.Item>
        <Form.Item name="note" label={t("outcome.note")}>
          <Input.TextArea rows={2} maxLength={4000} />
        </Form.Item>
        <Form.Item name="looked_back_on" label={t("outcome.looked_back")}>
          <DatePicker style={{ width: "100%" }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
