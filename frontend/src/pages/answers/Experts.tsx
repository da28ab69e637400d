/** The list of experts: topics, days, experts, reviewers as text, checked while it is written. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Input, Skeleton, Table } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { useLate } from "../../parts/useLate";
import { useTitle } from "../../parts/useTitle";
import { useTexts } from "../../texts/texts";

type Page = Schemas["ExpertPage"];
const KEY = ["answers", "experts"];

export function Experts() {
  const { t } = useTexts();
  useTitle(t("answers.experts"));
  const found = useQuery({ queryKey: KEY, queryFn: () => got(api.GET("/api/answers/experts")) });
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const page = found.data;
  return (
    <div className="stack">
      <Link className="no-print" to="/answers">
        {t("answers.back")}
      </Link>
      <h1>{t("answers.experts")}</h1>
      <p className="soft">{t("answers.experts.hint")}</p>
      {page.by_roles && <Alert type="info" showIcon title={t("answers.experts.roles")} />}
      {!page.may_save && <Alert type="info" showIcon title={t("answers.experts.reader")} />}
      <List key={page.text} page={page} />
      <Card title={t("answers.experts.people")}>
        <People page={page} />
      </Card>
    </div>
  );
}

function List({ page }: { page: Page }) {
  const { t } = useTexts();
  const words = useWords();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const [text, setText] = useState(page.text);
  const slow = useLate(text, 600);
  const checked = useQuery({
    queryKey: [...KEY, "check", slow],
    queryFn: () => got(api.POST("/api/answers/experts/check", { body: { text: slow } })),
    enabled: slow.trim() !== "" && slow !== page.text,
  });
  const save = useMutation({
    mutationFn: () => got(api.PUT("/api/answers/experts", { body: { text } })),
    onSuccess: async () => {
      message.success(t("answers.experts.kept"));
      await queries.invalidateQueries({ queryKey: ["answers"] });
    },
    onError: (error) => void message.error(words(error), 10),
  });
  const mistakes = slow === page.text ? page.mistakes : (checked.data?.mistakes ?? []);
  return (
    <Card title={t("answers.experts.text")}>
      <Mistakes list={mistakes} />
      <Input.TextArea
        aria-label={t("answers.experts.text")}
        value={text}
        readOnly={!page.may_save}
        onChange={(event) => setText(event.target.value)}
        autoSize={{ minRows: 12, maxRows: 40 }}
        spellCheck={false}
        style={{ fontFamily: "monospace" }}
      />
      {page.may_save && (
        <Button
          className="no-print"
          type="primary"
          style={{ marginTop: 12 }}
          loading={save.isPending}
          disabled={mistakes.length > 0 && text.trim() !== ""}
          onClick={() => save.mutate()}
        >
          {t("answers.experts.save")}
        </Button>
      )}
    </Card>
  );
}

function Mistakes({ list }: { list: Page["mistakes"] }) {
  const { t, say } = useTexts();
  if (!list.length) return <p className="soft">{t("answers.experts.right")}</p>;
  return (
    <Alert
      type="error"
      showIcon
      style={{ marginBottom: 12 }}
      title={t("answers.experts.wrong", { n: list.length })}
      description={
        <ul className="reasons">
          {list.map((one) => (
            <li key={`${one.line} ${one.column} ${one.en}`}>
              <strong>{t("answers.experts.line", { line: one.line })}</strong> {say(one)}
            </li>
          ))}
        </ul>
      }
    />
  );
}

function People({ page }: { page: Page }) {
  const { t, say } = useTexts();
  return (
    <Table
      rowKey="username"
      size="small"
      dataSource={page.people}
      scroll={{ x: "max-content" }}
      pagination={page.people.length > 20 && { pageSize: 20, showSizeChanger: false }}
      columns={[
        { title: t("answers.experts.user"), dataIndex: "username" },
        { title: t("answers.experts.name"), dataIndex: "name" },
        { title: t("answers.experts.office"), render: (_, one) => `${say(one.office)} ${one.office.code}` },
        { title: t("answers.experts.waiting"), dataIndex: "waiting", align: "right" },
      ]}
    />
  );
}
