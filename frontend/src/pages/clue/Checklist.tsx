/** The questions to answer before a clue is filed. */
import { useMutation } from "@tanstack/react-query";
import { App, Card, Input, Radio } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { useMe } from "../../parts/me";
import { useWords } from "../../parts/Problem";
import { Mark, moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Actions } from "./Actions";
import type { Page } from "./Clue";

type Check = Schemas["CheckInfo"];

const TONES = { yes: "green", no: "red", na: "plain" } as const;

export function Checklist({ page, changed }: { page: Page; changed: (page: Page | undefined) => void }) {
  const { t } = useTexts();
  const me = useMe().data;
  const mine =
    page.owner?.username === me?.username && ["claimed", "verifying", "doubtful"].includes(page.state.code);
  const answered = page.checks.filter((one) => one.answer !== "open").length;
  return (
    <Card
      id="checks"
      title={t("clue.checks")}
      extra={
        <span className="number">{t("clue.checks.done", { n: answered, all: page.checks.length })}</span>
      }
    >
      <p className="soft">{mine ? t("clue.checks.hint") : answered === 0 && t("clue.checks.who")}</p>
      <div className="stack">
        {page.checks.map((one) => (
          <Question key={one.key} page={page} check={one} mine={mine} changed={changed} />
        ))}
        {mine && answered === page.checks.length && <Actions page={page} changed={changed} only="file" />}
      </div>
    </Card>
  );
}

interface Asked {
  page: Page;
  check: Check;
  mine: boolean;
  changed: (page: Page | undefined) => void;
}

function Question({ page, check, mine, changed }: Asked) {
  const { t, say } = useTexts();
  const { message } = App.useApp();
  const words = useWords();
  const [note, setNote] = useState(check.note);
  const send = useMutation({
    mutationFn: (answer: Check["answer"]) =>
      got(
        api.PUT("/api/clues/{clue}/checks/{key}", {
          params: { path: { clue: page.id, key: check.key } },
          body: { answer, note },
        }),
      ),
    onSuccess: changed,
    onError: (error) => void message.error(words(error)),
  });
  return (
    <div className={check.answer === "open" ? "open" : undefined}>
      <div className="row">
        <span className="grow cap">{say(check)}</span>
        {mine && check.at && <small className="soft">{`${check.by} ${moment(check.at)}`}</small>}
        {!mine && check.answer !== "open" && <Mark tone={TONES[check.answer]}>{t(check.answer)}</Mark>}
        {mine && (
          <Radio.Group
            disabled={send.isPending}
            value={check.answer}
            aria-label={say(check)}
            onChange={(event) => send.mutate(event.target.value as Check["answer"])}
            options={[
              { value: "yes", label: t("yes") },
              { value: "no", label: t("no") },
              { value: "na", label: t("na") },
            ]}
          />
        )}
      </div>
      {!mine && check.note && <div className="soft">{check.note}</div>}
      {mine && (
        <Input
          size="small"
          value={note}
          maxLength={4000}
          placeholder={t("clue.checks.note")}
          aria-label={`${say(check)} ${t("clue.checks.note")}`}
          onChange={(event) => setNote(event.target.value)}
          onBlur={() => note !== check.note && send.mutate(check.answer)}
        />
      )}
      {!mine && check.at && <small className="soft">{`${check.by} ${moment(check.at)}`}</small>}
    </div>
  );
}
