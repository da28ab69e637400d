/** Who judges what: let it be proposed, read what a proposal comes to, take it or drop it; further reviews later. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Card, Collapse, Skeleton } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { moment } from "../../parts/values";
import { type Key, useTexts } from "../../texts/texts";
import { AssignedPairs } from "./AssignedPairs";
import { JobsOf } from "./ContestJobs";
import { MoreReviews } from "./MoreReviews";
import { Proposal } from "./Proposal";
import { None } from "./tables";
import { useAct } from "./useAct";
import type { Page } from "./useContest";

type Found = Schemas["ProposalList"];
const OVER = ["frozen", "signed", "published", "final"];

export function useProposals(page: Page) {
  const { slug } = page;
  return useQuery({
    queryKey: ["contest", slug, "assignment"],
    queryFn: () => got(api.GET("/api/contests/{slug}/assignment", { params: { path: { slug } } })),
    enabled: page.may.includes("assigning"),
  });
}

export function Assignment({ page }: { page: Page }) {
  const { t } = useTexts();
  const list = useProposals(page);
  if (list.isError && !list.data) return <Problem error={list.error} retry={list.refetch} />;
  if (!list.data) return <Skeleton active />;
  const over = OVER.includes(page.phase.code);
  return (
    <div className="stack">
      <Alert type="info" showIcon title={t(over ? "contests.assign.over" : "contests.assign.hint")} />
      <JobsOf page={page} tasks={["assign"]} />
      {page.types.map((one) => (
        <OfType key={one.type.code} page={page} of={one} found={list.data} over={over} />
      ))}
      <Earlier found={list.data} />
    </div>
  );
}

interface Given {
  page: Page;
  of: Schemas["ContestTypeInfo"];
  found: Found;
  over: boolean;
}

function OfType({ page, of, found, over }: Given) {
  const { t, say } = useTexts();
  const { slug } = page;
  const { act, busy } = useAct(slug);
  const [more, setMore] = useState(false);
  const type = of.type.code;
  const open = found.items.find((one) => one.state === "open" && one.type.code === type);
  const assigned = found.assigned.filter((one) => one.type === type);
  const propose = () =>
    act(() =>
      api.POST("/api/contests/{slug}/assignment", {
        params: { path: { slug } },
        body: { type, more: {}, seed: 1 },
      }),
    );
  return (
    <Card title={<span className="cap">{say(of.type)}</span>}>
      <div className="stack">
        <p>
          {t("contests.reviews", { n: of.reviews, least: of.least })}
          {of.anchors > 0 && t("contests.anchors", { n: of.anchors })}
        </p>
        {open && <Proposal page={page} one={open} />}
        {!open && !assigned.length && <None>{t("contests.assign.none")}</None>}
        {!over && (
          <div className="row">
            <Button type={open || assigned.length ? "default" : "primary"} loading={busy} onClick={propose}>
              {t(open || assigned.length ? "contests.assign.again" : "contests.assign.propose")}
            </Button>
            {assigned.length > 0 && (
              <Button onClick={() => setMore(true)}>{t("contests.more.reviews")}</Button>
            )}
          </div>
        )}
        {assigned.length > 0 && (
          <>
            <h2>{t("contests.assigned", { n: assigned.length })}</h2>
            <AssignedPairs page={page} pairs={assigned} />
          </>
        )}
      </div>
      {more && <MoreReviews page={page} type={type} pairs={assigned} close={() => setMore(false)} />}
    </Card>
  );
}

/** Proposals that were dealt with. */
function Earlier({ found }: { found: Found }) {
  const { t, say } = useTexts();
  const past = found.items.filter((one) => one.state !== "open");
  if (!past.length) return null;
  return (
    <Collapse
      items={[
        {
          key: "past",
          label: t("contests.assign.past", { n: past.length }),
          children: (
            <ul className="reasons">
              {past.map((one) => (
                <li key={one.id}>
                  <span className="number">{moment(one.at)}</span> {say(one.type)}
                  {t("comma")}
                  {t(one.increment ? "contests.proposal.more" : "contests.proposal.whole")}
                  {t("comma")}
                  {t("contests.proposal.pairs", { n: one.pairs.filter((pair) => pair.new).length })}
                  {t("comma")}
                  {t(`contests.proposal.state.${one.state}` as Key)}
                </li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  );
}
