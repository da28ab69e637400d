/** Making a contest: from nothing, with the usual materials and criteria to be changed, or from a file. */
import { UploadOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Modal, Radio, Upload } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { filled } from "../../parts/filled";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import { Mistakes } from "./Mistakes";

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

interface Given {
  slug: string;
  title: string;
}

export function NewContest({ close }: { close: () => void }) {
  const { t } = useTexts();
  const words = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [origin, setOrigin] = useState<"empty" | "file">("empty");
  const [text, setText] = useState<string>();
  const [wrong, setWrong] = useState<Schemas["ContestMistake"][]>([]);
  const [form] = Form.useForm<Given>();
  const look = useMutation({
    mutationFn: async (file: File) => {
      const read = await file.text();
      const { problems } = await got(api.POST("/api/contests/check", { body: { text: read } }));
      return { read, problems };
    },
    onSuccess: ({ read, problems }) => {
      setText(read);
      setWrong(problems);
    },
  });
  const save = useMutation({
    mutationFn: async () => {
      if (origin === "file")
        return got(api.POST("/api/contests", { body: { text: text ?? "", slug: "", title: "" } }));
      const given = await filled(form);
      return given ? got(api.POST("/api/contests", { body: { text: "", ...given } })) : null;
    },
    onSuccess: async (made) => {
      if (!made) return;
      await queries.invalidateQueries({ queryKey: ["contests"] });
      await navigate(`/contests/${made.slug}`);
    },
  });
  const failed = save.isError ? save.error : look.isError ? look.error : null;
  const must = [{ required: true, whitespace: true, message: t("act.required") }];
  return (
    <Modal
      open
      width={640}
      title={t("contests.make")}
      okText={t("contests.make.go")}
      cancelText={t("cancel")}
      confirmLoading={save.isPending}
      okButtonProps={{ disabled: origin === "file" && (text === undefined || wrong.length > 0) }}
      onCancel={close}
      onOk={() => save.mutate()}
    >
      <div className="stack">
        {failed !== null && <Alert type="error" showIcon title={words(failed)} />}
        <Radio.Group
          aria-label={t("contests.origin")}
          value={origin}
          onChange={(event) => setOrigin(event.target.value)}
          options={(["empty", "file"] as const).map((value) => ({
            value,
            label: t(`contests.origin.${value}`),
          }))}
        />
        {origin === "empty" ? (
          <Form<Given> form={form} layout="vertical">
            <Form.Item name="title" label={t("contests.title")} rules={must}>
              <Input maxLength={200} />
            </Form.Item>
            <Form.Item
              name="slug"
              label={t("contests.slug")}
              extra={t("contests.slug.hint")}
              rules={[...must, { pattern: NAME, message: t("contests.slug.hint") }]}
            >
              <Input maxLength={60} />
            </Form.Item>
            <p className="soft">{t("contests.origin.empty.hint")}</p>
          </Form>
        ) : (
          <>
            <Upload
              accept=".yaml,.yml"
              maxCount={1}
              beforeUpload={(file) => {
                look.mutate(file);
                return false;
              }}
              onRemove={() => {
                setText(undefined);
                setWrong([]);
              }}
            >
              <Button icon={<UploadOutlined />} loading={look.isPending}>
                {t("contests.file.choose")}
              </Button>
            </Upload>
            {text !== undefined && <Mistakes found={wrong} />}
            <p className="soft">{t("contests.origin.file.hint")}</p>
          </>
        )}
      </div>
    </Modal>
  );
}
