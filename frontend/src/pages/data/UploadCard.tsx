/** Where a file is put to be taken in. */
import { InboxOutlined } from "@ant-design/icons";
import { Alert, Progress, Upload } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import { send } from "./send";

export function UploadCard() {
  const { t } = useTexts();
  const go = useNavigate();
  const words = useWords();
  const [share, setShare] = useState<number>();
  const [error, setError] = useState<unknown>();
  const take = async (file: File) => {
    setError(undefined);
    setShare(0);
    try {
      const made = await send(file, setShare);
      void go(`/data/uploads/${made.id}`);
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
        disabled={share !== undefined}
        beforeUpload={(file) => {
          void take(file);
          return false;
        }}
      >
        <p className="ant-upload-drag-icon">
          <InboxOutlined />
        </p>
        <p className="ant-upload-text">{t("data.upload")}</p>
        <p className="soft">{t("data.upload.hint")}</p>
      </Upload.Dragger>
      {share !== undefined && (
        <Progress percent={Math.round(100 * share)} status="active" aria-label={t("jobs.progress")} />
      )}
      {error !== undefined && <Alert type="error" showIcon title={words(error)} />}
    </div>
  );
}
