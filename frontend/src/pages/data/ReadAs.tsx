/** How the file was read, and saying it otherwise where that was wrong. */
import { Button, Collapse, Form, Input } from "antd";
import type { Schemas } from "../../client/client";
import { filled } from "../../parts/filled";
import { useTexts } from "../../texts/texts";
import type { Page } from "./Delivery";
import type { Draft } from "./MappingForm";

type Options = Schemas["OptionsGiven"];

interface Given {
  encoding?: string;
  delimiter?: string;
  sheet?: string;
  header?: string;
}

export function ReadAs({
  page,
  draft,
  save,
}: {
  page: Page;
  draft: Draft;
  save: (options: Options) => void;
}) {
  const { t, say } = useTexts();
  const [form] = Form.useForm<Given>();
  const given = draft.options;
  const read = page.plan?.read.map((one) => `${say(one)} ${one.where}`).join(t("semicolon"));
  const act = async () => {
    const values = await filled(form);
    if (!values) return;
    const lines = values.header?.match(/\d+/g)?.map(Number) ?? null;
    save({
      encoding: values.encoding || null,
      delimiter: values.delimiter || null,
      sheet: values.sheet || null,
      header: lines,
    });
  };
  const content = (
    <Form<Given>
      form={form}
      layout="inline"
      initialValues={{
        encoding: given?.encoding ?? "",
        delimiter: given?.delimiter ?? "",
        sheet: given?.sheet ?? "",
        header: given?.header?.join("-") ?? "",
      }}
    >
      <Form.Item name="encoding" label={t("data.read.encoding")}>
        <Input style={{ width: 110 }} placeholder="gb18030" />
      </Form.Item>
      <Form.Item name="delimiter" label={t("data.read.delimiter")}>
        <Input style={{ width: 60 }} maxLength={2} />
      </Form.Item>
      <Form.Item name="sheet" label={t("data.read.sheet")}>
        <Input style={{ width: 130 }} />
      </Form.Item>
      <Form.Item
        name="header"
        label={t("data.read.header")}
        rules={[{ pattern: /^\s*\d+(\s*[-,]\s*\d+)?\s*$/, message: t("data.read.header.hint") }]}
      >
        <Input style={{ width: 90 }} placeholder="3-4" />
      </Form.Item>
      <Button onClick={() => void act()}>{t("data.read.again")}</Button>
    </Form>
  );
  return (
    <Collapse
      size="small"
      defaultActiveKey={page.plan ? [] : ["read"]}
      items={[
        {
          key: "read",
          label: read ? t("data.read.as", { how: read }) : t("data.read.title"),
          children: content,
        },
      ]}
    />
  );
}
