/** A case file from nothing: what it is called, which charges, at which stage. */
import { useMutation } from "@tanstack/react-query";
import { Alert, Form, Input, Modal, Select } from "antd";
import { useNavigate } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import { useForms } from "./kinds";

type Given = Schemas["NewCaseFile"];
export interface Tied {
  clue: string;
  case?: number;
}

export function NewFile({ tied, close }: { tied: Tied; close: () => void }) {
  const { t, say } = useTexts();
  const words = useWords();
  const go = useNavigate();
  const forms = useForms().data;
  const [form] = Form.useForm<Given>();
  const make = useMutation({
    mutationFn: (given: Given) => got(api.POST("/api/evidence/files", { body: { ...given, ...tied } })),
    onSuccess: (page) => void go(`/evidence/${page.id}`),
  });
  const must = [{ required: true, message: t("act.required") }];
  return (
    <Modal
      open
      title={t("evidence.new")}
      okText={t("evidence.make")}
      cancelText={t("cancel")}
      confirmLoading={make.isPending}
      onCancel={close}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ stage: "transfer", line: forms?.lines[0]?.code ?? "" }}
        onFinish={(given) => make.mutate(given)}
      >
        {make.isError && <Alert type="error" showIcon title={words(make.error)} />}
        <Form.Item
          name="title"
          label={t("evidence.title")}
          rules={[...must, { min: 2, message: t("act.required") }]}
        >
          <Input autoFocus maxLength={200} />
        </Form.Item>
        <Charges />
        <Form.Item name="stage" label={t("evidence.stage")} rules={must}>
          <Select options={forms?.stages.map((one) => ({ value: one.code, label: say(one) }))} />
        </Form.Item>
        {!tied.clue && !tied.case && <Line />}
      </Form>
    </Modal>
  );
}

/** Charges with a pack are offered; any other may be written, and is then told to have none. */
export function Charges() {
  const { t } = useTexts();
  const forms = useForms().data;
  return (
    <Form.Item
      name="charges"
      label={t("evidence.charges")}
      extra={t("evidence.charges.hint")}
      rules={[{ required: true, message: t("act.required") }]}
    >
      <Select mode="tags" maxCount={20} options={forms?.charges.map((one) => ({ value: one, label: one }))} />
    </Form.Item>
  );
}

export function Line() {
  const { t, say } = useTexts();
  const forms = useForms().data;
  return (
    <Form.Item
      name="line"
      label={t("evidence.line")}
      extra={t("evidence.line.hint")}
      initialValue={forms?.lines[0]?.code}
      rules={[{ required: true, message: t("act.required") }]}
    >
      <Select options={forms?.lines.map((one) => ({ value: one.code, label: say(one) }))} />
    </Form.Item>
  );
}
