/** The finals as the secretary has them: which works are compared, how far judges are; no answer. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Skeleton } from "antd";
import { useState } from "react";
import { api, got } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import { JobsOf } from "./ContestJobs";
import type { Page } from "./useContest";
import { useSeats } from "./useSeats";
import "../figures/figures.css";

export function Finals({ page }: { page: Page }) {
  const { t, say } = useTexts();
  const words = useWords();
  const { slug } = page;
  const names = new Map(useSeats(page).data?.items.map((one) => [one.code, one.person.name]));
  const called = (code: string) => `${code} ${names.get(code) ?? ""}`;
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>();
  const found = useQuery({
    queryKey: ["contest", slug, "finals"],
    queryFn: () => got(api.GET("/api/contests/{slug}/finals", { params: { path: { slug } } })),
  });
  if (found.isError && !found.data) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return <Skeleton active />;
  const { drawn, items, judges, may_draw } = found.data;
  const draw = async () => {
    setError(undefined);
    try {
      await api.POST("/api/contests/{slug}/finals", { params: { path: { slug } } });
    } catch (problem) {
      setError(problem);
    }
    await queries.invalidateQueries({ queryKey: ["contest", slug] });
  };
  return (
    <div className="stack">
      <JobsOf page={page} tasks={["finals"]} />
      {error !== undefined && <Alert type="error" showIcon title={words(error)} />}
      {drawn && !items.length && <Alert type="info" showIcon title={t("contests.finals.none")} />}
      {may_draw && (
        <div>
          <Button onClick={draw}>{t("contests.finals.draw")}</Button>
        </div>
      )}
      {items.map((one) => (
        <Card
          key={`${one.type.code}-${one.number}`}
          title={t("contests.final", { type: say(one.type), n: one.number })}
        >
          <p className="number">{one.works.join(t("comma"))}</p>
          <p>
            {t("contests.final.far", {
              answered: one.answered,
              abstained: one.abstained,
              pairs: one.pairs,
            })}
          </p>
        </Card>
      ))}
      {judges.length > 0 && (
        <Card title={t("contests.finals.judges")}>
          <table className="figures">
            <thead>
              <tr>
                <th scope="col">{t("contests.judge")}</th>
                <th scope="col">{t("contests.pairs.done")}</th>
                <th scope="col">{t("contests.pairs.all")}</th>
              </tr>
            </thead>
            <tbody>
              {judges.map((one) => (
                <tr key={one.judge}>
                  <th scope="row">{called(one.judge)}</th>
                  <td>{one.done}</td>
                  <td>{one.pairs}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Card>
      )}
    </div>
  );
}
