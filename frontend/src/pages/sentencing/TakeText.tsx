/** Facts from a pasted or uploaded document: each with its place, to be confirmed or, with a reason, denied. */
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Card, Collapse, Input, Select } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Spans } from "../search/Spans";
import type { Applied, Denied, Facts } from "./facts";
import { Upload } from "./Upload";

type Draft = Schemas["TakenDraft"];
type Fact = Schemas["TakenFact"];

interface Props {
  facts: Facts;
  change: (facts: Facts) => void;
  denied: Denied[];
  setDenied: (denied: Denied[]) => void;
}

export function TakeText({ facts, change, denied, setDenied }: Props) {
  const { t } = useTexts();
  return (
    <Collapse
      size="small"
      items={[
        {
          key: "text",
          label: t("sentencing.take"),
          children: <Taking facts={facts} change={change} denied={denied} setDenied={setDenied} />,
        },
      ]}
    />
  );
}

function Taking({ facts, change, denied, setDenied }: Props) {
  const { t, say } = useTexts();
  const words = useWords();
  const [text, setText] = useState("");
  const [which, setWhich] = useState(0);
  const take = useMutation({
    mutationFn: async (said: string) => ({
      said,
      ...(await got(api.POST("/api/sentencing/take", { body: { text: said } }))),
    }),
    onSuccess: (found) => {
      setWhich(0);
      if (found.drafts[0]) change(filledBy(found.drafts[0], facts));
    },
  });
  const draft = take.data?.drafts[which];
  return (
    <div className="stack tight">
      <p className="soft">{t("sentencing.take.hint")}</p>
      <Input.TextArea
        aria-label={t("sentencing.take.text")}
        placeholder={t("sentencing.take.text")}
        rows={5}
        maxLength={300_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="row">
        <Button
          type="primary"
          disabled={!text.trim()}
          loading={take.isPending}
          onClick={() => take.mutate(text)}
        >
          {t("sentencing.take.go")}
        </Button>
        <Upload read={setText} />
      </div>
      {take.isError && <Alert type="error" showIcon title={words(take.error)} />}
      {take.data?.why && <Alert type="info" showIcon title={say(take.data.why)} />}
      {take.data && take.data.drafts.length > 1 && (
        <Select
          aria-label={t("sentencing.take.which")}
          value={which}
          options={take.data.drafts.map((one, at) => ({
            value: at,
            label: t("sentencing.take.defendant", {
              n: one.defendant,
              charges: one.crimes.map((c) => c.charge).join("、"),
            }),
          }))}
          onChange={(at: number) => {
            setWhich(at);
            const other = take.data.drafts[at];
            if (other) change(filledBy(other, facts));
          }}
        />
      )}
      {draft && (
        <Found
          draft={draft}
          said={take.data?.said ?? ""}
          facts={facts}
          change={change}
          denied={denied}
          setDenied={setDenied}
        />
      )}
    </div>
  );
}

/** What was read put into the form; a circumstance counts only once it is confirmed. */
function filledBy(draft: Draft, facts: Facts): Facts {
  const crimes = draft.crimes
    .filter((one) => one.known)
    .map((one) => ({
      charge: one.charge,
      circumstances: Object.fromEntries(
        one.facts.map(({ circumstance, start, end, text, sure }): [string, Applied] => [
          circumstance,
          { confirmed: false, source: { start, end, text, sure } },
        ]),
      ),
    }));
  return {
    ...facts,
    act: draft.act ?? facts.act,
    convicted: draft.convicted ?? facts.convicted,
    person: { ...facts.person, ...(draft.born ? { born: draft.born } : {}) },
    crimes: crimes.length ? crimes : facts.crimes,
  };
}

interface FoundProps extends Props {
  draft: Draft;
  said: string;
}

function Found({ draft, said, facts, change, denied, setDenied }: FoundProps) {
  const { t } = useTexts();
  const places = new Map(draft.crimes.flatMap((one) => one.facts).map((one) => [one.start, one]));
  const met = [...places.values()].sort((a, b) => a.start - b.start);
  const apart = met.filter((one, at) => at === 0 || one.start >= (met[at - 1]?.end ?? 0));
  const crimeOf = (charge: string) => facts.crimes.findIndex((one) => one.charge === charge);
  const put = (charge: string, id: string, applied: Applied | null) => {
    const at = crimeOf(charge);
    change({
      ...facts,
      crimes: facts.crimes.map((one, number) => {
        if (number !== at) return one;
        const { [id]: _, ...rest } = one.circumstances ?? {};
        return { ...one, circumstances: applied ? { ...rest, [id]: applied } : rest };
      }),
    });
  };
  return (
    <>
      <div className="read">
        <Spans excerpt={{ text: said, met: apart }} />
      </div>
      {draft.crimes.map((crime) => (
        <Card key={crime.charge} size="small" title={crime.charge}>
          {!crime.known && <p className="soft">{t("sentencing.take.unknown")}</p>}
          {crime.known && crime.facts.length === 0 && <p className="soft">{t("sentencing.take.none")}</p>}
          {crime.facts.map((fact) => (
            <Decide
              key={fact.circumstance}
              fact={fact}
              applied={facts.crimes[crimeOf(crime.charge)]?.circumstances?.[fact.circumstance]}
              denial={denied.find(
                (one) => one.crime === crime.charge && one.circumstance === fact.circumstance,
              )}
              confirm={() => {
                const { start, end, text, sure } = fact;
                put(crime.charge, fact.circumstance, { source: { start, end, text, sure } });
                setDenied(
                  denied.filter(
                    (one) => one.crime !== crime.charge || one.circumstance !== fact.circumstance,
                  ),
                );
              }}
              deny={(why) => {
                put(crime.charge, fact.circumstance, null);
                setDenied([
                  ...denied,
                  { crime: crime.charge, circumstance: fact.circumstance, said: fact.text, why },
                ]);
              }}
            />
          ))}
        </Card>
      ))}
    </>
  );
}

interface DecideProps {
  fact: Fact;
  applied: Applied | undefined;
  denial: Denied | undefined;
  confirm: () => void;
  deny: (why: string) => void;
}

function Decide({ fact, applied, denial, confirm, deny }: DecideProps) {
  const { t, say } = useTexts();
  const [why, setWhy] = useState<string | null>(null);
  const state = denial ? "denied" : applied && applied.confirmed !== false ? "confirmed" : "open";
  return (
    <div style={{ padding: "4px 0" }}>
      <div className="row tight">
        <b>{say(fact.title)}</b>
        <span>“{fact.text}”</span>
        <Mark tone={state === "confirmed" ? "green" : state === "denied" ? "red" : "amber"}>
          {t(`sentencing.take.${state}`)}
        </Mark>
        {state !== "confirmed" && (
          <Button size="small" onClick={confirm}>
            {t("sentencing.take.confirm")}
          </Button>
        )}
        {state !== "denied" && (
          <Button size="small" onClick={() => setWhy("")}>
            {t("sentencing.take.deny")}
          </Button>
        )}
      </div>
      {denial && <div className="soft">{denial.why}</div>}
      {why !== null && state !== "denied" && (
        <div className="row tight">
          <Input
            autoFocus
            aria-label={t("sentencing.take.why")}
            placeholder={t("sentencing.take.why")}
            maxLength={1000}
            style={{ flex: 1 }}
            value={why}
            onChange={(event) => setWhy(event.target.value)}
          />
          <Button
            size="small"
            disabled={!why.trim()}
            onClick={() => {
              deny(why.trim());
              setWhy(null);
            }}
          >
            {t("sentencing.take.deny")}
          </Button>
        </div>
      )}
    </div>
  );
}
