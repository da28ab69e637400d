/** Published answers out as JSON lines, those of other offices in. */
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Tooltip, Upload } from "antd";
import { useState } from "react";
import { cookie, errorOf, type Schemas } from "../../client/client";
import { useMay } from "../../parts/me";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";

export function Bulk() {
  const { t } = useTexts();
  const may = useMay();
  const words = useWords();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [busy, setBusy] = useState(false);
  const send = async (file: File) => {
    setBusy(true);
    const body = new FormData();
    body.append("file", file);
    try {
      const headers = { "X-CSRFToken": cookie("csrftoken") };
      const answer = await fetch("/api/answers/import", { method: "POST", body, headers });
      if (!answer.ok) throw await errorOf(answer);
      const { taken, there } = (await answer.json()) as Schemas["AnswersImported"];
      message.success(t("answers.imported", { taken, there }));
      await queries.invalidateQueries({ queryKey: ["answers"] });
    } catch (error) {
      message.error(words(error), 10);
    }
    setBusy(false);
  };
  return (
    <span className="row no-print">
      {may("export") && (
        <a href="/api/answers/export" download>
          {t("answers.export")}
        </a>
      )}
      {may("load_data") && (
        <Upload
          accept=".jsonl,.json,.txt"
          showUploadList={false}
          beforeUpload={(one) => {
            void send(one);
            return false;
          }}
        >
          <Tooltip title={t("answers.import.hint")}>
            <Button loading={busy}>{t("answers.import")}</Button>
          </Tooltip>
        </Upload>
      )}
    </span>
  );
}
