/** Blind packages: which are ready, which wait for somebody to decide, which could not be made, and what to do next. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Popconfirm, Progress, Skeleton, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { Mark, type Tone } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { JobsOf } from "./ContestJobs";
import { hideRest } from "./deciding";
import { Residuals } from "./Residuals";
import { byNumber, byText, None, PAGED } from "./tables";
import { useAct } from "./useAct";
import type { Page } from "./useContest";

type Package = Schemas["BlindPackage"];
const TONES: Record<string, Tone> = { ready: "green", residual: "amber", failed: "red" };

export function usePackages(slug: string) {
  return useQuery({
    queryKey: ["contest", slug, "blind"],
    queryFn: () => got(api.GET("/api/contests/{slug}/blind", { params: { path: { slug } } })),
  });
}

export function Blind({ page }: { page: Page }) {
  const [params, setParams] = useSearchParams();
  const work = params.get("work");
  const list = usePackages(page.slug);
  if (list.isError && !list.data) return <Problem error={list.error} retry={list.refetch} />;
  if (!list.data) return <Skeleton active />;
  const go = (to: string) => setParams(to ? { tab: "blind", work: to } : { tab: "blind" });
  if (work) return <Residuals key={work} page={page} work={work} packages={list.data.items} go={go} />;
  return <Packages page={page} found={list.data} go={go} />;
}

interface Given {
  page: Page;
  found: Schemas["BlindList"];
  go: (work: string) => void;
}

function Packages({ page, found, go }: Given) {
  const { t } = useTexts();
  const { slug } = page;
  const { act, busy } = useAct(slug);
  const [chosen, setChosen] = useState<string[]>([]);
  const [at, setAt] = useState(0);
  const columns = useColumns(page, go);
  const { items, ready, total } = found;
  const make = () => act(() => api.POST("/api/contests/{slug}/blind", { params: { path: { slug } } }));
  const hide = async () => {
    await act(() => hideRest(slug, chosen, setAt), t("contests.blind.hidden"));
    setChosen([]);
  };
  if (!total) return <None>{t("contests.blind.none")}</None>;
  return (
    <div className="stack">
      <p className="soft">{t("contests.blind.hint")}</p>
      <div className="row">
        <span>{t("contests.blind.ready", { ready, total })}</span>
        <Progress
          percent={Math.floor((100 * ready) / total)}
          style={{ flex: "1 1 200px", maxWidth: 420 }}
          aria-label={t("contests.blind.ready", { ready, total })}
        />
      </div>
      <Waits items={items} />
      <JobsOf page={page} tasks={["blind"]} />
      <div className="row">
        <Button type={ready < total ? "primary" : "default"} loading={busy} onClick={() => void make()}>
          {t("contests.blind.make")}
        </Button>
        <Popconfirm
          title={t("contests.blind.hide.sure", { n: chosen.length })}
          okText={t("contests.residual.hide")}
          cancelText={t("cancel")}
          onConfirm={hide}
        >
          <Button disabled={!chosen.length || busy}>
            {busy && at > 0 ? t("contests.blind.hiding", { n: at }) : t("contests.blind.hide")}
          </Button>
        </Popconfirm>
      </div>
      <Table<Package>
        rowKey="work"
        size="middle"
        columns={columns}
        dataSource={items}
        pagination={PAGED}
        rowSelection={{
          selectedRowKeys: chosen,
          onChange: (keys) => setChosen(keys.map(String)),
          getCheckboxProps: (row) => ({
            disabled: !row.undecided,
            "aria-label": t("contests.choose.of", { name: row.work }),
          }),
          getTitleCheckboxProps: () => ({ "aria-label": t("contests.choose.all") }),
        }}
      />
    </div>
  );
}

/** What stands between here and assignment, in the order in which it is done. */
function Waits({ items }: { items: Package[] }) {
  const { t } = useTexts();
  const of = (state: string) => items.filter((one) => one.state.code === state);
  const places = items.reduce((sum, one) => sum + one.undecided, 0);
  const lines = [
    of("none").length > 0 && t("contests.blind.wait.none", { n: of("none").length }),
    places > 0 &&
      t("contests.blind.wait.places", { n: places, works: items.filter((one) => one.undecided).length }),
    of("residual").some((one) => !one.undecided) && t("contests.blind.wait.again"),
    of("failed").length > 0 && t("contests.blind.wait.failed", { n: of("failed").length }),
  ].filter((one) => one !== false);
  if (!lines.length) return <Alert type="success" showIcon title={t("contests.blind.done")} />;
  return (
    <Alert
      type="warning"
      showIcon
      title={t("contests.blind.wait")}
      description={
        <ul className="reasons">
          {lines.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      }
    />
  );
}

function useColumns(page: Page, go: (work: string) => void): TableColumnsType<Package> {
  const { t, say } = useTexts();
  const base = `/api/contests/${page.slug}`;
  return [
    {
      key: "work",
      title: t("contests.work.number"),
      width: 110,
      className: "number",
      sorter: byText((row) => row.work),
      render: (_, row) => row.work,
    },
    {
      key: "state",
      title: t("contests.work.state"),
      sorter: byText((row) => row.state.code),
      render: (_, row) => (
        <>
          <Mark tone={TONES[row.state.code] ?? "plain"}>{say(row.state)}</Mark>
          {say(row.why) && <div className="soft">{say(row.why)}</div>}
        </>
      ),
    },
    {
      key: "undecided",
      title: t("contests.residual.left"),
      width: 130,
      className: "number",
      sorter: byNumber((row) => row.undecided),
      render: (_, row) => t("contests.residual.counts", { left: row.undecided, done: row.decided }),
    },
    {
      key: "act",
      title: t("contests.act"),
      width: 240,
      render: (_, row) => (
        <div className="row tight">
          {row.undecided + row.decided > 0 && (
            <Button
              size="small"
              type={row.undecided ? "primary" : "default"}
              aria-label={t("contests.residual.of", { work: row.work })}
              onClick={() => go(row.work)}
            >
              {t(row.undecided ? "contests.residual.decide" : "contests.residual.see")}
            </Button>
          )}
          {row.state.code === "ready" && <a href={`${base}/packages/${row.work}`}>{t("contests.package")}</a>}
          <a href={`${base}/entries/${row.id}/file`}>{t("contests.original")}</a>
        </div>
      ),
    },
  ];
}
