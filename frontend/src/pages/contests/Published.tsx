/** The published result for everybody, without a log-in where the contest's file says so; made to be printed too. */
import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { useParams } from "react-router";
import { ApiError, errorOf, type Schemas } from "../../client/client";
import { Notice } from "../../parts/Notice";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { moment } from "../../parts/values";
import { setLang, useTexts } from "../../texts/texts";
import { ResultTable } from "./ResultTable";
import "./contests.css";

type Result = Schemas["ContestResult"];

/** Asked without the guard of the desk's pages, which sends to the log-in: who reads here may have none. */
async function published(slug: string): Promise<Result> {
  const answer = await fetch(`/api/contests/public/${encodeURIComponent(slug)}`).catch(() => {
    throw new ApiError(0);
  });
  if (!answer.ok) throw await errorOf(answer);
  return (await answer.json()) as Result;
}

export function Published() {
  const { t, say, lang } = useTexts();
  const { slug = "" } = useParams();
  const found = useQuery({ queryKey: ["published", slug], queryFn: () => published(slug) });
  useTitle(found.data ? say(found.data.title) : undefined);
  const other = (
    <Button className="no-print" size="small" onClick={() => setLang(lang === "zh" ? "en" : "zh")}>
      {t("menu.language")}
    </Button>
  );
  const hidden = found.error instanceof ApiError && found.error.status === 401;
  return (
    <main id="main" className="published">
      {found.isPending && <Skeleton active />}
      {hidden && (
        <Notice
          title={t("contests.public.none")}
          way={
            <a href={`/login?next=${encodeURIComponent(`/contests/${slug}?tab=results`)}`}>
              {t("contests.public.login")}
            </a>
          }
        >
          {t("contests.public.hidden")}
        </Notice>
      )}
      {found.isError && !hidden && <Problem error={found.error} retry={found.refetch} />}
      {found.data && (
        <div className="stack">
          <header className="row">
            <div className="grow">
              <h1>{t("contests.public.title", { title: say(found.data.title) })}</h1>
              <p className="soft">
                {say(found.data.organiser)}
                {found.data.published &&
                  ` · ${t("contests.public.at", { at: moment(found.data.published) })}`}
              </p>
            </div>
            <Button className="no-print" onClick={() => window.print()}>
              {t("contests.print")}
            </Button>
            {other}
          </header>
          {found.data.types.map((one) => (
            <ResultTable key={one.type.code} of={one} notes={false} />
          ))}
          <footer className="soft small">
            {found.data.signatures.length > 0 && (
              <p>
                {found.data.signatures
                  .map((one) => t("contests.signed.by", { name: one.name, at: moment(one.at) }))
                  .join(t("semicolon"))}
              </p>
            )}
            <p>
              {t("contests.digest")} <code className="digest">{found.data.digest}</code>
            </p>
          </footer>
        </div>
      )}
    </main>
  );
}
