/** Handing a version in: a ZIP goes up, its receipt comes back. */
import { InboxOutlined } from "@ant-design/icons";
import { Alert, Progress, Upload } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { sendFile } from "../../client/sending";
import { useWords } from "../../parts/Problem";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import type { OwnWork } from "./OwnWorks";
import type { Page } from "./useContest";
import { receiptPlace } from "./Versions";

interface Given {
  page: Page;
  work: OwnWork;
  done: () => Promise<void>;
}

export function HandIn({ page, work, done }: Given) {
  const { t } = useTexts();
  const words = useWords();
  const [share, setShare] = useState<number>();
  const [error, setError] = useState<unknown>();
  const [made, setMade] = useState<OwnWork>();
  const take = async (file: File) => {
    setError(undefined);
    setMade(undefined);
    setShare(0);
    try {
      const address = `/api/contests/${page.slug}/works/${work.id}/versions`;
      setMade(await sendFile<OwnWork>(address, { file, as: "form" }, setShare));
      await done();
    } catch (problem) {
      setError(problem);
    } finally {
      setShare(undefined);
    }
  };
  const last = made?.versions.at(-1);
  return (
    <div className="stack tight">
      <Upload.Dragger
        accept=".zip"
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
        <p className="ant-upload-text">{t("contests.hand_in")}</p>
        <p className="soft">{t("contests.hand_in.hint")}</p>
      </Upload.Dragger>
      {share !== undefined && (
        <Progress percent={Math.round(100 * share)} status="active" aria-label={t("jobs.progress")} />
      )}
      {error !== undefined && <Alert type="error" showIcon title={words(error)} />}
      {made && last && (
        <Alert
          role="status"
          type={last.receipt.late ? "warning" : "success"}
          showIcon
          title={t(last.receipt.late ? "contests.handed.late" : "contests.handed", {
            n: last.number,
            at: moment(last.receipt.at),
          })}
          action={
            <Link to={receiptPlace(page, made, made.versions.length - 1)}>{t("contests.receipt")}</Link>
          }
        />
      )}
    </div>
  );
}
