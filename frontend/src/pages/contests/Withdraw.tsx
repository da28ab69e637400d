/** Taking a work back, with a reason; it cannot be entered again. */
import { Alert, Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { api } from "../../client/client";
import { filled } from "../../parts/filled";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import type { OwnWork } from "./OwnWorks";
import type { Page } from "./useContest";

interface Given {
  page: Page;
  work: OwnWork;
  done: () => Promise<void>;
}

export function Withdraw({ page, work, done }: Given) {
  const { t } = useTexts();
  const words = useWords();
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<unknown>();
  const [form] = Form.useForm<{ why: string }>();
  const go = async () => {
    const body = await filled(form);
    if (!body) return;
    try {
      const path = { slug: page.slug, work: work.id };
      await api.POST("/api/contests/{slug}/works/{work}/withdraw", { params: { path }, body });
      setOpen(false);
      await done();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {t("contests.withdraw")}
      </Button>
      <Modal
        open={open}
        title={t("contests.withdraw.of", { title: work.title })}
        okText={t("contests.withdraw")}
        okButtonProps={{ danger: true }}
        cancelText={t("cancel")}
        onCancel={() => setOpen(false)}
        onOk={go}
      >
        <Form form={form} layout="vertical">
          <p>{t("contests.withdraw.sure")}</p>
          {error !== undefined && <Alert type="error" showIcon title={words(error)} />}
          <Form.Item
            name="why"
            label={t("contests.why")}
            rules={[{ required: true, whitespace: true, message: t("act.required") }]}
          >
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
        </Form>
      </Modal>
    </>
  );
}
