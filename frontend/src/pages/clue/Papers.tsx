/** Files put to the clue. */
import { UploadOutlined } from "@ant-design/icons";
import { App, Button, Card, Upload } from "antd";
import { cookie, errorOf } from "../../client/client";
import { useMay } from "../../parts/me";
import { useWords } from "../../parts/Problem";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import type { Page } from "./Clue";

export function Papers({ page, changed }: { page: Page; changed: (page: Page | undefined) => void }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const words = useWords();
  const may = useMay();
  const send = async (file: File) => {
    const body = new FormData();
    body.append("file", file);
    try {
      const answer = await fetch(`/api/clues/${page.id}/attachments`, {
        method: "POST",
        body,
        headers: { "X-CSRFToken": cookie("csrftoken") },
      });
      if (!answer.ok) throw await errorOf(answer);
      changed((await answer.json()) as Page);
    } catch (error) {
      message.error(words(error), 6);
    }
  };
  const add = may("handle") && (
    <Upload
      className="no-print"
      showUploadList={false}
      beforeUpload={(file) => {
        void send(file);
        return false;
      }}
    >
      <Button size="small" icon={<UploadOutlined />}>
        {t("clue.papers.add")}
      </Button>
    </Upload>
  );
  return (
    <Card title={t("clue.papers")} extra={add}>
      {page.attachments.length === 0 && <span className="soft">{t("clue.papers.none")}</span>}
      <ul className="plain">
        {page.attachments.map((one) => (
          <li key={one.id} className="row">
            <a href={`/api/attachments/${one.id}`}>{one.name}</a>
            <span className="soft number" title={`SHA-256 ${one.sha256}`}>
              {Math.ceil(one.size / 1024)} KB · {one.by} · {moment(one.at)}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
