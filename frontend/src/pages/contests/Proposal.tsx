/** A proposal to be read before it is taken: loads, what could not be had and by which rule, what gave way. */
import { Alert, Button, Popconfirm } from "antd";
import { useState } from "react";
import { api, type Schemas } from "../../client/client";
import { Mark, moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { AssignedPairs } from "./AssignedPairs";
import { Reasoned } from "./Reasoned";
import { useAct, useSend } from "./useAct";
import type { Page } from "./useContest";

export function Proposal({ page, one }: { page: Page; one: Schemas["ProposalInfo"] }) {
  const { t, say } = useTexts();
  const { act, busy } = useAct(page.slug);
  const send = useSend(page.slug);
  const [dropping, setDropping] = useState(false);
  const fresh = one.pairs.filter((pair) => pair.new).length;
  const loads = Object.values(one.loads);
  const answer = (action: "apply" | "drop", why: string) =>
    api.POST("/api/contests/{slug}/assignment/{number}", {
      params: { path: { slug: page.slug, number: one.id } },
      body: { action, why },
    });
  return (
    <section className="proposal stack" aria-label={t("contests.proposal")}>
      <div className="row">
        <Mark tone="blue">{t("contests.proposal")}</Mark>
        <span className="number soft">{moment(one.at)}</span>
        <span>{t(one.increment ? "contests.proposal.more" : "contests.proposal.whole")}</span>
        <span>{t("contests.proposal.pairs", { n: fresh })}</span>
        {loads.length > 0 && (
          <span>{t("contests.proposal.loads", { least: Math.min(...loads), most: Math.max(...loads) })}</span>
        )}
      </div>
      {one.shortages.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={t("contests.proposal.short", { n: one.shortages.length })}
          description={<Lines of={one.shortages.map(say)} />}
        />
      )}
      {!one.connected && <Alert type="warning" showIcon title={t("contests.proposal.apart")} />}
      {one.notices.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t("contests.proposal.notices")}
          description={<Lines of={one.notices.map(say)} />}
        />
      )}
      {!one.shortages.length && one.connected && !one.notices.length && fresh > 0 && (
        <Alert type="success" showIcon title={t("contests.proposal.right")} />
      )}
      {fresh === 0 && <Alert type="info" showIcon title={t("contests.proposal.nothing")} />}
      <AssignedPairs page={page} pairs={one.pairs} loads={one.loads} />
      <div className="row">
        <Popconfirm
          title={t("contests.proposal.sure")}
          okText={t("contests.proposal.apply")}
          cancelText={t("cancel")}
          onConfirm={() => act(() => answer("apply", ""), t("contests.proposal.applied"))}
        >
          <Button type="primary" loading={busy}>
            {t("contests.proposal.apply")}
          </Button>
        </Popconfirm>
        <Button onClick={() => setDropping(true)}>{t("contests.proposal.drop")}</Button>
      </div>
      {dropping && (
        <Reasoned
          title={t("contests.proposal.drop")}
          ok={t("contests.proposal.drop")}
          go={(why) => send(() => answer("drop", why))}
          close={() => setDropping(false)}
        />
      )}
    </section>
  );
}

function Lines({ of }: { of: string[] }) {
  return (
    <ul className="reasons">
      {of.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  );
}
