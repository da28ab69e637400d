/** A document read into its text by the server, which keeps nothing of it. */
import { UploadOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Alert, Upload as AntUpload, Button } from "antd";
import { cookie, errorOf, type Schemas } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";

export function Upload({ read }: { read: (text: string) => void }) {
  const { t } = useTexts();
  const words = useWords();
  const send = useMutation({ mutationFn: textOf, onSuccess: (found) => read(found.text) });
  return (
    <>
      <AntUpload
        accept=".txt,.docx,.pdf,.html,.htm"
        showUploadList={false}
        beforeUpload={(file) => {
          send.mutate(file);
          return false;
        }}
      >
        <Button icon={<UploadOutlined />} loading={send.isPending}>
          {t("sentencing.upload")}
        </Button>
      </AntUpload>
      {send.isError && <Alert type="error" showIcon title={words(send.error)} />}
    </>
  );
}

async function textOf(file: File): Promise<Schemas["PaperText"]> {
  const body = new FormData();
  body.append("file", file);
  const headers = { "X-CSRFToken": cookie("csrftoken") };
  const answer = await fetch("/api/reader/text", { method: "POST", headers, body });
  if (!answer.ok) throw await errorOf(answer);
  return (await answer.json()) as Schemas["PaperText"];
}
