/** A form the judge is asked to look at again: he answers, and may take it back to send another. */
import { Alert, Button, Checkbox, Form, Input } from "antd";
import { useState } from "react";
import { api, type Schemas } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import type { Page } from "./useContest";

interface Given {
  page: Page;
  asked: Schemas["QuestionInfo"];
  done: () => Promise<void>;
}

export function Question({ page, asked, done }: Given) {
  const { t } = useTexts();
  const words = useWords();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  if (asked.answer || asked.state !== "asked") return null;
  const send = async (body: Schemas["QuestionAnswer"]) => {
    setBusy(true);
    try {
      const path = { slug: page.slug, number: asked.id };
      await api.POST("/api/contests/{slug}/questions/{number}", { params: { path }, body });
      await done();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Alert
      type="warning"
      showIcon
      title={t("contests.question", { work: asked.work, form: asked.form })}
      description={
        <Form layout="vertical" initialValues={{ answer: "", withdraw: false }} onFinish={send}>
          {error !== undefined && <Alert type="error" showIcon title={words(error)} />}
          <Form.Item
            name="answer"
            label={t("contests.question.answer")}
            rules={[{ required: true, whitespace: true, message: t("act.required") }]}
          >
            <Input.TextArea rows={2} maxLength={500} />
          </Form.Item>
          <Form.Item name="withdraw" valuePropName="checked">
            <Checkbox>{t("contests.question.withdraw")}</Checkbox>
          </Form.Item>
          <Button htmlType="submit" loading={busy}>
            {t("contests.question.send")}
          </Button>
        </Form>
      }
    />
  );
}
