/** What the desk computes for a contest: how far it is, what went wrong, stopping it. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Empty, Popconfirm, Progress, Skeleton } from "antd";
import { useEffect } from "react";
import { api, got, type Schemas } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { Mark, moment, type Tone } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import type { Page } from "./useContest";

type Job = Schemas["ContestJob"];
const TONES: Record<string, Tone> = { running: "amber", queued: "blue", done: "green", failed: "red" };
const goesOn = (job: Job) => job.state.code === "queued" || job.state.code === "running";

export function useContestJobs(page: Page) {
  const { slug } = page;
  const queries = useQueryClient();
  const found = useQuery({
    queryKey: ["contest", slug, "jobs"],
    queryFn: () => got(api.GET("/api/contests/{slug}/jobs", { params: { path: { slug } } })),
    enabled: page.may.includes("tasks"),
    refetchInterval: ({ state }) => (state.data?.items.some(goesOn) ? 2000 : 15_000),
  });
  const running = found.data?.items.filter(goesOn).length;
  const newest = found.data?.items[0]?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a job that ended before it was seen to run is new too
  useEffect(() => {
    // what a job changed is asked for again when it ends
    if (running === 0)
      void queries.invalidateQueries({
        queryKey: ["contest", slug],
        predicate: ({ queryKey }) => queryKey[2] !== "jobs",
      });
  }, [running, newest, slug, queries]);
  return found;
}

export function ContestJobs({ page }: { page: Page }) {
  const { t } = useTexts();
  const found = useContestJobs(page);
  if (found.isError && !found.data) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return <Skeleton active />;
  if (!found.data.items.length)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("contests.jobs.none")} />;
  return (
    <div className="stack">
      {found.data.items.map((job) => (
        <OneJob key={job.id} page={page} job={job} />
      ))}
    </div>
  );
}

/** Jobs of some tasks that go on, or the newest where it failed: shown beside what they are for. */
export function JobsOf({ page, tasks }: { page: Page; tasks: string[] }) {
  const found = useContestJobs(page);
  const mine = (found.data?.items ?? []).filter((job) => tasks.includes(job.task.code));
  const shown = mine.filter((job, place) => goesOn(job) || (place === 0 && job.state.code === "failed"));
  return shown.map((job) => <OneJob key={job.id} page={page} job={job} />);
}

function OneJob({ page, job }: { page: Page; job: Job }) {
  const { t, say } = useTexts();
  const on = goesOn(job);
  return (
    <Card size="small">
      <div className="stack tight" aria-live="polite">
        <div className="row">
          <Mark tone={TONES[job.state.code] ?? "plain"}>{say(job.state)}</Mark>
          <span className="grow cap">{say(job.task)}</span>
          <span className="soft number">{moment(job.ended ?? job.created)}</span>
          {on && <Stop page={page} job={job} />}
        </div>
        {on && (
          <>
            <Progress percent={Math.round(100 * job.share)} status="active" aria-label={t("jobs.progress")} />
            <span className="soft">
              {job.state.code === "queued" ? t("jobs.waits") : say(job.step) || t("jobs.begins")}
            </span>
          </>
        )}
        {job.errors.length > 0 && (
          <Alert
            type="error"
            showIcon
            title={t("jobs.failed")}
            description={
              <ul className="reasons">
                {job.errors.map((one) => (
                  <li key={one.zh}>{say(one)}</li>
                ))}
              </ul>
            }
          />
        )}
      </div>
    </Card>
  );
}

function Stop({ page, job }: { page: Page; job: Job }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const words = useWords();
  const queries = useQueryClient();
  const stop = async () => {
    try {
      const path = { slug: page.slug, number: job.id };
      await api.POST("/api/contests/{slug}/jobs/{number}/stop", { params: { path } });
    } catch (error) {
      message.error(words(error));
    }
    await queries.invalidateQueries({ queryKey: ["contest", page.slug, "jobs"] });
  };
  return (
    <Popconfirm title={t("jobs.cancel.sure")} okText={t("yes")} cancelText={t("no")} onConfirm={stop}>
      <Button size="small">{t("jobs.cancel")}</Button>
    </Popconfirm>
  );
}
