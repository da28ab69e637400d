/** Entering a work: its type, title, everybody who made it, how they are reached, what it is about. */
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Modal, Select } from "antd";
import { api, got, type Schemas } from "../../client/client";
import { useMe } from "../../parts/me";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import type { OwnWork } from "./OwnWorks";
import type { Page } from "./useContest";

type Author = Schemas["WorkAuthor"];
interface Given {
  type: string;
  title: string;
  authors: Partial<Author>[];
  contacts?: string[];
  topics?: string[];
}

interface Asked {
  page: Page;
  /** The work that is changed; none: a new one. */
  work: OwnWork | undefined;
  done: () => Promise<void>;
  close: () => void;
}

export function EntryForm({ page, work, done, close }: Asked) {
  const { t, say } = useTexts();
  const words = useWords();
  const me = useMe().data;
  const [form] = Form.useForm<Given>();
  const save = useMutation({
    mutationFn: (given: Given) => {
      const body = {
        type: given.type,
        title: given.title,
        authors: given.authors.map(author),
        contacts: given.contacts ?? [],
        topics: given.topics ?? [],
      };
      const { slug } = page;
      if (work)
        return got(
          api.PUT("/api/contests/{slug}/works/{work}", { params: { path: { slug, work: work.id } }, body }),
        );
      return got(api.POST("/api/contests/{slug}/works", { params: { path: { slug } }, body }));
    },
    onSuccess: async () => {
      await done();
      close();
    },
  });
  const must = [{ required: true, whitespace: true, message: t("act.required") }];
  const first: Partial<Given> = work
    ? { ...work, type: work.type.code }
    : {
        type: page.types.length === 1 ? page.types[0]?.type.code : undefined,
        authors: [{ name: me?.name, username: me?.username, office: me?.office.code }],
      };
  return (
    <Modal
      open
      width={680}
      title={t(work ? "contests.entry.change" : "contests.enter")}
      okText={t(work ? "save" : "contests.enter")}
      cancelText={t("cancel")}
      confirmLoading={save.isPending}
      onCancel={close}
      onOk={() => form.submit()}
    >
      <Form<Given>
        form={form}
        layout="vertical"
        initialValues={first}
        onFinish={(given) => save.mutate(given)}
      >
        {save.isError && <Alert type="error" showIcon title={words(save.error)} />}
        <Form.Item
          name="type"
          label={t("contests.type")}
          rules={[{ required: true, message: t("act.required") }]}
        >
          <Select
            disabled={!!work}
            options={page.types.map((one) => ({ value: one.type.code, label: say(one.type) }))}
          />
        </Form.Item>
        <Form.Item name="title" label={t("contests.work")} rules={must}>
          <Input maxLength={200} />
        </Form.Item>
        <p>
          {t("contests.authors")} <span className="soft">{t("contests.authors.hint")}</span>
        </p>
        <Form.List name="authors">
          {(fields, { add, remove }) => (
            <div className="stack tight">
              {fields.map(({ key, name }) => (
                <div key={key} className="row tight">
                  <Form.Item name={[name, "name"]} rules={must} noStyle>
                    <Input
                      style={{ width: 130 }}
                      maxLength={40}
                      aria-label={t("contests.author.name", { n: name + 1 })}
                      placeholder={t("users.name")}
                    />
                  </Form.Item>
                  <Form.Item name={[name, "username"]} noStyle>
                    <Input
                      style={{ width: 150 }}
                      maxLength={40}
                      aria-label={t("contests.author.username", { n: name + 1 })}
                      placeholder={t("users.username")}
                    />
                  </Form.Item>
                  <Form.Item name={[name, "office"]} noStyle>
                    <Input
                      style={{ width: 170 }}
                      maxLength={12}
                      aria-label={t("contests.author.office", { n: name + 1 })}
                      placeholder={t("contests.author.code")}
                    />
                  </Form.Item>
                  {fields.length > 1 && <Button onClick={() => remove(name)}>{t("contests.remove")}</Button>}
                </div>
              ))}
              <div>
                <Button size="small" disabled={fields.length >= 20} onClick={() => add({})}>
                  {t("contests.author.add")}
                </Button>
              </div>
            </div>
          )}
        </Form.List>
        <Form.Item
          name="contacts"
          label={t("contests.contacts")}
          extra={t("contests.contacts.hint")}
          style={{ marginTop: 16 }}
        >
          <Select mode="tags" open={false} suffixIcon={null} maxCount={10} />
        </Form.Item>
        <Form.Item name="topics" label={t("contests.topics")} extra={t("contests.topics.hint")}>
          <Select mode="tags" open={false} suffixIcon={null} maxCount={20} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function author(given: Partial<Author>): Author {
  const of = (text: string | undefined) => text?.trim() ?? "";
  return { name: of(given.name), username: of(given.username), office: of(given.office) };
}
