/** Leaving rows of a quarantine as they are, with a reason. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Form, Input, Modal } from "antd";
import { api, got } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";

export interface Which {
  places?: [number, number][];
  reason?: string | null;
  count: number;
}

interface Given {
  dataset: string;
  version: number;
  which: Which;
  close: () => void;
}

export function Dismiss({ dataset, version, which, close }: Given) {
  const { t } = useTexts();
  const words = useWords();
  const queries = useQueryClient();
  const [form] = Form.useForm<{ why: string }>();
  const act = useMutation({
    mutationFn: ({ why }: { why: string }) =>
      got(
        api.POST("/api/data/datasets/{dataset}/quarantine/dismiss", {
          params: { path: { dataset } },
          body: { version, places: which.places ?? [], reason: which.reason ?? null, why },
        }),
      ),
    onSuccess: () => {
      for (const key of ["quarantine", "dataset", "datasets"])
        void queries.invalidateQueries({ queryKey: [key] });
      close();
    },
  });
  return (
    <Modal
      open
      title={t("data.dismiss.title", { n: which.count })}
      okText={t("data.dismiss")}
      cancelText={t("cancel")}
      confirmLoading={act.isPending}
      onCancel={close}
      onOk={() => form.submit()}
    >
      <Form form={form} layout="vertical" onFinish={(given) => act.mutate(given)}>
        {act.isError && <Alert type="error" showIcon title={words(act.error)} />}
        <Form.Item
          name="why"
          label={t("data.why.label")}
          extra={t("data.dismiss.hint")}
          rules={[{ required: true, whitespace: true, message: t("act.required") }]}
        >
          <Input maxLength={300} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
