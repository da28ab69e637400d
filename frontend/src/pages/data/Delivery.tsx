/** One delivery: what it is, its mapping until it is imported, its job, what it became. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Descriptions, Popconfirm, Skeleton } from "antd";
import { Link, useParams, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { JobCard } from "../jobs/JobCard";
import { UnderCard } from "../supply/UnderCard";
import { MappingForm } from "./MappingForm";
import { Again, useOrigin } from "./Origin";
import { size, UploadState } from "./Uploads";

export type Page = Schemas["UploadPage"];

export function Delivery() {
  const { id = "" } = useParams();
  const [params] = useSearchParams();
  const number = Number(id);
  const query = { standard: params.get("standard"), anew: params.get("anew") === "true" };
  const found = useQuery({
    queryKey: ["upload", number, query],
    queryFn: () => got(api.GET("/api/data/uploads/{number}", { params: { path: { number }, query } })),
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  useTitle(found.data?.name);
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return <Skeleton active paragraph={{ rows: 12 }} />;
  return <Shown key={`${number}`} page={found.data} />;
}

function Shown({ page }: { page: Page }) {
  const { t, say } = useTexts();
  const origin = useOrigin(page.origin ?? null);
  const file = [
    { key: "size", label: t("data.size"), children: size(page.size) },
    { key: "files", label: t("data.files"), children: page.files.length },
    {
      key: "sha",
      label: "SHA-256",
      span: "filled" as const,
      children: <code className="detail">{page.sha256}</code>,
    },
  ];
  return (
    <div className="stack">
      <Link to="/data">{t("data.back")}</Link>
      <div className="row">
        <h1 className="grow">{page.name}</h1>
        <UploadState of={page} />
        <Again of={page} />
        <Discard page={page} />
      </div>
      <Card size="small">
        <Descriptions
          size="small"
          column={{ xs: 1, md: 2, xl: 4 }}
          items={[
            {
              key: "by",
              label: t(page.origin ? "source.by" : "data.by"),
              children: `${page.by.name} · ${say(page.office)}`,
            },
            { key: "at", label: t(page.origin ? "source.asked" : "data.at"), children: moment(page.at) },
            ...(page.sha256 ? file : []),
            ...origin,
          ]}
        />
      </Card>
      {page.job !== null && page.job !== undefined && <Job number={page.job} />}
      {page.counts && <Became page={page} />}
      <UnderCard upload={page.id} />
      {page.said.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={t("data.unreadable")}
          description={
            <ul className="reasons">
              {page.said.map((one) => (
                <li key={one.zh}>{[one.where, say(one)].filter(Boolean).join(" · ")}</li>
              ))}
            </ul>
          }
        />
      )}
      {page.can_change && <MappingForm key={`${page.version} ${page.plan?.standard}`} page={page} />}
    </div>
  );
}

function Job({ number }: { number: number }) {
  const job = useQuery({
    queryKey: ["job", number],
    queryFn: () => got(api.GET("/api/jobs/{number}", { params: { path: { number } } })),
  });
  return job.data ? <JobCard key={number} first={job.data} /> : null;
}

function Became({ page }: { page: Page }) {
  const { t } = useTexts();
  const counts = page.counts;
  if (!counts) return null;
  return (
    <Alert
      type={counts.quarantined ? "warning" : "success"}
      showIcon
      title={t("data.balance", {
        source: counts.source,
        accepted: counts.accepted,
        quarantined: counts.quarantined,
        aside: counts.set_aside,
      })}
      action={
        <div className="row">
          <Link to={`/data/${page.dataset}?version=${page.number}`}>{t("data.see_quality")}</Link>
          {counts.quarantined > 0 && (
            <Link to={`/data/${page.dataset}/quarantine?version=${page.number}`}>
              {t("data.see_quarantine")}
            </Link>
          )}
        </div>
      }
    />
  );
}

function Discard({ page }: { page: Page }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const words = useWords();
  const queries = useQueryClient();
  const act = useMutation({
    mutationFn: () =>
      got(
        api.POST("/api/data/uploads/{number}/discard", {
          params: { path: { number: page.id } },
          body: { version: page.version },
        }),
      ),
    onSuccess: () => {
      for (const key of ["upload", "uploads", "quarantine"])
        void queries.invalidateQueries({ queryKey: [key] });
    },
    onError: (error) => void message.error(words(error)),
  });
  if (!["unfetched", "uploaded", "mapped", "failed"].includes(page.state.code)) return null;
  return (
    <Popconfirm
      title={t("data.discard.sure")}
      okText={t("yes")}
      cancelText={t("no")}
      onConfirm={() => act.mutate()}
    >
      <Button danger loading={act.isPending}>
        {t("data.discard")}
      </Button>
    </Popconfirm>
  );
}
