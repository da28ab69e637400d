/** A judge's works in the order of his reading: the blind package, his sheet, what he is asked to look at again. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Empty, Segmented, Skeleton } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { Mark, moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Declare } from "./Declare";
import { PackageFiles } from "./PackageFiles";
import { SheetLinks } from "./Papers";
import { Question } from "./Question";
import { Reasoned } from "./Reasoned";
import { ScoreSheet } from "./ScoreSheet";
import { useSend } from "./useAct";
import type { Page } from "./useContest";
import "../figures/figures.css";

/** While forms may still be taken back. */
const OPEN = ["judging", "settling"];
const FILTERS = ["all", "open", "done"] as const;
export type Assigned = Schemas["AssignedWork"];

export function Judging({ page }: { page: Page }) {
  const { t } = useTexts();
  const { slug } = page;
  const queries = useQueryClient();
  const [filter, setFilter] = useState<(typeof FILTERS)[number]>("all");
  const list = useQuery({
    queryKey: ["contest", slug, "assigned"],
    queryFn: () => got(api.GET("/api/contests/{slug}/assigned", { params: { path: { slug } } })),
  });
  if (list.isError && !list.data) return <Problem error={list.error} retry={list.refetch} />;
  if (!list.data) return <Skeleton active />;
  const { items, questions } = list.data;
  const renewed = () => queries.invalidateQueries({ queryKey: ["contest", slug, "assigned"] });
  if (!items.length)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("contests.judging.none")} />;
  const done = items.filter((one) => one.form).length;
  const counts = { all: items.length, open: items.length - done, done };
  const shown = items.filter((one) => filter === "all" || (filter === "done") === (one.form !== null));
  return (
    <div className="stack">
      <p className="soft">{t("contests.judging.hint", { done, all: items.length })}</p>
      <div className="no-print">
        <Segmented
          aria-label={t("contests.work.state")}
          value={filter}
          options={FILTERS.map((value) => ({
            value,
            label: t(`contests.judging.${value}`, { n: counts[value] }),
          }))}
          onChange={setFilter}
        />
      </div>
      {questions.map((one) => (
        <Question key={one.id} page={page} asked={one} done={renewed} />
      ))}
      {shown.map((one) => (
        <OneWork key={one.number} page={page} work={one} done={renewed} />
      ))}
    </div>
  );
}

function OneWork({ page, work, done }: { page: Page; work: Assigned; done: () => Promise<void> }) {
  const { t, say } = useTexts();
  const criteria = page.types.find((one) => one.type.code === work.type.code);
  const [declaring, setDeclaring] = useState(false);
  return (
    <Card
      title={
        <>
          <span className="number">{work.number}</span> <span className="cap">{say(work.type)}</span>
        </>
      }
      extra={
        <div className="row tight">
          <SheetLinks page={page} work={work.number} />
          {work.anchor && <Mark tone="violet">{t("contests.anchor")}</Mark>}
          <Mark tone={work.form ? "green" : "amber"}>
            {t(work.form ? "contests.sheet.done" : "contests.sheet.open")}
          </Mark>
        </div>
      }
    >
      <div className="stack">
        <PackageFiles page={page} work={work.number} files={work.files} />
        {work.form && <Given of={work} criteria={criteria?.criteria ?? []} />}
        {work.form && work.form.entered_by === "" && OPEN.includes(page.phase.code) && (
          <TakeBack page={page} form={work.form} />
        )}
        {work.may_score && !work.form && criteria && (
          <ScoreSheet page={page} work={work} of={criteria} done={done} />
        )}
        {work.may_score && (
          <div className="no-print">
            <Button size="small" onClick={() => setDeclaring(true)}>
              {t("contests.declare.work")}
            </Button>
          </div>
        )}
      </div>
      {declaring && <Declare page={page} about={work.number} close={() => setDeclaring(false)} />}
    </Card>
  );
}

/** The form the desk has: it is never changed. */
function Given({ of, criteria }: { of: Assigned; criteria: Schemas["CriterionInfo"][] }) {
  const { t, say } = useTexts();
  const { form } = of;
  if (!form) return null;
  if (form.abstained)
    return <Alert type="info" showIcon title={t("contests.sheet.abstained", { why: form.abstained })} />;
  return (
    <>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{t("contests.criterion")}</th>
            <th scope="col">{t("contests.score")}</th>
            <th scope="col" className="words">
              {t("contests.why")}
            </th>
          </tr>
        </thead>
        <tbody>
          {criteria.map((one) => (
            <tr key={one.id}>
              <th scope="row">{say(one)}</th>
              <td>{form.scores[one.id] ?? "—"}</td>
              <td className="words">{form.reasons[one.id] ?? ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="soft">
        {t("contests.sheet.got", { n: form.number, at: moment(form.at), total: form.total ?? "—" })}
      </p>
    </>
  );
}

/** A judge takes his own form back, with a reason, and may send another. */
function TakeBack({ page, form }: { page: Page; form: Schemas["FormInfo"] }) {
  const { t } = useTexts();
  const send = useSend(page.slug);
  const [asking, setAsking] = useState(false);
  const path = { slug: page.slug, number: form.number };
  return (
    <div className="no-print">
      <Button size="small" onClick={() => setAsking(true)}>
        {t("contests.form.back")}
      </Button>
      {asking && (
        <Reasoned
          title={t("contests.form.back.of", { n: form.number })}
          ok={t("contests.form.back")}
          danger
          go={(why) =>
            send(() =>
              api.POST("/api/contests/{slug}/forms/{number}/withdraw", { params: { path }, body: { why } }),
            )
          }
          close={() => setAsking(false)}
        >
          <p>{t("contests.form.back.sure")}</p>
        </Reasoned>
      )}
    </div>
  );
}
