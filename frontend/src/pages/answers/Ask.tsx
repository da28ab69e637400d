/** Asking: answers like the question are shown while it is written. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Checkbox, DatePicker, Form, Input, Select } from "antd";
import type { Dayjs } from "dayjs";
import { Link, useNavigate } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { useLate } from "../../parts/useLate";
import { useTitle } from "../../parts/useTitle";
import { useTexts } from "../../texts/texts";

interface Fields {
  title: string;
  text?: string;
  topic?: string;
  level: Schemas["Ask"]["level"];
  law_on?: Dayjs | null;
  secret?: boolean;
}

export function Ask() {
  const { t, say } = useTexts();
  useTitle(t("answers.ask"));
  const words = useWords();
  const go = useNavigate();
  const queries = useQueryClient();
  const [form] = Form.useForm<Fields>();
  const typed = Form.useWatch([], form) as Fields | undefined;
  const text = useLate([typed?.title, typed?.text].filter(Boolean).join("\n").trim(), 600);
  const list = useQuery({
    queryKey: ["answers", {}],
    queryFn: () => got(api.GET("/api/answers", { params: { query: {} } })),
  });
  const similar = useQuery({
    queryKey: ["answers", "similar", text],
    queryFn: () => got(api.POST("/api/answers/similar", { body: { text, missed: false } })),
    enabled: text.length > 3,
    placeholderData: keepPreviousData,
  });
  const send = useMutation({
    mutationFn: async (given: Fields) => {
      const none = similar.data?.items.length === 0;
      if (none) await got(api.POST("/api/answers/similar", { body: { text: given.title, missed: true } }));
      const day = given.law_on?.format("YYYY-MM-DD");
      return got(
        api.POST("/api/answers", {
          body: {
            title: given.title,
            text: given.text ?? "",
            topic: given.topic ?? "",
            level: given.level,
            secrecy: given.secret ? 1 : 0,
            line: "",
            ...(day ? { law_on: day } : {}),
          },
        }),
      );
    },
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: ["answers"] });
      void go(`/answers/${made.number}`);
    },
  });
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  const guess = similar.data && text.length > 3 ? say(similar.data.topic) : "—";
  return (
    <div className="stack">
      <Link to="/answers">{t("answers.back")}</Link>
      <h1>{t("answers.ask")}</h1>
      <div
        style={{
          display: "grid",
          gap: 16,
          gridTemplateColumns: "repeat(auto-fit, minmax(min(340px, 100%), 1fr))",
        }}
      >
        <Card size="small">
          <Form<Fields>
            form={form}
            layout="vertical"
            initialValues={{ level: "county" }}
            onFinish={(given) => send.mutate(given)}
          >
            <Form.Item
              name="title"
              label={t("answers.form.title")}
              rules={[{ required: true, min: 4, max: 120 }]}
            >
              <Input maxLength={120} autoFocus />
            </Form.Item>
            <Form.Item name="text" label={t("answers.form.text")} extra={t("answers.form.names")}>
              <Input.TextArea rows={8} maxLength={8000} />
            </Form.Item>
            <Form.Item name="topic" label={t("answers.topic")}>
              <Select
                allowClear
                placeholder={t("answers.topic.auto", { topic: guess })}
                options={(list.data?.topics ?? []).map((one) => ({ value: one.code, label: say(one) }))}
              />
            </Form.Item>
            <Form.Item name="level" label={t("answers.form.level")}>
              <Select
                options={(list.data?.levels ?? []).map((one) => ({ value: one.code, label: say(one) }))}
              />
            </Form.Item>
            <Form.Item name="law_on" label={t("answers.form.law.on")}>
              <DatePicker />
            </Form.Item>
            <Form.Item name="secret" valuePropName="checked">
              <Checkbox>{t("answers.form.secret")}</Checkbox>
            </Form.Item>
            {send.isError && (
              <Alert type="error" showIcon title={words(send.error)} style={{ marginBottom: 12 }} />
            )}
            <Button type="primary" htmlType="submit" loading={send.isPending}>
              {t("answers.form.send")}
            </Button>
          </Form>
        </Card>
        <Similar found={text.length > 3 ? similar.data : undefined} />
      </div>
    </div>
  );
}

function Similar({ found }: { found: Schemas["LikeList"] | undefined }) {
  const { t } = useTexts();
  return (
    <Card size="small" title={t("answers.similar")} role="region" aria-label={t("answers.similar")}>
      <div aria-live="polite" className="stack">
        {!found && <p className="soft">{t("answers.similar.wait")}</p>}
        {found?.items.length === 0 && <p className="soft">{t("answers.similar.none")}</p>}
        {!!found?.items.length && <p className="soft">{t("answers.similar.read")}</p>}
        {found?.items.map((one) => (
          <div key={one.id}>
            <Link
              to={
                one.number
                  ? `/answers/${one.number}`
                  : `/search/document?${new URLSearchParams({ id: one.id })}`
              }
            >
              {one.title}
            </Link>
            <div className="soft">{one.heading}</div>
            <p style={{ margin: "4px 0" }}>{one.excerpt}</p>
          </div>
        ))}
      </div>
    </Card>
  );
}
