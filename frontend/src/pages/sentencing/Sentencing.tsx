/** What a case comes to: facts on one side, the result with every step on the other, made anew at every change. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Alert, Button, Card, Skeleton } from "antd";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { api, got } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useLate } from "../../parts/useLate";
import { useTitle } from "../../parts/useTitle";
import { useTexts } from "../../texts/texts";
import { CaseForm } from "./CaseForm";
import { type Denied, type Facts, stated, under } from "./facts";
import { Keep } from "./Keep";
import { Likes } from "./Likes";
import { PaperButtons } from "./PaperButtons";
import { Result } from "./Result";
import { TakeText } from "./TakeText";
import { WhatIf } from "./WhatIf";

export function Sentencing() {
  const [params] = useSearchParams();
  const from = Number(params.get("from") ?? 0);
  const opened = useQuery({
    queryKey: ["sentencing", "kept", from],
    queryFn: () => got(api.GET("/api/sentencing/kept/{number}", { params: { path: { number: from } } })),
    enabled: from > 0,
  });
  const { t } = useTexts();
  useTitle(t("nav.sentencing"));
  if (opened.isError) return <Problem error={opened.error} retry={opened.refetch} />;
  if (from > 0 && !opened.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const kept = opened.data;
  const amount = Number(params.get("amount"));
  const fresh: Facts = {
    act: "",
    convicted: "",
    crimes: [{ charge: params.get("charge") ?? "", ...(amount > 0 ? { amount } : {}) }],
  };
  return (
    <Form
      key={params.toString()}
      first={kept ? (JSON.parse(kept.facts) as Facts) : fresh}
      origin={kept?.id ?? null}
      about={{
        case: kept?.case ?? (Number(params.get("case")) || null),
        clue: kept?.clue || params.get("clue") || "",
      }}
      title={kept?.title ?? ""}
    />
  );
}

interface Props {
  first: Facts;
  origin: number | null;
  about: { case: number | null; clue: string };
  title: string;
}

function Form({ first, origin, about, title }: Props) {
  const { t, say } = useTexts();
  const [facts, setFacts] = useState(first);
  const [denied, setDenied] = useState<Denied[]>([]);
  const text = useLate(stated(facts));
  const whole = !!facts.act && !!facts.convicted && facts.crimes.every((one) => one.charge);
  const made = useQuery({
    queryKey: ["sentencing", "compute", text, origin],
    queryFn: () => got(api.POST("/api/sentencing/compute", { body: { facts: text, origin } })),
    enabled: whole,
    placeholderData: keepPreviousData,
  });
  const problems = (whole && made.data?.problems) || [];
  const result = whole ? made.data?.result : null;
  const given = { facts: text, origin };
  const general = problems.filter((one) => !under([one], "crimes").length);
  return (
    <div className="stack">
      <div className="row">
        <h1 className="grow">{t("nav.sentencing")}</h1>
        <span className="row no-print">
          <Link to="/sentencing/kept">{t("sentencing.kept")}</Link>
          <Link to="/sentencing/coverage">{t("sentencing.coverage")}</Link>
          {about.case && <Link to={`/cases/${about.case}`}>{t("sentencing.to_case")}</Link>}
          {about.clue && <Link to={`/clues/${about.clue}`}>{t("sentencing.to_clue")}</Link>}
        </span>
      </div>
      <p className="soft">{t("sentencing.hint")}</p>
      <div className="halves">
        <div className="stack no-print">
          <TakeText facts={facts} change={setFacts} denied={denied} setDenied={setDenied} />
          <CaseForm facts={facts} change={setFacts} problems={problems} />
        </div>
        <div className="stack">
          {!whole && (
            <Card>
              <p className="soft">{t("sentencing.begin")}</p>
            </Card>
          )}
          {made.isError && <Problem error={made.error} retry={made.refetch} />}
          {problems.length > 0 && (
            <Alert
              type="warning"
              showIcon
              title={t("sentencing.problems", { n: problems.length })}
              description={general.map((one) => <div key={one.place + one.text.zh}>{say(one.text)}</div>)}
            />
          )}
          {result && (
            <>
              <Result result={result}>
                <div className="row no-print">
                  <Keep given={given} about={about} title={title} band={result.band} denied={denied} />
                  <PaperButtons given={given} />
                  <Button onClick={() => window.print()}>{t("sentencing.print")}</Button>
                </div>
              </Result>
              <Likes given={given} />
              <WhatIf given={given} facts={facts} />
            </>
          )}
        </div>
      </div>
    </div>
  );
}
