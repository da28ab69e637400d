/** A question: what was asked and answered, what it rests on, the steps the reader may take, what was done. */
import { Alert, Card } from "antd";
import { Link, useParams } from "react-router";
import { Problem, useWords } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Deadline } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Changes } from "./Changes";
import { Citations } from "./Citations";
import { Moves } from "./Moves";
import { Publish } from "./Publish";
import { Standing } from "./Standing";
import { type Question as Page, useQuestion } from "./useQuestion";
import { Write } from "./Write";

const TEXT = { whiteSpace: "pre-line", lineHeight: 1.9, overflowWrap: "anywhere" } as const;

export function Question() {
  const { t, say } = useTexts();
  const words = useWords();
  const { number = "" } = useParams();
  const { query, act } = useQuestion(Number(number));
  useTitle(query.data?.title);
  if (query.isError) return <Problem error={query.error} retry={query.refetch} />;
  const page = query.data;
  if (!page) return null;
  const may = new Set(page.moves.map((one) => one.code));
  const day = page.law_on ?? page.asked;
  return (
    <div className="stack">
      <Link className="no-print" to="/answers">
        {t("answers.back")}
      </Link>
      <h1>
        {page.title} <Standing state={page.state} />
      </h1>
      <p className="soft">
        {page.id} · {say(page.topic)} ·{" "}
        {page.asker
          ? t("answers.asked.by", { office: say(page.office), name: page.asker.name, day: page.asked })
          : `${say(page.office)} ${page.asked}`}{" "}
        · {page.law_on ? t("answers.on.law", { day: page.law_on }) : t("answers.present.law")}
      </p>
      {page.state.code === "recheck" && <Alert type="warning" showIcon title={t("answers.stale")} />}
      {!page.whole && <p className="soft">{t("answers.only.public")}</p>}
      {page.expert && page.due && (
        <p>
          {t("answers.column.expert")}: {page.expert.name} <Deadline day={page.due} />
        </p>
      )}
      <Texts page={page} />
      {act.isError && <Alert type="error" showIcon title={words(act.error)} />}
      {may.has("answer") && <Write page={page} act={act} />}
      {!may.has("answer") && (page.answer || page.public) && (
        <Card size="small" title={t("answers.citations")}>
          <Citations items={page.citations} on={page.law_on ?? page.changed.slice(0, 10)} />
        </Card>
      )}
      {page.changes.length > 0 && <Changes changes={page.changes} />}
      {page.suggested && <Publish page={page} suggested={page.suggested} act={act} />}
      <Moves page={page} act={act} />
      {page.steps.length > 0 && <Steps page={page} />}
      <p className="soft">
        {t("answers.advice")} ({day})
      </p>
    </div>
  );
}

function Texts({ page }: { page: Page }) {
  const { t } = useTexts();
  const writing = page.moves.some((one) => one.code === "answer");
  return (
    <>
      {page.whole && (
        <Card size="small" title={t("answers.question")}>
          <div style={TEXT}>{page.text}</div>
        </Card>
      )}
      {page.whole && page.answer && !writing && (
        <Card size="small" title={t("answers.answer")}>
          <div style={TEXT}>{page.answer}</div>
        </Card>
      )}
      {page.public && (
        <Card size="small" title={t("answers.public")}>
          <div style={TEXT}>
            <b>{page.public.title}</b>
            {"\n"}
            {page.public.text}
            {"\n\n"}
            {page.public.answer}
          </div>
        </Card>
      )}
    </>
  );
}

function Steps({ page }: { page: Page }) {
  const { t, say } = useTexts();
  return (
    <Card size="small" title={t("answers.steps")}>
      <ul className="reasons">
        {page.steps.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever added behind
          <li key={at}>
            <span className="number">{one.on}</span> {say(one.move)} ·{" "}
            {one.by?.name ?? t("answers.step.rules")} {one.to && t("answers.step.to", { name: one.to.name })}{" "}
            <span className="soft">{one.why}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
