/** A judge's pairs of a final: two works side by side, the better one and why. Others: how far the final is. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Empty, Form, Input, Radio, Skeleton } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import type { Page } from "./useContest";

type Pair = Schemas["PairInfo"];

export function Pairs({ page }: { page: Page }) {
  const { t } = useTexts();
  const { slug } = page;
  const queries = useQueryClient();
  const list = useQuery({
    queryKey: ["contest", slug, "pairs"],
    queryFn: () => got(api.GET("/api/contests/{slug}/pairs", { params: { path: { slug } } })),
  });
  if (list.isError && !list.data) return <Problem error={list.error} retry={list.refetch} />;
  if (!list.data) return <Skeleton active />;
  const { items, open } = list.data;
  const renewed = () => queries.invalidateQueries({ queryKey: ["contest", slug, "pairs"] });
  if (!items.length)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("contests.pairs.none")} />;
  return (
    <div className="stack">
      <p className="soft">{t("contests.pairs.hint", { done: items.length - open, all: items.length })}</p>
      {items.map((one) => (
        <OnePair key={one.number} page={page} pair={one} done={renewed} />
      ))}
    </div>
  );
}

function OnePair({ page, pair, done }: { page: Page; pair: Pair; done: () => Promise<void> }) {
  const { t, say } = useTexts();
  return (
    <Card
      title={
        <>
          {t("contests.pair", { n: pair.number })} <span className="cap">{say(pair.type)}</span>
        </>
      }
    >
      <div className="stack">
        <div className="row" style={{ alignItems: "flex-start" }}>
          <Side page={page} work={pair.first} />
          <Side page={page} work={pair.second} />
        </div>
        {pair.better && <p>{t("contests.pair.said", { work: pair.better, why: pair.reason })}</p>}
        {pair.abstained && (
          <Alert type="info" showIcon title={t("contests.pair.abstained", { why: pair.abstained })} />
        )}
        {pair.may_answer && <Choice page={page} pair={pair} done={done} />}
      </div>
    </Card>
  );
}

function Side({ page, work }: { page: Page; work: Schemas["PairWork"] }) {
  const { t } = useTexts();
  const packages = `/api/contests/${page.slug}/packages/${work.number}`;
  return (
    <section className="grow" aria-label={work.number}>
      <h2 className="number">{work.number}</h2>
      <ul className="plain">
        {work.files.map((file) => (
          <li key={file.name}>
            <a href={`${packages}/part?name=${encodeURIComponent(file.name)}`}>{file.name}</a>{" "}
            <span className="soft">{file.kilobytes} KB</span>
          </li>
        ))}
        <li>
          <a href={packages}>{t("contests.package.all")}</a>
        </li>
      </ul>
    </section>
  );
}

function Choice({ page, pair, done }: { page: Page; pair: Pair; done: () => Promise<void> }) {
  const { t } = useTexts();
  const words = useWords();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const send = async (body: Schemas["NewChoice"]) => {
    setBusy(true);
    setError(undefined);
    try {
      const path = { slug: page.slug, number: pair.number };
      await api.POST("/api/contests/{slug}/pairs/{number}", { params: { path }, body });
      await done();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form layout="vertical" onFinish={send}>
      {error !== undefined && <Alert type="error" showIcon title={words(error)} />}
      <Form.Item
        name="better"
        label={t("contests.pair.better")}
        rules={[{ required: true, type: "string", message: t("act.required"), validator: chosen }]}
      >
        <Radio.Group
          options={[
            { value: pair.first.number, label: pair.first.number },
            { value: pair.second.number, label: pair.second.number },
            { value: "", label: t("contests.pair.abstain") },
          ]}
        />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t("contests.pair.why")}
        rules={[{ required: true, whitespace: true, message: t("act.required") }]}
      >
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Button htmlType="submit" type="primary" loading={busy}>
        {t("contests.pair.send")}
      </Button>
      <p className="soft">{t("contests.pair.once")}</p>
    </Form>
  );
}

/** An empty word is a choice: to say nothing. */
const chosen = (_: unknown, value: unknown) =>
  typeof value === "string" ? Promise.resolve() : Promise.reject(new Error("none"));
