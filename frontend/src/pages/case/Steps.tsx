/** The steps of a case: closing, another holder, gathering clues; each asks for what it needs. */
import { Button, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { filled } from "../../parts/filled";
import { type Key, useTexts } from "../../texts/texts";
import type { Changed, Page } from "./Case";
import { useChoices } from "./choices";

type Action = Schemas["CaseAction"];
type Values = { why?: string; to_user?: string; case?: number; clue?: string };

export function Steps({ page, changed }: { page: Page; changed: Changed }) {
  const { say } = useTexts();
  const [asked, setAsked] = useState<Action>();
  return (
    <div className="row no-print">
      {page.actions.map((one) => (
        <Button key={one.code} onClick={() => setAsked(one)}>
          {say(one)}
        </Button>
      ))}
      {asked && <Ask page={page} action={asked} changed={changed} close={() => setAsked(undefined)} />}
    </div>
  );
}

interface Asking {
  page: Page;
  action: Action;
  changed: Changed;
  close: () => void;
}

function Ask({ page, action, changed, close }: Asking) {
  const { t, say } = useTexts();
  const [form] = Form.useForm<Values>();
  const [busy, setBusy] = useState(false);
  const choices = useChoices(page, action);
  const send = async () => {
    const values = await filled(form);
    if (!values) return;
    setBusy(true);
    const body = {
      action: action.code as Schemas["CaseAct"]["action"],
      version: page.version,
      why: values.why ?? "",
      to_user: values.to_user ?? null,
      case: values.case ?? null,
      clue: values.clue ?? null,
    };
    const made = got(api.POST("/api/cases/{number}/act", { params: { path: { number: page.id } }, body }));
    if (await changed(made)) close();
    setBusy(false);
  };
  return (
    <Modal
      open
      title={say(action)}
      okText={say(action)}
      confirmLoading={busy}
      onCancel={close}
      onOk={() => void send()}
    >
      <Form form={form} layout="vertical">
        {action.needs.map((name) => (
          <Form.Item
            key={name}
            name={name}
            label={t(`case.act.${name}` as Key)}
            extra={name === "case" ? t("case.act.case.hint") : undefined}
            rules={[{ required: true, message: t("act.required") }]}
          >
            {name === "why" ? (
              <Input.TextArea rows={3} maxLength={4000} />
            ) : (
              <Select
                showSearch
                optionFilterProp="label"
                options={choices[name] ?? []}
                notFoundContent={t(`case.act.${name}.none` as Key)}
              />
            )}
          </Form.Item>
        ))}
      </Form>
    </Modal>
  );
}
