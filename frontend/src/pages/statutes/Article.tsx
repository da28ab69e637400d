/** An article on a day and through time, and what rests on it. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Alert, App, Button, Card, Checkbox } from "antd";
import { useState } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { FollowArticle } from "../../parts/following";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { useTexts } from "../../texts/texts";
import { AnswersCiting } from "../answers/AnswersCiting";
import { CitedBy } from "./CitedBy";
import { DayPicker } from "./DayPicker";
import { Paragraphs } from "./Paragraphs";
import { Parts } from "./Parts";
import { lawPlace } from "./places";
import { StatusTag, useSpan } from "./Status";
import "./statutes.css";

type Page = Schemas["ArticlePage"];

export function Article() {
  const { t } = useTexts();
  const { law = "", article = "" } = useParams();
  const [params, setParams] = useSearchParams();
  const on = params.get("on") ?? "";
  const found = useQuery({
    queryKey: ["statutes", "article", law, article, on],
    queryFn: () =>
      got(api.GET("/api/statutes/article", { params: { query: { law, article, ...(on ? { on } : {}) } } })),
    placeholderData: keepPreviousData,
  });
  useTitle(found.data ? `${found.data.title}${found.data.label}` : undefined);
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return null;
  const page = found.data;
  return (
    <div className="stack">
      <div className="row">
        <h1 className="grow">
          《{page.title}》{page.label} <StatusTag status={page.state} />
        </h1>
        <DayPicker on={on} pick={(day) => setParams(day ? { on: day } : {})} />
      </div>
      <div className="row no-print">
        <Link to={lawPlace(page.law, on, page.article)}>
          {t("statutes.article.back", { law: page.title })}
        </Link>
        <Copy page={page} />
        <FollowArticle law={page.law} article={page.article} />
      </div>
      <Words page={page} />
      <Times page={page} />
      <CitedBy cited={page.cited_by} />
      <AnswersCiting articles={[`${page.law}${page.article}`]} />
      <p className="soft">{t("statutes.disclaimer")}</p>
    </div>
  );
}

function Words({ page }: { page: Page }) {
  const { say } = useTexts();
  const span = useSpan();
  return (
    <Card title={page.path.join(" · ") || page.label} extra={page.paragraphs && span(page.start, page.end)}>
      {page.why && <Alert type="warning" showIcon title={say(page.why)} />}
      <div className="statute-text">{page.paragraphs && <Paragraphs texts={page.paragraphs} />}</div>
      {page.notes.map((note) => (
        <p key={note.zh} className="soft">
          {say(note)}
        </p>
      ))}
    </Card>
  );
}

function Times({ page }: { page: Page }) {
  const { t } = useTexts();
  const span = useSpan();
  const [marked, setMarked] = useState(true);
  if (page.times.length < 2) return null;
  return (
    <Card
      title={t("statutes.article.times")}
      extra={
        <Checkbox className="no-print" checked={marked} onChange={(event) => setMarked(event.target.checked)}>
          {t("statutes.article.changes")}
        </Checkbox>
      }
    >
      <p className="soft">{t("statutes.article.times.hint")}</p>
      {[...page.times].reverse().map((one) => (
        <section key={`${one.start} ${one.end}`} className="statute-text">
          <h3>
            {span(one.start, one.end)} <StatusTag status={one.status} />
          </h3>
          {marked && one.parts.length > 0 ? (
            <Parts parts={one.parts} />
          ) : (
            <Paragraphs texts={one.paragraphs} />
          )}
        </section>
      ))}
    </Card>
  );
}

function Copy({ page }: { page: Page }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const copy = async () => {
    await navigator.clipboard.writeText(`《${page.title}》${page.label}`);
    void message.success(t("statutes.copied"));
  };
  if (!navigator.clipboard) return null; // only where the page came by https or from this machine
  return (
    <Button size="small" onClick={() => void copy()}>
      {t("statutes.copy")}
    </Button>
  );
}
