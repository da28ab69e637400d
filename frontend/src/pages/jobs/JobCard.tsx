/** A job as it goes on: step, share, time left, cancel; and what became of it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Popconfirm, Progress } from "antd";
import { useEffect } from "react";
import { Link } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { Mark, type Tone } from "../../parts/values";
import { type Key, useTexts } from "../../texts/texts";

export type Job = Schemas["JobInfo"];

const TONES: Record<string, Tone> = { running: "amber", queued: "blue", done: "green", failed: "red" };
const KNOWN = ["purpose", "dataset", "columns", "coverage", "parameter", "approval", "sealed"];

/** Whether a job still changes by itself. */
export function goesOn(job: Job): boolean {
  return job.state.code === "queued" || job.state.code === "running";
}

export function JobState({ job }: { job: Job }) {
  const { t, say } = useTexts();
  return (
    <Mark tone={TONES[job.state.code] ?? "plain"}>{job.stopping ? t("jobs.stopping") : say(job.state)}</Mark>
  );
}

/** The job of a number, asked for every two seconds while it goes on. */
export function JobCard({ first }: { first: Job }) {
  const queries = useQueryClient();
  const { data: job = first } = useQuery({
    queryKey: ["job", first.id],
    queryFn: () => got(api.GET("/api/jobs/{number}", { params: { path: { number: first.id } } })),
    initialData: first,
    refetchInterval: ({ state }) => (state.data && goesOn(state.data) ? 2000 : false),
  });
  const on = goesOn(job);
  useEffect(() => {
    // what the job changed: figures of the model, of the data, the lists
    if (!on)
      for (const key of [
        "model",
        "models",
        "clues",
        "jobs",
        "dataset",
        "datasets",
        "upload",
        "uploads",
        "quarantine",
        "measure",
        "statutes",
        "search",
        "following",
      ])
        void queries.invalidateQueries({ queryKey: [key] });
  }, [on, queries]);
  return (
    <Card size="small">
      <div className="stack" aria-live="polite">
        <div className="row">
          <JobState job={job} />
          <span className="grow">{job.purpose}</span>
          <Cancel job={job} />
        </div>
        {on && <Going job={job} />}
        <Outcome job={job} />
      </div>
    </Card>
  );
}

function Going({ job }: { job: Job }) {
  const { t, say } = useTexts();
  const told = job.state.code === "queued" ? t("jobs.waits") : say(job.step) || t("jobs.begins");
  return (
    <>
      <Progress percent={Math.round(100 * job.share)} status="active" aria-label={t("jobs.progress")} />
      <div className="row soft">
        <span className="grow">{told}</span>
        {job.left !== null && job.left !== undefined && (
          <span>{t("jobs.left", { n: Math.ceil(job.left) })}</span>
        )}
      </div>
    </>
  );
}

function Outcome({ job }: { job: Job }) {
  const { t, say } = useTexts();
  if (job.state.code === "failed") return <Reasons job={job} />;
  if (!job.result) return null;
  return (
    <div className="row">
      <span>{say(job.result.said)}</span>
      {job.result.place && <Link to={job.result.place}>{t("jobs.see")}</Link>}
    </div>
  );
}

/** Every reason of a refusal, and what to do about it. */
export function Reasons({ job }: { job: Job }) {
  const { t, say } = useTexts();
  const hints = [...new Set(job.errors.map((one) => one.kind))].filter((kind) => KNOWN.includes(kind));
  return (
    <Alert
      type="error"
      showIcon
      title={t("jobs.failed")}
      description={
        <>
          <ul className="reasons">
            {job.errors.map((one) => (
              <li key={one.zh}>{say(one)}</li>
            ))}
          </ul>
          {hints.map((kind) => (
            <p key={kind}>{t(`jobs.do.${kind}` as Key)}</p>
          ))}
        </>
      }
    />
  );
}

export function Cancel({ job }: { job: Job }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const words = useWords();
  const queries = useQueryClient();
  const stop = useMutation({
    mutationFn: () => got(api.POST("/api/jobs/{number}/cancel", { params: { path: { number: job.id } } })),
    onSuccess: (now) => {
      queries.setQueryData(["job", job.id], now);
      void queries.invalidateQueries({ queryKey: ["jobs"] });
    },
    onError: (error) => void message.error(words(error)),
  });
  if (!job.can_cancel) return null;
  return (
    <Popconfirm
      title={t("jobs.cancel.sure")}
      okText={t("yes")}
      cancelText={t("no")}
      onConfirm={() => stop.mutate()}
    >
      <Button size="small" loading={stop.isPending}>
        {t("jobs.cancel")}
      </Button>
    </Popconfirm>
  );
}
