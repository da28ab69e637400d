/** Asking for an approval from the run dialogue: the impact assessment, how long; the rest is what the run would be. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, DatePicker, Descriptions, Form, Input, Modal } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { api, got, type Schemas } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";

/** What the assessment holds (Personal Information Protection Law, art. 56). */
export const ASSESSED = ["necessity", "legal_basis", "people", "risks", "measures", "retention"] as const;

interface Props {
  model: string;
  need: Schemas["ApprovalNeed"];
  purpose: string;
  parameters: Record<string, string>;
  /** To test the model on the data of this past run. */
  run?: string;
  close: (asked: boolean) => void;
}
type Given = Schemas["Assessment"] & { purpose: string; until: Dayjs };

export function AskForApproval({ model, need, purpose, parameters, run, close }: Props) {
  const { t } = useTexts();
  const words = useWords();
  const queries = useQueryClient();
  const [form] = Form.useForm<Given>();
  const ask = useMutation({
    mutationFn: ({ purpose, until, ...assessment }: Given) =>
      got(
        api.POST("/api/approvals", {
          body: {
            model,
            purpose,
            parameters,
            until: until.format("YYYY-MM-DD"),
            assessment,
            run: run ?? null,
            version: need.version,
          },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["approvals"] });
      close(true);
    },
  });
  const must = [{ required: true, whitespace: true, message: t("act.required") }];
  return (
    <Modal
      open
      width={720}
      title={t("approvals.ask")}
      okText={t("approvals.send")}
      cancelText={t("cancel")}
      confirmLoading={ask.isPending}
      onCancel={() => close(false)}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={(given) => ask.mutate(given)}
        initialValues={{ purpose, until: dayjs().add(30, "day") }}
      >
        {ask.isError && <Alert type="error" showIcon title={words(ask.error)} />}
        <Descriptions
          bordered
          size="small"
          column={1}
          items={[
            {
              key: "data",
              label: t("approvals.data"),
              children: Object.values(need.datasets).join(t("comma")),
            },
            {
              key: "level",
              label: t("approvals.sensitivity"),
              children: t("approvals.level", { n: need.sensitivity }),
            },
            ...(need.exception
              ? [{ key: "exception", label: t("approvals.exception"), children: need.exception }]
              : []),
          ]}
        />
        <Form.Item
          name="purpose"
          label={t("model.run.purpose")}
          extra={t("run.purpose.hint")}
          rules={must}
          style={{ marginTop: 16 }}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="until" label={t("approvals.until")} rules={[{ required: true }]}>
          <DatePicker minDate={dayjs().add(1, "day")} maxDate={dayjs().add(1, "year")} allowClear={false} />
        </Form.Item>
        {ASSESSED.map((name) => (
          <Form.Item
            key={name}
            name={name}
            label={t(`approvals.${name}`)}
            extra={t(`approvals.${name}.hint`)}
            rules={must}
          >
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
          </Form.Item>
        ))}
      </Form>
    </Modal>
  );
}
