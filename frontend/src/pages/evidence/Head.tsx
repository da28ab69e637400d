/** What stands above the records: title, charges, stage, day of the check, and the facts conditions ask for. */
import { DatePicker, Form, Input, Modal, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";
import type { Change } from "./CaseFile";
import { type Page, useForms } from "./kinds";
import { Charges } from "./NewFile";
import { Problems } from "./Problems";

interface Values {
  title: string;
  charges: string[];
  stage: Schemas["CaseFileHead"]["stage"];
  on: Dayjs | null;
  facts: Record<string, boolean | number | undefined>;
}

export function Head({ page, change, close }: { page: Page; change: Change; close: () => void }) {
  const { t, say } = useTexts();
  const forms = useForms().data;
  const [form] = Form.useForm<Values>();
  const [problems, setProblems] = useState<Schemas["EvidenceProblem"][]>([]);
  const [busy, setBusy] = useState(false);
  const [seen] = useState(page.version);
  const send = async (given: Values) => {
    setBusy(true);
    const facts = Object.fromEntries(
      Object.entries({ ...page.stated, ...given.facts }).filter((pair) => pair[1] !== undefined),
    ) as Record<string, boolean | number | null>;
    const body = { ...given, facts, on: given.on?.format("YYYY-MM-DD") ?? null, version: seen };
    const wrong = await change(
      got(api.PUT("/api/evidence/files/{number}", { params: { path: { number: page.id } }, body })),
    );
    setBusy(false);
    if (wrong?.length === 0) close();
    else setProblems(wrong ?? []);
  };
  const must = [{ required: true, message: t("act.required") }];
  const facts = Object.fromEntries(page.facts.map((one) => [one.name, page.stated[one.name] ?? undefined]));
  return (
    <Modal
      open
      width={720}
      title={t("evidence.head")}
      okText={t("save")}
      cancelText={t("cancel")}
      confirmLoading={busy}
      onCancel={close}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          title: page.title,
          charges: page.charges,
          stage: page.stage.code,
          on: page.on ? dayjs(page.on) : null,
          facts,
        }}
        onFinish={send}
      >
        <Problems problems={problems} places={false} />
        <Form.Item name="title" label={t("evidence.title")} rules={must}>
          <Input maxLength={200} />
        </Form.Item>
        <Charges />
        <div className="proof-form">
          <Form.Item name="stage" label={t("evidence.stage")} rules={must}>
            <Select options={forms?.stages.map((one) => ({ value: one.code, label: say(one) }))} />
          </Form.Item>
          <Form.Item name="on" label={t("evidence.on")} extra={t("evidence.on.hint")}>
            <DatePicker style={{ width: "100%" }} />
          </Form.Item>
        </div>
        {page.facts.length > 0 && <h2>{t("evidence.facts")}</h2>}
        <div className="proof-form">
          {page.facts.map((fact) => (
            <Form.Item
              key={fact.name}
              name={["facts", fact.name]}
              label={<span className="cap">{say(fact.title)}</span>}
            >
              {fact.kind === "boolean" ? (
                <Select
                  allowClear
                  placeholder={t("evidence.not.recorded")}
                  options={[
                    { value: true, label: t("yes") },
                    { value: false, label: t("no") },
                  ]}
                />
              ) : (
                <Input type="number" placeholder={t("evidence.not.recorded")} />
              )}
            </Form.Item>
          ))}
        </div>
      </Form>
    </Modal>
  );
}
