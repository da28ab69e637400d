/** What the secretary decides of a work: admitted, refused, failed; an anchor that every judge reads. */
import { useQueryClient } from "@tanstack/react-query";
import { Alert, Form, Input, Modal, Radio } from "antd";
import { useState } from "react";
import { api, type Schemas } from "../../client/client";
import { filled } from "../../parts/filled";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import type { Entry } from "./Entries";
import { Findings } from "./Findings";
import type { Page } from "./useContest";

type Action = Schemas["EntryAct"]["action"];

export function Decide({ page, entry, close }: { page: Page; entry: Entry; close: () => void }) {
  const { t } = useTexts();
  const words = useWords();
  const queries = useQueryClient();
  const [form] = Form.useForm<{ action: Action; why: string }>();
  const action = Form.useWatch("action", form);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const admitted = entry.state.code === "admitted";
  const actions: Action[] = admitted
    ? [entry.anchor ? "unanchor" : "anchor", "refuse", "fail"]
    : ["admit", "refuse", "fail"];
  const needed = action === "refuse" || action === "fail" || (action === "admit" && entry.whole === false);
  const go = async () => {
    const given = await filled(form);
    if (!given) return;
    setBusy(true);
    try {
      const body = { action: given.action, why: given.why ?? "", version: entry.version };
      const path = { slug: page.slug, work: entry.id };
      await api.POST("/api/contests/{slug}/entries/{work}/act", { params: { path }, body });
      close();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
      await queries.invalidateQueries({ queryKey: ["contest", page.slug] });
    }
  };
  return (
    <Modal
      open
      width={640}
      title={t("contests.decide.of", { title: entry.title })}
      okText={t("contests.decide.go")}
      cancelText={t("cancel")}
      confirmLoading={busy}
      onCancel={close}
      onOk={go}
    >
      <div className="stack">
        {error !== undefined && <Alert type="error" showIcon title={words(error)} />}
        <Findings found={entry.findings} />
        <Form form={form} layout="vertical" initialValues={{ action: actions[0], why: "" }}>
          <Form.Item name="action" label={t("contests.decide")}>
            <Radio.Group
              options={actions.map((value) => ({ value, label: t(`contests.decide.${value}`) }))}
            />
          </Form.Item>
          <Form.Item
            name="why"
            label={t("contests.why")}
            extra={t("contests.why.shown")}
            rules={[{ required: needed, whitespace: needed, message: t("act.required") }]}
          >
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
        </Form>
      </div>
    </Modal>
  );
}
