/** Both sides of a record whose number fails: what it says, what is known of each candidate, and the decision. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Descriptions, Form, Input, Radio, Select, Skeleton, Space } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Candidates, share } from "./Identity";

type Page = Schemas["RecordPage"];
type Word = "same" | "different" | "unsure";

export function IdentityRecord() {
  const { id = "" } = useParams();
  const { t } = useTexts();
  const [open, setOpen] = useState<Page>();
  const page = useQuery({
    queryKey: ["identity-record", id],
    queryFn: () => got(api.GET("/api/data/identity/{record}", { params: { path: { record: id } } })),
  });
  useTitle(t("identity.title"));
  if (page.isError) return <Problem error={page.error} retry={page.refetch} />;
  if (!page.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const shown = open ?? page.data;
  return (
    <div className="stack">
      <Link to="/data/identity">{t("identity.back")}</Link>
      <h1>{t("identity.both")}</h1>
      {!shown.revealed && <Reveal record={id} told={setOpen} />}
      <Record page={shown} />
      <Known page={shown} />
      <Decide key={page.data.decisions.length} record={id} page={shown} told={() => setOpen(undefined)} />
      <Decisions page={shown} />
    </div>
  );
}

/** What the record says, wherever it stands. */
function Record({ page }: { page: Page }) {
  const { t, say } = useTexts();
  return (
    <Card size="small" title={t("identity.record")}>
      {page.records.map((one) => (
        <div key={one.dataset} className="stack">
          <Descriptions
            size="small"
            column={3}
            title={t("identity.in", { name: say(one.title), n: one.rows })}
            items={one.told.map((said) => ({
              key: said.label.en,
              label: say(said.label),
              children: say(said.value),
            }))}
          />
          <Candidates record={one} />
        </div>
      ))}
    </Card>
  );
}

/** What speaks for each candidate, and what stands under his number. */
function Known({ page }: { page: Page }) {
  const { t, say } = useTexts();
  const candidates = [
    ...new Map(page.records.flatMap((one) => one.candidates).map((one) => [one.number, one])).values(),
  ];
  return (
    <>
      {candidates.map((one) => (
        <Card
          key={one.number}
          size="small"
          title={`${t("identity.candidate")} ${one.shown} · ${share(one.chance)}`}
        >
          <p>{one.reasons.map(say).join(t("comma")) || t("identity.decided")}</p>
          {(page.known[one.number] ?? []).map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own and never move
            <p key={at} className="small">
              <strong>{say(row.title)}</strong>{" "}
              {row.told.map((said) => `${say(said.label)} ${say(said.value)}`).join(t("comma"))}
            </p>
          ))}
          {!page.known[one.number]?.length && <p className="soft">{t("identity.known.none")}</p>}
        </Card>
      ))}
    </>
  );
}

function Reveal({ record, told }: { record: string; told: (page: Page) => void }) {
  const { t } = useTexts();
  const words = useWords();
  const [why, setWhy] = useState("");
  const reveal = useMutation({
    mutationFn: () =>
      got(api.POST("/api/data/identity/{record}/reveal", { params: { path: { record } }, body: { why } })),
    onSuccess: told,
  });
  return (
    <Card size="small">
      <Space.Compact>
        <Input
          style={{ width: 320 }}
          maxLength={200}
          value={why}
          placeholder={t("data.reveal.why")}
          aria-label={t("data.reveal.why")}
          onChange={(event) => setWhy(event.target.value)}
        />
        <Button disabled={!why.trim()} loading={reveal.isPending} onClick={() => reveal.mutate()}>
          {t("data.reveal")}
        </Button>
      </Space.Compact>
      {reveal.isError && <Alert type="error" showIcon title={words(reveal.error)} />}
    </Card>
  );
}

interface Deciding {
  record: string;
  page: Page;
  told: () => void;
}

function Decide({ record, page, told }: Deciding) {
  const { t } = useTexts();
  const words = useWords();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<{ number: number; word: Word; why?: string }>();
  const word = Form.useWatch("word", form);
  const candidates = [
    ...new Map(page.records.flatMap((one) => one.candidates).map((one) => [one.number, one])).values(),
  ];
  const act = useMutation({
    mutationFn: (body: { number: number; word: Word; why?: string }) =>
      got(
        api.POST("/api/data/identity/{record}/decide", {
          params: { path: { record } },
          body: { ...body, why: body.why ?? "" },
        }),
      ),
    onSuccess: () => {
      void message.success(t("identity.kept"));
      told();
      for (const key of ["identity", "identity-record"]) void queries.invalidateQueries({ queryKey: [key] });
    },
  });
  if (!candidates.length) return null;
  return (
    <Card size="small" title={t("identity.decide")}>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ number: candidates[0]?.number, word: "same" }}
        onFinish={(given) => act.mutate(given)}
      >
        {act.isError && <Alert type="error" showIcon title={words(act.error)} />}
        <Form.Item name="number" label={t("identity.candidate")}>
          <Select options={candidates.map((one) => ({ value: one.number, label: one.shown }))} />
        </Form.Item>
        <Form.Item name="word" label={t("identity.word")} extra={t("identity.decide.hint")}>
          <Radio.Group
            options={(["same", "different", "unsure"] as const).map((value) => ({
              value,
              label: t(`identity.word.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="why"
          label={t("data.why.label")}
          rules={word === "unsure" ? [] : [{ required: true, whitespace: true, message: t("act.required") }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={act.isPending}>
          {t("identity.decide")}
        </Button>
      </Form>
    </Card>
  );
}

function Decisions({ page }: { page: Page }) {
  const { t, say } = useTexts();
  if (!page.decisions.length) return null;
  return (
    <Card size="small" title={t("identity.decisions")}>
      {page.decisions.map((one) => (
        <p key={one.at}>
          {moment(one.at)} {one.by} · {one.shown} · {say(one.word)} {one.why && `· ${one.why}`}
        </p>
      ))}
    </Card>
  );
}
