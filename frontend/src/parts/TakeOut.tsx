/** Taking something out as a file: as what, and what for. The file carries who took it. */
import { useMutation } from "@tanstack/react-query";
import { Alert, App, Form, Input, Modal, Radio } from "antd";
import type { Schemas } from "../client/client";
import { useTexts } from "../texts/texts";
import { useWords } from "./Problem";

type As = "xlsx" | "csv" | "pdf" | "json";
interface Taking<F extends As> extends Pick<Schemas["Taking"], "why" | "lang"> {
  form: F;
}

interface Props<F extends As> {
  title: string;
  about: string;
  /** What may be chosen; the first one is. */
  forms: readonly F[];
  send: (given: Taking<F>) => Promise<{ data?: unknown; response: Response }>;
  close: () => void;
}

export const TABLE = ["xlsx", "csv", "pdf"] as const;

export function TakeOut<F extends As>({ title, about, forms, send, close }: Props<F>) {
  const { t, lang } = useTexts();
  const { message } = App.useApp();
  const words = useWords();
  const [form] = Form.useForm<Taking<F>>();
  const take = useMutation({
    mutationFn: async (given: Taking<F>) => {
      const { data, response } = await send({ ...given, lang });
      const name = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
      save(data as Blob, name ?? `file.${given.form}`);
    },
    onSuccess: () => {
      message.success(t("export.done"));
      close();
    },
  });
  const must = [{ required: true, whitespace: true, min: 2, message: t("act.required") }];
  return (
    <Modal
      open
      title={title}
      okText={t("export.go")}
      cancelText={t("cancel")}
      confirmLoading={take.isPending}
      onCancel={close}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ form: forms[0] }}
        onFinish={(given: Taking<F>) => take.mutate(given)}
      >
        <p>{about}</p>
        {take.isError && <Alert type="error" showIcon title={words(take.error)} />}
        <Form.Item name="form" label={t("export.form")}>
          <Radio.Group options={forms.map((value) => ({ value, label: t(`export.${value}`) }))} />
        </Form.Item>
        <Form.Item name="why" label={t("export.why")} extra={t("export.why.hint")} rules={must}>
          <Input maxLength={200} />
        </Form.Item>
        <p className="soft">{t("export.mark")}</p>
      </Form>
    </Modal>
  );
}

function save(data: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(data);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
