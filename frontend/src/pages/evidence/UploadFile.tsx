/** A case file of an upload; whatever is wrong with it is told at once, and then nothing is kept. */
import { useMutation } from "@tanstack/react-query";
import { Alert, Form, Modal, Upload } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { api, got } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import { Line, type Tied } from "./NewFile";
import { Problems } from "./Problems";

const TAKEN = ".yaml,.yml,.json,.xlsx,.zip,.docx,.pdf,.txt,.md";

export function UploadFile({ tied, close }: { tied: Tied; close: () => void }) {
  const { t } = useTexts();
  const words = useWords();
  const go = useNavigate();
  const [form] = Form.useForm<{ line?: string }>();
  const [file, setFile] = useState<File>();
  const send = useMutation({
    mutationFn: (line: string) => {
      const body = new FormData();
      body.set("file", file as File);
      body.set("line", line);
      body.set("clue", tied.clue);
      if (tied.case) body.set("case", String(tied.case));
      return got(
        api.POST("/api/evidence/files/upload", { body: body as never, bodySerializer: () => body as never }),
      );
    },
    onSuccess: (kept) => {
      if (kept.kept) void go(`/evidence/${kept.id}`);
    },
  });
  return (
    <Modal
      open
      width={680}
      title={t("evidence.upload")}
      okText={t("evidence.upload.go")}
      cancelText={t("cancel")}
      confirmLoading={send.isPending}
      okButtonProps={{ disabled: !file }}
      onCancel={close}
      onOk={() => send.mutate(form.getFieldValue("line") ?? "")}
    >
      <Form form={form} layout="vertical">
        <p>{t("evidence.upload.hint")}</p>
        {send.isError && <Alert type="error" showIcon title={words(send.error)} />}
        {send.data && !send.data.kept && <Problems problems={send.data.problems} />}
        <Form.Item>
          <Upload.Dragger
            accept={TAKEN}
            maxCount={1}
            beforeUpload={(chosen) => {
              setFile(chosen);
              send.reset();
              return false;
            }}
            onRemove={() => setFile(undefined)}
          >
            <p>{t("evidence.upload.choose")}</p>
          </Upload.Dragger>
        </Form.Item>
        {!tied.clue && !tied.case && <Line />}
      </Form>
    </Modal>
  );
}
