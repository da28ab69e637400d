/** A row of the data becomes a case of the examples: what it must do, and what it is called. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Form, Input, Modal, Radio } from "antd";
import { api, got } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import type { Draft } from "./parts";

interface Given {
  draft: Draft;
  look: number;
  step: string;
  row: number;
  close: () => void;
}

interface Written {
  fires: boolean;
  name: string;
  zh: string;
  en?: string;
}

export function RowCase({ draft, look, step, row, close }: Given) {
  const { t } = useTexts();
  const words = useWords();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm<Written>();
  const taken = new Set((draft.tree?.cases ?? []).map((one) => one.name));
  const make = useMutation({
    mutationFn: ({ fires, name, zh, en }: Written) =>
      got(
        api.POST("/api/workshop/drafts/{number}/cases", {
          params: { path: { number: draft.id } },
          body: { version: draft.version, look, step, row, fires, name, zh, en: en ?? "" },
        }),
      ),
    onSuccess: (page) => {
      queries.setQueryData(["draft", draft.id], page);
      message.success(t("workshop.case.made"), 8);
      close();
    },
  });
  let next = taken.size + 1;
  while (taken.has(`case_${next}`)) next += 1;
  return (
    <Modal
      open
      title={t("workshop.case.title", { n: row + 1, step })}
      okText={t("workshop.case.make")}
      cancelText={t("cancel")}
      confirmLoading={make.isPending}
      onCancel={close}
      onOk={() => form.submit()}
    >
      <Form<Written>
        form={form}
        layout="vertical"
        onFinish={(given) => make.mutate(given)}
        initialValues={{ fires: true, name: `case_${next}` }}
      >
        <Form.Item name="fires" label={t("workshop.case.must")}>
          <Radio.Group
            options={[
              { value: true, label: t("workshop.case.fires") },
              { value: false, label: t("workshop.case.silent") },
            ]}
          />
        </Form.Item>
        <Form.Item
          name="zh"
          label={t("workshop.case.zh")}
          rules={[{ required: true, whitespace: true, message: t("workshop.case.zh.need") }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="en" label={t("workshop.case.en")}>
          <Input maxLength={300} />
        </Form.Item>
        <Form.Item
          name="name"
          label={t("workshop.case.name")}
          rules={[{ required: true, pattern: /^[a-z][a-z0-9_]*$/, message: t("workshop.case.name.need") }]}
        >
          <Input maxLength={80} />
        </Form.Item>
      </Form>
      <p className="soft">{t("workshop.case.invented")}</p>
      {make.isError && <Alert type="error" showIcon title={words(make.error)} />}
    </Modal>
  );
}
