/** A law as it stood on a day: contents, articles, versions; words can be looked for in it. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Alert, Anchor, Card, Collapse, Input } from "antd";
import { useEffect, useMemo, useState } from "react";
import { Link, useLocation, useParams, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { useTexts } from "../../texts/texts";
import { DayPicker } from "./DayPicker";
import { Paragraphs } from "./Paragraphs";
import { articlePlace } from "./places";
import { StatusTag } from "./Status";
import "./statutes.css";
import { Versions } from "./Versions";

type Part = Schemas["LawPart"];

export function Law() {
  const { t, say } = useTexts();
  const law = useParams().law ?? "";
  const [params, setParams] = useSearchParams();
  const on = params.get("on") ?? "";
  const [words, setWords] = useState("");
  const found = useQuery({
    queryKey: ["statutes", "law", law, on],
    queryFn: () => got(api.GET("/api/statutes/law", { params: { query: { law, ...(on ? { on } : {}) } } })),
    placeholderData: keepPreviousData,
  });
  useTitle(found.data?.title);
  const parts = useMemo(() => holding(found.data?.parts ?? [], words.trim()), [found.data, words]);
  useHash(found.isSuccess);
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return null;
  const page = found.data;
  const shown = page.versions.find((one) => one.number === page.version);
  const count = parts.reduce((sum, one) => sum + one.articles.length, 0);
  return (
    <div className="stack">
      <div className="row">
        <h1 className="grow">
          {page.title} {shown && <StatusTag status={shown.status} />}
        </h1>
        <DayPicker on={on} pick={(day) => setParams(day ? { on: day } : {})} />
      </div>
      {page.repealed && (
        <Alert
          type="warning"
          showIcon
          title={t("statutes.repealed.by", { day: page.repealed, by: page.repealed_by })}
        />
      )}
      {page.why && <Alert type="warning" showIcon title={say(page.why)} />}
      <Collapse
        size="small"
        items={[
          {
            key: "versions",
            label: `${t("statutes.versions")} (${page.versions.length})`,
            children: (
              <Versions
                versions={page.versions}
                shown={page.version}
                pick={(day) => setParams({ on: day })}
              />
            ),
          },
        ]}
      />
      {page.version !== null && (
        <>
          <div className="row no-print">
            <Input.Search
              allowClear
              aria-label={t("statutes.find")}
              placeholder={t("statutes.find")}
              style={{ maxWidth: 360 }}
              onChange={(event) => setWords(event.target.value)}
            />
            <span className="soft" role="status">
              {words.trim() && t(count ? "statutes.find.n" : "statutes.find.none", { n: count })}
            </span>
          </div>
          <div className="statute">
            <Contents parts={parts} />
            <Card className="statute-text">
              {parts.map((part) => (
                <Chapter key={anchor(part)} part={part} law={page.law} on={on} words={words.trim()} />
              ))}
            </Card>
          </div>
        </>
      )}
      <p className="soft">{t("statutes.disclaimer")}</p>
    </div>
  );
}

function Contents({ parts }: { parts: Part[] }) {
  const { t } = useTexts();
  if (parts.length < 2) return null;
  return (
    <nav className="statute-contents no-print" aria-label={t("statutes.contents")}>
      <Anchor
        offsetTop={70}
        items={headings(parts).map(({ part, level, name }) => ({
          key: `${anchor(part)} ${level}`,
          href: `#${anchor(part)}`,
          title: (
            <span style={{ paddingInlineStart: level * 12 }} title={name}>
              {name || t("statutes.preface")}
            </span>
          ),
        }))}
      />
    </nav>
  );
}

/** Every heading once, also one that has no articles of its own; it leads to the first article below it. */
function headings(parts: Part[]): { part: Part; level: number; name: string }[] {
  let before: string[] = [];
  return parts.flatMap((part) => {
    const path = part.path.length ? part.path : [""];
    const shared = path.findIndex((name, at) => name !== before[at]);
    before = path;
    return path.map((name, level) => ({ part, level, name })).slice(shared < 0 ? path.length - 1 : shared);
  });
}

function Chapter({ part, law, on, words }: { part: Part; law: string; on: string; words: string }) {
  return (
    <section id={anchor(part)}>
      {part.path.length > 0 && <h2>{part.path.join(" · ")}</h2>}
      {part.articles.map((one) => (
        <article key={one.article} id={one.article}>
          <Link to={articlePlace(law, one.article, on)}>
            <b>{one.label}</b>
          </Link>
          <Paragraphs texts={one.paragraphs} words={words} />
        </article>
      ))}
    </section>
  );
}

/** The articles that hold the words, or whose number they are. */
function holding(parts: Part[], words: string): Part[] {
  if (!words) return parts;
  return parts
    .map((part) => ({
      ...part,
      articles: part.articles.filter(
        (one) =>
          one.article === words ||
          one.label === words ||
          one.paragraphs?.some((text) => text.includes(words)),
      ),
    }))
    .filter((part) => part.articles.length > 0);
}

function anchor(part: Part): string {
  return `part-${part.path.join("-") || "0"}-${part.articles[0]?.article ?? ""}`;
}

/** Go to the article of the address once the text is there. */
function useHash(there: boolean) {
  const { hash } = useLocation();
  useEffect(() => {
    if (there && hash) document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView();
  }, [there, hash]);
}
