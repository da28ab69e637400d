/** The jobs the user sees: what runs, what ran, who asked for it and what for. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Empty, Progress, Table, type TableColumnsType } from "antd";
import { Link, useSearchParams } from "react-router";
import { api, got } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Cancel, goesOn, type Job, JobState, Reasons } from "./JobCard";

export function Jobs() {
  const { t } = useTexts();
  useTitle(t("jobs.title"));
  const [params, setParams] = useSearchParams();
  const query = { page: Number(params.get("page") ?? 1), size: 20 };
  const list = useQuery({
    queryKey: ["jobs", query],
    queryFn: () => got(api.GET("/api/jobs", { params: { query } })),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.items.some(goesOn) ? 2000 : 10_000),
  });
  const columns = useColumns();
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  return (
    <div className="stack">
      <h1>{t("jobs.title")}</h1>
      <Table<Job>
        rowKey="id"
        size="middle"
        loading={list.isPending}
        columns={columns}
        dataSource={list.data?.items ?? []}
        expandable={{
          rowExpandable: (job) => job.errors.length > 0,
          expandedRowRender: (job) => <Reasons job={job} />,
        }}
        locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("jobs.empty")} /> }}
        pagination={{
          current: query.page,
          pageSize: query.size,
          total: list.data?.total ?? 0,
          showSizeChanger: false,
          hideOnSinglePage: true,
          onChange: (page) => setParams({ page: String(page) }),
        }}
      />
    </div>
  );
}

function useColumns(): TableColumnsType<Job> {
  const { t, say } = useTexts();
  return [
    {
      key: "state",
      title: t("clues.state"),
      width: 130,
      render: (_, job) => (
        <>
          <JobState job={job} />
          {job.state.code === "running" && (
            <Progress percent={Math.round(100 * job.share)} size="small" aria-label={t("jobs.progress")} />
          )}
        </>
      ),
    },
    {
      key: "what",
      title: t("jobs.what"),
      render: (_, job) => (
        <>
          <Link to={job.place}>{say(job.title)}</Link>
          <div className="soft">{say(job.kind)}</div>
        </>
      ),
    },
    { key: "purpose", title: t("model.run.purpose"), dataIndex: "purpose" },
    {
      key: "facts",
      title: t("jobs.given"),
      render: (_, job) =>
        job.facts.map((one) => (
          <div key={one.label.zh} className="number">
            {say(one.label)} {one.value}
          </div>
        )),
    },
    {
      key: "by",
      title: t("model.run.actor"),
      render: (_, job) => (
        <>
          {job.by.name}
          <div className="soft">{say(job.office)}</div>
        </>
      ),
    },
    { key: "created", title: t("jobs.created"), width: 150, render: (_, job) => moment(job.created) },
    {
      key: "result",
      title: t("jobs.outcome"),
      width: 150,
      render: (_, job) =>
        job.result?.place ? <Link to={job.result.place}>{t("jobs.see")}</Link> : <Cancel job={job} />,
    },
  ];
}
