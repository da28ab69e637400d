/** Telling a conflict of interest. A judge tells it of himself; others of a judge, by code or name. */
import { Alert, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { api } from "../../client/client";
import { filled } from "../../parts/filled";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import { useSend } from "./useAct";
import type { Page } from "./useContest";

interface Given {
  page: Page;
  /** What it is about, where that is known: a work's number, or somebody. */
  about?: string;
  /** Codes to choose from; none: the judge's name is typed. Undefined for a judge, who speaks of himself. */
  judges?: { value: string; label: string }[];
  close: () => void;
}

interface Told {
  judge?: string;
  about: string;
  why: string;
}

export function Declare({ page, about, judges, close }: Given) {
  const { t } = useTexts();
  const words = useWords();
  const send = useSend(page.slug);
  const [form] = Form.useForm<Told>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const must = [{ required: true, whitespace: true, message: t("act.required") }];
  const go = async () => {
    const given = await filled(form);
    if (!given) return;
    setBusy(true);
    try {
      const body = { about: given.about.trim(), why: given.why.trim(), judge: given.judge?.trim() ?? "" };
      const path = { slug: page.slug };
      await send(() => api.POST("/api/contests/{slug}/declarations", { params: { path }, body }));
      close();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t("contests.declare")}
      okText={t("contests.declare.go")}
      cancelText={t("cancel")}
      confirmLoading={busy}
      onCancel={close}
      onOk={go}
    >
      <Form form={form} layout="vertical" initialValues={{ about: about ?? "" }}>
        <p>{t(judges ? "contests.declare.sure" : "contests.declare.own")}</p>
        {error !== undefined && <Alert type="error" showIcon title={words(error)} />}
        {judges && (
          <Form.Item name="judge" label={t("contests.judge")} rules={must}>
            {judges.length ? (
              <Select showSearch={{ optionFilterProp: "label" }} options={judges} />
            ) : (
              <Input maxLength={80} placeholder={t("contests.declare.name")} />
            )}
          </Form.Item>
        )}
        <Form.Item
          name="about"
          label={t("contests.declare.about")}
          extra={t("contests.declare.about.hint")}
          rules={must}
          hidden={about !== undefined}
        >
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="why" label={t("contests.declare.why")} rules={must}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
