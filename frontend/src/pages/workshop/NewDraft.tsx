/** Beginning a model: from nothing, from one that ships, or from a file. */
import { UploadOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Modal, Radio, Select, Skeleton, Upload } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { filled } from "../../parts/filled";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";

type Origin = "empty" | "copy" | "upload";
interface Given {
  model: string;
  zh: string;
  en: string;
  line: Schemas["Line"];
  source: string;
}

export function NewDraft({ close }: { close: () => void }) {
  const { t, say } = useTexts();
  const words = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [origin, setOrigin] = useState<Origin>("copy");
  const [file, setFile] = useState<File | null>(null);
  const [form] = Form.useForm<Given>();
  const palette = useQuery({
    queryKey: ["workshop", "palette"],
    queryFn: () => got(api.GET("/api/workshop/palette")),
    staleTime: 600_000,
  });
  const save = useMutation({
    mutationFn: async () => {
      if (origin === "upload") {
        if (!file) throw new Error();
        const body = new FormData();
        body.append("file", file);
        return got(
          api.POST("/api/workshop/drafts/upload", { body: { file: "" }, bodySerializer: () => body }),
        );
      }
      const given = await filled(form);
      if (!given) return null;
      const body =
        origin === "copy"
          ? { origin, model: given.source, zh: "", en: "" }
          : { origin, model: given.model, zh: given.zh, en: given.en, line: given.line };
      return got(api.POST("/api/workshop/drafts", { body }));
    },
    onSuccess: async (made) => {
      if (!made) return;
      await queries.invalidateQueries({ queryKey: ["drafts"] });
      await navigate(`/workshop/${made.id}`);
    },
  });
  const must = [{ required: true, whitespace: true, message: t("act.required") }];
  const found = palette.data;
  return (
    <Modal
      open
      title={t("workshop.new")}
      okText={t("workshop.begin")}
      cancelText={t("cancel")}
      confirmLoading={save.isPending}
      okButtonProps={{ disabled: origin === "upload" && !file }}
      onCancel={close}
      onOk={() => save.mutate()}
    >
      {!found && <Skeleton active />}
      {save.isError && <Alert type="error" showIcon title={words(save.error)} style={{ marginBottom: 12 }} />}
      <Radio.Group
        aria-label={t("workshop.origin")}
        value={origin}
        onChange={(event) => setOrigin(event.target.value)}
        options={(["copy", "empty", "upload"] as const).map((value) => ({
          value,
          label: t(`workshop.origin.${value}`),
        }))}
        style={{ marginBottom: 12 }}
      />
      <Form<Given> form={form} layout="vertical">
        {origin === "copy" && (
          <Form.Item name="source" label={t("workshop.origin.model")} rules={must}>
            <Select
              showSearch
              optionFilterProp="label"
              options={(found?.models ?? []).map((one) => ({ value: one.code, label: say(one) }))}
            />
          </Form.Item>
        )}
        {origin === "empty" && (
          <>
            <Form.Item
              name="model"
              label={t("workshop.new.id")}
              extra={t("workshop.new.id.hint")}
              rules={[
                ...must,
                { pattern: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, message: t("workshop.new.id.hint") },
              ]}
            >
              <Input maxLength={80} />
            </Form.Item>
            <Form.Item name="zh" label={t("workshop.new.zh")} rules={must}>
              <Input maxLength={200} />
            </Form.Item>
            <Form.Item name="en" label={t("workshop.new.en")} rules={must}>
              <Input maxLength={300} />
            </Form.Item>
            <Form.Item
              name="line"
              label={t("clues.line")}
              rules={[{ required: true, message: t("act.required") }]}
            >
              <Select options={(found?.lines ?? []).map((one) => ({ value: one.code, label: say(one) }))} />
            </Form.Item>
          </>
        )}
        {origin === "upload" && (
          <Form.Item label={t("workshop.upload")} extra={t("workshop.upload.hint")}>
            <Upload
              accept=".yaml,.yml,.zip"
              maxCount={1}
              beforeUpload={(given) => {
                setFile(given);
                return false;
              }}
              onRemove={() => setFile(null)}
            >
              <Button icon={<UploadOutlined />}>{t("workshop.upload.choose")}</Button>
            </Upload>
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
