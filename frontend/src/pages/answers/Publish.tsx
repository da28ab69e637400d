/** Publishing: the text without particulars of people, to be read and mended before it goes out. */
import type { UseMutationResult } from "@tanstack/react-query";
import { Button, Card, Checkbox, Form, Input } from "antd";
import type { Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";
import type { Given, Question } from "./useQuestion";

interface Props {
  page: Question;
  suggested: Schemas["Suggested"];
  act: UseMutationResult<Question, Error, Given>;
}

export function Publish({ page, suggested, act }: Props) {
  const { t, say } = useTexts();
  const took = suggested.taken_out.map((one) => `${say(one)} ${one.count}`).join("、");
  return (
    <Card size="small" title={t("answers.publish")} className="no-print">
      <p className="soft">{t("answers.publish.hint")}</p>
      <p role="status">{took ? t("answers.publish.took", { list: took }) : t("answers.publish.took.none")}</p>
      <Form
        key={page.version}
        layout="vertical"
        initialValues={{ ...suggested, own_office: false }}
        onFinish={(given: Omit<Given, "move">) => act.mutate({ move: "publish", ...given })}
      >
        <Form.Item name="title" label={t("answers.form.title")} rules={[{ required: true }]}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="text" label={t("answers.question")} rules={[{ required: true }]}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 14 }} maxLength={10000} />
        </Form.Item>
        <Form.Item name="answer" label={t("answers.answer")} rules={[{ required: true }]}>
          <Input.TextArea autoSize={{ minRows: 4, maxRows: 18 }} maxLength={20000} />
        </Form.Item>
        <Form.Item name="own_office" valuePropName="checked">
          <Checkbox>{t("answers.publish.own")}</Checkbox>
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={act.isPending}>
          {t("answers.publish")}
        </Button>
      </Form>
    </Card>
  );
}
