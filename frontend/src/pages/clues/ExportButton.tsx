/** Taking the inbox out as it is filtered: as what, and what for. The file carries who took it. */
import { useMutation } from "@tanstack/react-query";
import { Alert, App, Button, Form, Input, Modal, Radio } from "antd";
import { useState } from "react";
import { api, type Schemas } from "../../client/client";
import { useMay } from "../../parts/me";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import type { Query } from "./filters";

type Given = Pick<Schemas["NewExport"], "form" | "why">;

export function ExportButton({ query, total }: { query: Query; total: number | undefined }) {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  if (!useMay()("export")) return <span className="end" />;
  return (
    <>
      <Button className="end" disabled={!total} onClick={() => setOpen(true)}>
        {t("export.button")}
      </Button>
      {open && <Dialogue query={query} total={total ?? 0} close={() => setOpen(false)} />}
    </>
  );
}

function Dialogue({ query, total, close }: { query: Query; total: number; close: () => void }) {
  const { t, lang } = useTexts();
  const { message } = App.useApp();
  const words = useWords();
  const [form] = Form.useForm<Given>();
  const take = useMutation({
    mutationFn: async (given: Given) => {
      const { page: _, size: __, ...filters } = query;
      const body = { ...given, lang, filters } as Schemas["NewExport"];
      const { data, response } = await api.POST("/api/exports/clues", { body, parseAs: "blob" });
      const name = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
      save(data as unknown as Blob, name ?? `clues.${given.form}`);
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
      title={t("export.title")}
      okText={t("export.go")}
      cancelText={t("cancel")}
      confirmLoading={take.isPending}
      onCancel={close}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ form: "xlsx" }}
        onFinish={(given) => take.mutate(given)}
      >
        <p>{t("export.rows", { n: total })}</p>
        {take.isError && <Alert type="error" showIcon title={words(take.error)} />}
        <Form.Item name="form" label={t("export.form")}>
          <Radio.Group
            options={(["xlsx", "csv", "pdf"] as const).map((value) => ({
              value,
              label: t(`export.${value}`),
            }))}
          />
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
