/** A place where a file is put to be sent, with its progress and what was wrong with it. */
import { InboxOutlined } from "@ant-design/icons";
import { Alert, Progress, Upload } from "antd";
import { useState } from "react";
import { sendFile } from "../client/sending";
import { useTexts } from "../texts/texts";
import { useWords } from "./Problem";

interface Props<T> {
  address: (file: File) => string;
  hint: string;
  taken: (made: T) => void;
  disabled?: boolean;
}

export function TakeFile<T>({ address, hint, taken, disabled = false }: Props<T>) {
  const { t } = useTexts();
  const words = useWords();
  const [share, setShare] = useState<number>();
  const [error, setError] = useState<unknown>();
  const take = async (file: File) => {
    setError(undefined);
    setShare(0);
    try {
      taken(await sendFile<T>(address(file), { file, as: "bytes" }, setShare));
    } catch (problem) {
      setError(problem);
    } finally {
      setShare(undefined);
    }
  };
  return (
    <div className="stack tight">
      <Upload.Dragger
        multiple={false}
        showUploadList={false}
        disabled={disabled || share !== undefined}
        beforeUpload={(file) => {
          void take(file);
          return false;
        }}
      >
        <p className="ant-upload-drag-icon">
          <InboxOutlined />
        </p>
        <p className="ant-upload-text">{t("data.upload")}</p>
        <p className="soft">{hint}</p>
      </Upload.Dragger>
      {share !== undefined && (
        <Progress percent={Math.round(100 * share)} status="active" aria-label={t("jobs.progress")} />
      )}
      {error !== undefined && <Alert type="error" showIcon title={words(error)} />}
    </div>
  );
}
