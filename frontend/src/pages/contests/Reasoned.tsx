/** A dialogue for what takes a reason: nothing is done without one, and what went wrong is told in it. */
import { Alert, Form, Input, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { filled } from "../../parts/filled";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";

interface Given {
  title: string;
  /** What it comes to, said before. */
  children?: ReactNode;
  label?: string;
  ok: string;
  danger?: boolean;
  most?: number;
  /** Does it; may throw. */
  go: (why: string) => Promise<unknown>;
  close: () => void;
}

export function Reasoned({ title, children, label, ok, danger, most = 500, go, close }: Given) {
  const { t } = useTexts();
  const words = useWords();
  const [form] = Form.useForm<{ why: string }>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const send = async () => {
    const given = await filled(form);
    if (!given) return;
    setBusy(true);
    setError(undefined);
    try {
      await go(given.why.trim());
      close();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={title}
      okText={ok}
      okButtonProps={{ danger }}
      cancelText={t("cancel")}
      confirmLoading={busy}
      onCancel={close}
      onOk={send}
    >
      <Form form={form} layout="vertical">
        {children}
        {error !== undefined && <Alert type="error" showIcon title={words(error)} />}
        <Form.Item
          name="why"
          label={label ?? t("contests.why")}
          rules={[{ required: true, whitespace: true, message: t("act.required") }]}
        >
          <Input.TextArea rows={3} maxLength={most} showCount />
        </Form.Item>
      </Form>
    </Modal>
  );
}
