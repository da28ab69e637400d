/** Setting something aside with a reason that stays in the file, and letting it count again. */
import { Button, Form, Input, Modal, Popconfirm } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";
import type { Change } from "./CaseFile";

interface Props {
  file: number;
  version: number;
  finding: string;
  aside: Schemas["AsideEntry"] | null;
  may: boolean;
  change: Change;
}

export function Aside({ file, version, finding, aside, may, change }: Props) {
  const { t } = useTexts();
  const [asking, setAsking] = useState(false);
  const [form] = Form.useForm<{ reason: string }>();
  const send = (reason: string) =>
    change(
      got(
        api.POST("/api/evidence/files/{number}/aside", {
          params: { path: { number: file } },
          body: { finding, reason, version },
        }),
      ),
    );
  return (
    <>
      {aside && <p>{t("evidence.aside.by", { who: aside.by, on: aside.on, why: aside.reason })}</p>}
      {may && !aside && (
        <Button size="small" className="no-print" onClick={() => setAsking(true)}>
          {t("evidence.aside")}
        </Button>
      )}
      {may && aside && (
        <Popconfirm
          title={t("evidence.count.sure")}
          okText={t("evidence.count")}
          cancelText={t("cancel")}
          onConfirm={() => send("")}
        >
          <Button size="small" className="no-print">
            {t("evidence.count")}
          </Button>
        </Popconfirm>
      )}
      {asking && (
        <Modal
          open
          title={t("evidence.aside")}
          okText={t("evidence.aside")}
          cancelText={t("cancel")}
          onCancel={() => setAsking(false)}
          onOk={() => form.submit()}
        >
          <Form
            form={form}
            layout="vertical"
            onFinish={async ({ reason }) => {
              if ((await send(reason))?.length === 0) setAsking(false);
            }}
          >
            <Form.Item
              name="reason"
              label={t("evidence.aside.why")}
              extra={t("evidence.aside.hint")}
              rules={[{ required: true, whitespace: true, min: 4, message: t("evidence.aside.short") }]}
            >
              <Input.TextArea autoFocus autoSize={{ minRows: 3 }} maxLength={2000} />
            </Form.Item>
          </Form>
        </Modal>
      )}
    </>
  );
}
