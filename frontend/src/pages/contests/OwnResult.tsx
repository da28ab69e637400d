/** What became of one's own work: its place, its points by criterion with what judges wrote, its runs; and an appeal. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Skeleton } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { AppealTag, Votes } from "./Appeals";
import type { OwnWork } from "./OwnWorks";
import { Reasoned } from "./Reasoned";
import { RunFigures } from "./RunFigures";
import { useSend } from "./useAct";
import type { Page } from "./useContest";
import { Wide } from "./Wide";
import "../figures/figures.css";

type Result = Schemas["OwnResult"];

export function OwnResult({ page, work }: { page: Page; work: OwnWork }) {
  const { t } = useTexts();
  const words = useWords();
  const { slug } = page;
  const found = useQuery({
    queryKey: ["contest", slug, "own", work.id],
    queryFn: () =>
      got(api.GET("/api/contests/{slug}/works/{work}/result", { params: { path: { slug, work: work.id } } })),
  });
  if (found.isError && !found.data) return <p className="soft">{words(found.error)}</p>;
  if (!found.data) return <Skeleton active />;
  return (
    <section className="stack" aria-label={t("contests.result.of", { title: work.title })}>
      <h2 style={{ margin: 0 }}>{t("contests.result.mine")}</h2>
      <Place of={found.data} />
      <Criteria of={found.data} />
      <RunFigures runs={found.data.runs} />
      <Appeal page={page} work={work} of={found.data} />
    </section>
  );
}

function Place({ of }: { of: Result }) {
  const { t, say } = useTexts();
  if (of.rank === null)
    return (
      <p>
        <span className="cap">{say(of.standing)}</span>
        {t("semicolon")}
        {t("contests.result.unranked")}
      </p>
    );
  return (
    <div className="row">
      <strong>{t("contests.result.rank", { rank: of.rank, of: of.of })}</strong>
      <span>{t("contests.result.score", { score: of.score ?? "—" })}</span>
      {of.low !== null && of.high !== null && (
        <span className="soft">{t("contests.result.interval", { low: of.low, high: of.high })}</span>
      )}
      {of.award && <Mark tone="green">{say(of.award)}</Mark>}
    </div>
  );
}

function Criteria({ of }: { of: Result }) {
  const { t, say } = useTexts();
  const letters = [...new Set(of.criteria.flatMap((one) => Object.keys(one.given)))].sort();
  if (!letters.length) return null;
  const reasons = of.criteria.flatMap((one) =>
    Object.entries(one.reasons).map(([letter, why]) => ({ criterion: say(one), letter, why })),
  );
  return (
    <>
      <Wide label={t("contests.result.mine")}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t("contests.criterion")}</th>
              <th scope="col">{t("contests.weight")}</th>
              <th scope="col">{t("contests.mean")}</th>
              {letters.map((letter) => (
                <th key={letter} scope="col">
                  {t("contests.judge.letter", { letter })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {of.criteria.map((one) => (
              <tr key={one.en}>
                <th scope="row">{say(one)}</th>
                <td>{one.weight}</td>
                <td>{one.mean === null ? "—" : Math.round(one.mean * 100) / 100}</td>
                {letters.map((letter) => (
                  <td key={letter}>{one.given[letter] ?? "—"}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      {reasons.length > 0 && (
        <div>
          <h2>{t("contests.comments")}</h2>
          <ul className="reasons">
            {reasons.map((one) => (
              <li key={`${one.criterion} ${one.letter}`}>
                {t("contests.comment", { criterion: one.criterion, letter: one.letter })}
                {one.why}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function Appeal({ page, work, of }: { page: Page; work: OwnWork; of: Result }) {
  const { t } = useTexts();
  const send = useSend(page.slug);
  const [asking, setAsking] = useState(false);
  const { appeal } = of;
  return (
    <>
      {appeal && (
        <div>
          <p className="row tight">
            {t("contests.appeal.own")} <AppealTag state={appeal.state} />
          </p>
          <p className="said soft">{appeal.reason}</p>
          <Votes votes={appeal.votes} />
        </div>
      )}
      {!appeal && !of.may_appeal && <Alert type="info" showIcon title={t("contests.appeal.closed")} />}
      {of.may_appeal && (
        <div className="no-print">
          <Button onClick={() => setAsking(true)}>{t("contests.appeal.make")}</Button>
        </div>
      )}
      {asking && (
        <Reasoned
          title={t("contests.appeal.make.of", { title: work.title })}
          ok={t("contests.appeal.make")}
          label={t("contests.appeal.reason")}
          most={2000}
          go={(reason) =>
            send(() =>
              api.POST("/api/contests/{slug}/works/{work}/appeal", {
                params: { path: { slug: page.slug, work: work.id } },
                body: { reason },
              }),
            )
          }
          close={() => setAsking(false)}
        >
          <p>{t("contests.appeal.make.sure")}</p>
        </Reasoned>
      )}
    </>
  );
}
