/** The result, by number and, once it is published, by name; what signers sign. Types are never compared. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Popconfirm, Skeleton } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { JobsOf } from "./ContestJobs";
import { ResultPapers, SheetLinks } from "./Papers";
import type { Page } from "./useContest";
import "../figures/figures.css";

type Result = Schemas["ContestResult"];

export function Results({ page }: { page: Page }) {
  const { t } = useTexts();
  const { slug } = page;
  const seat = page.may.includes("results");
  const found = useQuery({
    queryKey: ["contest", slug, "results"],
    queryFn: () => {
      const params = { path: { slug } };
      return seat
        ? got(api.GET("/api/contests/{slug}/results", { params }))
        : got(api.GET("/api/contests/{slug}/published", { params }));
    },
  });
  if (found.isError && !found.data) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return <Skeleton active />;
  return (
    <div className="stack">
      {seat && <JobsOf page={page} tasks={["freeze", "rejudge"]} />}
      <div className="row no-print">
        <Button onClick={() => window.print()}>{t("contests.print")}</Button>
        {page.may.includes("export") && (
          <Button href={`/api/contests/${slug}/results/export`}>{t("contests.results.export")}</Button>
        )}
      </div>
      <ResultPapers page={page} />
      <Signing page={page} result={found.data} />
      {found.data.types.map((one) => (
        <OneType key={one.type.code} page={page} of={one} />
      ))}
    </div>
  );
}

function Signing({ page, result }: { page: Page; result: Result }) {
  const { t } = useTexts();
  const words = useWords();
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>();
  if (!result.digest) return <Alert type="info" showIcon title={t("contests.results.wait")} />;
  const sign = async () => {
    setError(undefined);
    try {
      const body = { digest: result.digest };
      await api.POST("/api/contests/{slug}/sign", { params: { path: { slug: page.slug } }, body });
    } catch (problem) {
      setError(problem);
    }
    await queries.invalidateQueries({ queryKey: ["contest", page.slug] });
  };
  return (
    <Card title={t("contests.signing")}>
      <div className="stack">
        {error !== undefined && <Alert type="error" showIcon title={words(error)} />}
        <p>
          {t("contests.digest")} <code className="digest">{result.digest}</code>
        </p>
        {result.shadow && (
          <Alert
            type={result.shadow.ok ? "success" : "error"}
            showIcon
            title={t(result.shadow.ok ? "contests.shadow.yes" : "contests.shadow.no")}
            description={result.shadow.ok ? undefined : result.shadow.said}
          />
        )}
        <p>
          {result.signatures.length
            ? result.signatures
                .map((one) => t("contests.signed.by", { name: one.name, at: moment(one.at) }))
                .join(t("semicolon"))
            : t("contests.signed.none")}
        </p>
        {result.may_sign && !result.signed_by_me && (
          <div className="no-print">
            <Popconfirm
              title={t("contests.sign.sure")}
              okText={t("contests.sign")}
              cancelText={t("cancel")}
              onConfirm={sign}
            >
              <Button type="primary">{t("contests.sign")}</Button>
            </Popconfirm>
          </div>
        )}
      </div>
    </Card>
  );
}

function OneType({ page, of }: { page: Page; of: Schemas["TypeResult"] }) {
  const { t, say } = useTexts();
  const named = of.works.some((one) => one.title !== null);
  return (
    <Card title={<span className="cap">{say(of.type)}</span>}>
      <p>{say(of)}</p>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t("contests.work")}</th>
            <th scope="col">{t("contests.rank")}</th>
            <th scope="col">{t("contests.score")}</th>
            <th scope="col">{t("contests.interval")}</th>
            <th scope="col">{t("contests.forms")}</th>
            <th scope="col" className="words">
              {t("contests.awards")}
            </th>
          </tr>
        </thead>
        <tbody>
          {of.works.map((one) => (
            <tr key={one.work}>
              <th scope="row">
                <span className="number">{one.work}</span> {named && one.title}
                {one.authors && (
                  <div className="soft">{one.authors.map((each) => each.name).join(t("comma"))}</div>
                )}
                {page.may.includes("export") && one.forms > 0 && <SheetLinks page={page} work={one.work} />}
              </th>
              <td>
                {one.rank ?? say(one.standing)}
                {one.first !== null && one.first !== one.rank && ` ← ${one.first}`}
              </td>
              <td>{one.score ?? "—"}</td>
              <td>{one.low !== null && one.high !== null ? `${one.low}–${one.high}` : "—"}</td>
              <td>{one.forms}</td>
              <td className="words">{one.award ? say(one.award) : "—"}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {of.notes.length > 0 && (
        <ul className="reasons">
          {of.notes.map((one) => (
            <li key={one.en}>{say(one)}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}
