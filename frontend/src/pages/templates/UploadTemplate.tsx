/** Uploading a template: it is tried with a made-up case, and all that is wrong is told at once. */
import { UploadOutlined } from "@ant-design/icons";
import { Alert, App, Button, Form, Input, Modal, Upload } from "antd";
import { useState } from "react";
import { cookie, errorOf, type Schemas } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import type { Changed, Kind } from "./Templates";

type Uploaded = Schemas["Uploaded"];
interface Asking {
  kind: Kind;
  lang: string;
  changed: Changed;
  close: () => void;
}

export function UploadTemplate({ kind, lang, changed, close }: Asking) {
  const { t, say } = useTexts();
  const { message } = App.useApp();
  const words = useWords();
  const [note, setNote] = useState("");
  const [file, setFile] = useState<File>();
  const [told, setTold] = useState<Uploaded>();
  const [busy, setBusy] = useState(false);
  const send = async () => {
    if (!file) return;
    setBusy(true);
    const body = new FormData();
    body.append("file", file);
    body.append("note", note);
    try {
      const answer = await fetch(`/api/letter-templates/${kind.kind.code}?lang=${lang}`, {
        method: "POST",
        body,
        headers: { "X-CSRFToken": cookie("csrftoken") },
      });
      if (!answer.ok) throw await errorOf(answer);
      const made = (await answer.json()) as Uploaded;
      setTold(made);
      await changed(Promise.resolve(made.page));
      if (made.kept && made.warnings.length === 0) {
        message.success(t("templates.kept"));
        close();
      }
    } catch (error) {
      message.error(words(error), 6);
    }
    setBusy(false);
  };
  return (
    <Modal
      open
      width={720}
      title={`${t("templates.upload")} · ${say(kind.kind)}`}
      okText={t(told?.kept ? "templates.done" : "templates.check")}
      okButtonProps={{ disabled: !file }}
      confirmLoading={busy}
      onCancel={close}
      onOk={told?.kept ? close : send}
    >
      <Form layout="vertical">
        <Form.Item label={t("templates.file")} extra={t("templates.file.hint")}>
          <Upload
            accept=".docx"
            maxCount={1}
            fileList={file ? [{ uid: "1", name: file.name }] : []}
            beforeUpload={(one) => {
              setFile(one);
              setTold(undefined);
              return false;
            }}
            onRemove={() => setFile(undefined)}
          >
            <Button icon={<UploadOutlined />}>{t("templates.choose")}</Button>
          </Upload>
        </Form.Item>
        <Form.Item label={t("templates.note")} htmlFor="template-note">
          <Input
            id="template-note"
            maxLength={1000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        </Form.Item>
      </Form>
      {told && told.problems.length > 0 && (
        <Told
          type="error"
          title={t("templates.problems", { n: told.problems.length })}
          list={told.problems}
        />
      )}
      {told?.kept && <Told type="warning" title={t("templates.kept.warned")} list={told.warnings} />}
    </Modal>
  );
}

function Told({
  type,
  title,
  list,
}: {
  type: "error" | "warning";
  title: string;
  list: Uploaded["problems"];
}) {
  const { t, say } = useTexts();
  const where = (one: Uploaded["problems"][number]) =>
    one.paragraph ? t("templates.paragraph", { n: one.paragraph }) : one.part;
  return (
    <Alert
      type={type}
      showIcon
      title={title}
      description={
        <ul className="reasons">
          {list.map((one) => (
            <li key={`${one.part}${one.paragraph}${one.en}`}>
              {where(one) && <strong>{where(one)} </strong>}
              {say(one)}
              {one.says && <div className="soft">{one.says}</div>}
            </li>
          ))}
        </ul>
      }
    />
  );
}
