/** An exercise beside the canvas: the task, hints one by one, questions, a trial, the check and what it found. */
import { Alert, Button, Input, Skeleton } from "antd";
import { useState } from "react";
import { Problem, useWords } from "../../parts/Problem";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { goesOn, JobCard } from "../jobs/JobCard";
import { Found } from "./Found";
import { Tried } from "./Tried";
import { type Exercise, useExercise } from "./useExercise";
import "./training.css";

interface Given {
  name: string;
  /** The draft as it is seen; none: it is not open here. */
  draft?: { id: number; version: number };
}

export function Guide({ name, draft }: Given) {
  const made = useExercise(name);
  const { query } = made;
  if (query.isError) return <Problem error={query.error} retry={query.refetch} />;
  if (!query.data) return <Skeleton active paragraph={{ rows: 4 }} />;
  // another draft of the same exercise, an older one say, is not what is handed in
  const version = draft && draft.id === query.data.draft ? draft.version : undefined;
  return <Shown key={name} page={query.data} made={made} version={version} />;
}

interface Parts {
  page: Exercise;
  made: ReturnType<typeof useExercise>;
  version: number | undefined;
}

function Shown({ page, made, version }: Parts) {
  const { t, say } = useTexts();
  const [open, setOpen] = useState(true);
  return (
    <section className="stack exercise" aria-label={t("training.exercise")}>
      <div className="row">
        <h2 className="grow">{say(page.title)}</h2>
        <State page={page} />
        <Button type="text" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? "training.fold" : "training.unfold")}
        </Button>
      </div>
      {open && (
        <>
          <details>
            <summary>{t("training.learn")}</summary>
            <p className="lines">{say(page.learn)}</p>
          </details>
          <h3>{t("training.task")}</h3>
          <p className="lines">{say(page.task)}</p>
          <Hints page={page} made={made} />
        </>
      )}
      {page.may_train && version !== undefined && <HandIn page={page} made={made} version={version} />}
      {page.last && <Found found={page.last} current={version} />}
      {page.trial && <Tried trial={page.trial} current={version} />}
    </section>
  );
}

export function State({ page }: { page: { state: string } }) {
  const { t } = useTexts();
  const tone = page.state === "passed" ? "green" : page.state === "begun" ? "amber" : "plain";
  return <Mark tone={tone}>{t(`training.state.${page.state as "new" | "begun" | "passed"}`)}</Mark>;
}

function Hints({ page, made }: Omit<Parts, "version">) {
  const { t, say } = useTexts();
  const left = page.hints_of - page.hints.length;
  return (
    <>
      <ol className="hints" aria-live="polite">
        {page.hints.map((one) => (
          <li key={one.en} className="lines">
            {say(one)}
          </li>
        ))}
      </ol>
      {left > 0 && page.state !== "new" && page.may_train && (
        <div className="no-print">
          <Button loading={made.hint.isPending} onClick={() => made.hint.mutate()}>
            {t("training.hint", { n: left })}
          </Button>
        </div>
      )}
    </>
  );
}

function HandIn({ page, made, version }: Parts & { version: number }) {
  const { t, say } = useTexts();
  const words = useWords();
  const [answers, setAnswers] = useState<Record<string, string>>(() =>
    Object.fromEntries(page.questions.map((one) => [one.id, one.answer])),
  );
  const busy = made.handIn.isPending || (page.job ? goesOn(page.job) : false);
  const hand = (check: boolean) => made.handIn.mutate({ check, version, answers });
  return (
    <form
      className="stack no-print"
      onSubmit={(event) => {
        event.preventDefault();
        hand(true);
      }}
    >
      {page.questions.map((one) => (
        <div key={one.id} className="stack">
          <label htmlFor={`answer-${one.id}`}>{say(one)}</label>
          <Input
            id={`answer-${one.id}`}
            className="answer"
            inputMode="numeric"
            maxLength={40}
            value={answers[one.id] ?? ""}
            onChange={(event) => setAnswers({ ...answers, [one.id]: event.target.value })}
          />
        </div>
      ))}
      <div className="row">
        <Button disabled={busy} onClick={() => hand(false)}>
          {t("training.try")}
        </Button>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t("training.check")}
        </Button>
      </div>
      {made.handIn.isError && <Alert type="error" showIcon title={words(made.handIn.error)} />}
      {page.job && <JobCard key={page.job.id} first={page.job} />}
    </form>
  );
}
