/** Asking for a token: what for, how far it reaches, how long; its secret is shown once. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Form, Input, InputNumber, Modal, Select, Typography } from "antd";
import { api, got, type Schemas } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";

interface Props {
  rights: Schemas["Coded"][];
  close: () => void;
}

export function AskForToken({ rights, close }: Props) {
  const { t, say } = useTexts();
  const words = useWords();
  const queries = useQueryClient();
  const [form] = Form.useForm<Schemas["NewToken"]>();
  const ask = useMutation({
    mutationFn: (body: Schemas["NewToken"]) => got(api.POST("/api/tokens", { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["tokens"] }),
  });
  const must = [{ required: true, message: t("act.required") }];
  if (ask.data)
    return (
      <Modal
        open
        title={t("tokens.secret")}
        closable={false}
        keyboard={false}
        mask={{ closable: false }}
        footer={
          <Button type="primary" onClick={close}>
            {t("users.known")}
          </Button>
        }
      >
        <p>{t("tokens.secret.hint")}</p>
        <Typography.Paragraph copyable code className="token-secret">
          {ask.data.secret}
        </Typography.Paragraph>
      </Modal>
    );
  return (
    <Modal
      open
      title={t("tokens.ask")}
      okText={t("tokens.ask")}
      cancelText={t("cancel")}
      confirmLoading={ask.isPending}
      onCancel={close}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={(given) => ask.mutate(given)}
        initialValues={{ reads: true, days: 90, rights: [] }}
      >
        {ask.isError && <Alert type="error" showIcon title={words(ask.error)} />}
        <Form.Item name="name" label={t("tokens.name")} extra={t("tokens.name.hint")} rules={must}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="why" label={t("tokens.why")} rules={must}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="rights" label={t("tokens.rights")} extra={t("tokens.rights.hint")} rules={must}>
          <Select mode="multiple" options={rights.map((one) => ({ value: one.code, label: say(one) }))} />
        </Form.Item>
        <Form.Item name="reads" valuePropName="checked">
          <Checkbox>{t("tokens.reads")}</Checkbox>
        </Form.Item>
        <Form.Item name="days" label={t("tokens.days")} rules={must}>
          <InputNumber min={1} max={366} />
        </Form.Item>
        <Form.Item name="password" label={t("tokens.password")} rules={must}>
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
