/** An entrant's works: entering one, handing versions in with their receipts, what is missing, taking one back. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Empty, Skeleton } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import { Declare } from "./Declare";
import { EntryForm } from "./EntryForm";
import { Findings } from "./Findings";
import { HandIn } from "./HandIn";
import { OwnPapers } from "./OwnPapers";
import { OwnResult } from "./OwnResult";
import { WorkTag } from "./tags";
import type { Page } from "./useContest";
import { Versions } from "./Versions";
import { Withdraw } from "./Withdraw";

export type OwnWork = Schemas["OwnWork"];

/** Whether a version waits to be looked at. */
const waits = (work: OwnWork) => work.versions.some((one) => one.number > 0 && one.findings === null);

export function OwnWorks({ page }: { page: Page }) {
  const { t } = useTexts();
  const [entering, setEntering] = useState<OwnWork | "new">();
  const queries = useQueryClient();
  const entrant = page.may.includes("own");
  const list = useQuery({
    queryKey: ["contest", page.slug, "own"],
    queryFn: () => got(api.GET("/api/contests/{slug}/works", { params: { path: { slug: page.slug } } })),
    enabled: entrant,
    refetchInterval: ({ state }) => (state.data?.items.some(waits) ? 2000 : false),
  });
  const renewed = async () => {
    await queries.invalidateQueries({ queryKey: ["contest", page.slug] });
  };
  if (list.isError && !list.data) return <Problem error={list.error} retry={list.refetch} />;
  if (entrant && !list.data) return <Skeleton active />;
  const works = list.data?.items ?? [];
  return (
    <div className="stack">
      <div className="row">
        <p className="grow soft">{t("contests.own.hint")}</p>
        {page.may_enter && (
          <Button type={works.length ? "default" : "primary"} onClick={() => setEntering("new")}>
            {t("contests.enter")}
          </Button>
        )}
      </div>
      {!works.length && (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={t(page.may_enter ? "contests.own.none" : "contests.own.none.late")}
        />
      )}
      {works.map((one) => (
        <OneWork key={one.id} page={page} work={one} renewed={renewed} edit={() => setEntering(one)} />
      ))}
      {entering && (
        <EntryForm
          page={page}
          work={entering === "new" ? undefined : entering}
          done={renewed}
          close={() => setEntering(undefined)}
        />
      )}
    </div>
  );
}

interface Shown {
  page: Page;
  work: OwnWork;
  renewed: () => Promise<void>;
  edit: () => void;
}

function OneWork({ page, work, renewed, edit }: Shown) {
  const { t, say } = useTexts();
  const counted = work.versions.filter((one) => one.number > 0);
  const last = counted.at(-1);
  const [declaring, setDeclaring] = useState(false);
  // by its number once it has one; before, by whoever made it
  const about = work.number || work.authors[0]?.username || work.authors[0]?.name || "";
  return (
    <Card
      title={work.title}
      extra={
        <div className="row tight">
          {work.number && <span className="number">{work.number}</span>}
          <WorkTag state={work.state} />
        </div>
      }
    >
      <div className="stack">
        <p>
          <span className="cap">{say(work.type)}</span>
          {t("semicolon")}
          {t("contests.authors")}
          {t("colon")}
          {work.authors.map((one) => one.name).join(t("comma"))}
        </p>
        {work.reason && (
          <Alert type="warning" showIcon title={t("contests.why.told", { why: work.reason })} />
        )}
        {work.number && <OwnPapers page={page} work={work} />}
        {work.may_submit && <HandIn page={page} work={work} done={renewed} />}
        {work.versions.length > 0 && <Versions page={page} work={work} />}
        {last && (
          <div aria-live="polite">
            <h2>{t("contests.complete", { n: last.number })}</h2>
            {last.findings ? (
              <>
                <Alert
                  type={last.whole ? "success" : "error"}
                  showIcon
                  title={t(last.whole ? "contests.complete.yes" : "contests.complete.no")}
                  style={{ marginBottom: 10 }}
                />
                <Findings found={last.findings} />
              </>
            ) : (
              <Alert type="info" showIcon title={t("contests.complete.waits")} />
            )}
          </div>
        )}
        {page.may.includes("published") && work.number && <OwnResult page={page} work={work} />}
        <div className="row">
          {work.may_change && <Button onClick={edit}>{t("contests.entry.change")}</Button>}
          {work.may_withdraw && <Withdraw page={page} work={work} done={renewed} />}
          {work.may_withdraw && (
            <Button onClick={() => setDeclaring(true)}>{t("contests.declare.judge")}</Button>
          )}
        </div>
      </div>
      {declaring && <Declare page={page} judges={[]} about={about} close={() => setDeclaring(false)} />}
    </Card>
  );
}
