/** Appeals for those who run the contest: each with its reason, its three judges, what they said. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Card, Form, Select, Skeleton } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { Mark, moment, type Tone } from "../../parts/values";
import { type Key, useTexts } from "../../texts/texts";
import { None } from "./tables";
import { useSend } from "./useAct";
import type { Page } from "./useContest";
import { useJudges } from "./useSeats";

type Appeal = Schemas["AppealInfo"];
const PANEL = 3;
const TONES: Record<string, Tone> = { open: "amber", heard: "blue", upheld: "green", rejected: "plain" };

export function AppealTag({ state }: { state: Appeal["state"] }) {
  const { say } = useTexts();
  return <Mark tone={TONES[state.code] ?? "plain"}>{say(state)}</Mark>;
}

export function Appeals({ page }: { page: Page }) {
  const { t } = useTexts();
  const { slug } = page;
  const list = useQuery({
    queryKey: ["contest", slug, "appeals"],
    queryFn: () => got(api.GET("/api/contests/{slug}/appeals", { params: { path: { slug } } })),
  });
  if (list.isError && !list.data) return <Problem error={list.error} retry={list.refetch} />;
  if (!list.data) return <Skeleton active />;
  if (!list.data.items.length) return <None>{t("contests.appeals.none")}</None>;
  return (
    <div className="stack">
      <p className="soft">{t("contests.appeals.hint")}</p>
      {list.data.items.map((one) => (
        <OneAppeal key={one.id} page={page} one={one} />
      ))}
    </div>
  );
}

function OneAppeal({ page, one }: { page: Page; one: Appeal }) {
  const { t } = useTexts();
  const { called } = useJudges(page, "appeal");
  const over = one.state.code === "upheld" || one.state.code === "rejected";
  return (
    <Card title={<span className="number">{one.work}</span>} extra={<AppealTag state={one.state} />}>
      <div className="stack">
        <p className="said">
          {one.reason} <span className="soft number">{moment(one.at)}</span>
        </p>
        {one.judges && one.judges.length > 0 && (
          <p>
            {t("contests.appeal.panel")}
            {t("colon")}
            {one.judges.map(called).join(t("comma"))}
          </p>
        )}
        <Votes votes={one.votes} called={called} />
        {one.state.code === "open" && <Panel page={page} one={one} />}
        {one.state.code === "heard" && (
          <Alert
            type="info"
            showIcon
            title={t("contests.appeal.waits", { n: PANEL - Object.keys(one.votes ?? {}).length })}
          />
        )}
        {one.state.code === "upheld" && (
          <Alert type="warning" showIcon title={t("contests.appeal.upheld.next")} />
        )}
        {over && one.ended && (
          <p className="soft number">{t("contests.appeal.ended", { at: moment(one.ended) })}</p>
        )}
      </div>
    </Card>
  );
}

interface Told {
  votes: Appeal["votes"];
  called?: (code: string) => string;
}

/** What judges of an appeal said; for the entrant they have numbers and no names. */
export function Votes({ votes, called }: Told) {
  const { t } = useTexts();
  const said = Object.entries(votes ?? {});
  if (!said.length) return null;
  return (
    <ul className="reasons">
      {said.map(([who, vote]) => (
        <li key={who}>
          {called ? called(who) : t("contests.appeal.judge.n", { n: who })}
          {t("colon")}
          {t(`contests.appeal.word.${vote.word}` as Key)}
          {t("semicolon")}
          {vote.why}
        </li>
      ))}
    </ul>
  );
}

function Panel({ page, one }: { page: Page; one: Appeal }) {
  const { t } = useTexts();
  const words = useWords();
  const send = useSend(page.slug);
  const { options } = useJudges(page, "appeal");
  const [judges, setJudges] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const go = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const path = { slug: page.slug, number: one.id };
      const body = { judges, version: one.version };
      await send(() => api.POST("/api/contests/{slug}/appeals/{number}/judges", { params: { path }, body }));
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  if (options.length < PANEL)
    return (
      <Alert type="warning" showIcon title={t("contests.appeal.seats", { n: PANEL - options.length })} />
    );
  return (
    <Form layout="vertical" onFinish={go}>
      {error !== undefined && <Alert type="error" showIcon title={words(error)} />}
      <Form.Item
        label={t("contests.appeal.choose")}
        htmlFor={`panel-${one.id}`}
        extra={t("contests.appeal.choose.hint")}
      >
        <Select
          id={`panel-${one.id}`}
          mode="multiple"
          maxCount={PANEL}
          style={{ maxWidth: 520 }}
          value={judges}
          options={options}
          onChange={setJudges}
        />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy} disabled={judges.length !== PANEL}>
        {t("contests.appeal.name")}
      </Button>
    </Form>
  );
}
