/** The result, by number and, once it is published, by name; what signers sign. */
import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import { JobsOf } from "./ContestJobs";
import { CheckCertificate, ResultPapers } from "./Papers";
import { ResultTable } from "./ResultTable";
import { Signing } from "./Signing";
import { None } from "./tables";
import type { Page } from "./useContest";

export type Result = Schemas["ContestResult"];
const PUBLISHED = ["published", "final"];

export function useResult(page: Page) {
  const { slug } = page;
  const seat = page.may.includes("results");
  return useQuery({
    queryKey: ["contest", slug, "results", seat, page.phase.code],
    queryFn: () => {
      const params = { path: { slug } };
      return seat
        ? got(api.GET("/api/contests/{slug}/results", { params }))
        : got(api.GET("/api/contests/{slug}/published", { params }));
    },
  });
}

export function Results({ page }: { page: Page }) {
  const { t } = useTexts();
  const { slug } = page;
  const seat = page.may.includes("results");
  const found = useResult(page);
  if (found.isError && !found.data) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return <Skeleton active />;
  const open = page.public && PUBLISHED.includes(page.phase.code);
  return (
    <div className="stack">
      {seat && <JobsOf page={page} tasks={["freeze", "rejudge"]} />}
      <div className="row no-print">
        <Button onClick={() => window.print()}>{t("contests.print")}</Button>
        {page.may.includes("export") && (
          <Button href={`/api/contests/${slug}/results/export`}>{t("contests.results.export")}</Button>
        )}
        {open && <a href={`/published/${slug}`}>{t("contests.public.page")}</a>}
      </div>
      <ResultPapers page={page} />
      {(seat || found.data.digest) && <Signing page={page} result={found.data} />}
      {found.data.types.map((one) => (
        <ResultTable key={one.type.code} page={page} of={one} />
      ))}
      {found.data.digest && !found.data.types.length && <None>{t("contests.results.none")}</None>}
      {PUBLISHED.includes(page.phase.code) && <CheckCertificate page={page} />}
    </div>
  );
}
