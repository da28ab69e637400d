/** What one circumstance more or less does to the term. */
import { useQueries, useQuery } from "@tanstack/react-query";
import { Button, Card, Select, Skeleton } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";
import { useChoices } from "./CrimeForm";
import type { Facts } from "./facts";

interface Given {
  facts: string;
  origin: number | null;
}
type Option = Schemas["OfferedFact"];

export function WhatIf({ given, facts }: { given: Given; facts: Facts }) {
  const { t } = useTexts();
  return (
    <Card title={t("sentencing.what_if")} className="no-print">
      <p className="soft">{t("sentencing.what_if.hint")}</p>
      {facts.crimes.map((crime, at) => (
        <OfCrime
          // biome-ignore lint/suspicious/noArrayIndexKey: the number of a crime is its place
          key={at}
          given={given}
          facts={facts}
          at={at}
          many={facts.crimes.length > 1}
          charge={crime.charge}
        />
      ))}
    </Card>
  );
}

interface Props {
  given: Given;
  facts: Facts;
  at: number;
  many: boolean;
  charge: string;
}

function OfCrime({ given, facts, at, many, charge }: Props) {
  const { t, say } = useTexts();
  const [added, setAdded] = useState("");
  const options: Option[] =
    useChoices(charge, facts.convicted, facts.province ?? "").data?.groups.flatMap(
      (group) => group.options,
    ) ?? [];
  const stated = Object.keys(facts.crimes[at]?.circumstances ?? {});
  const without = useQueries({
    queries: stated.map((name) => question(given, at, [], [name])),
  });
  const withOne = useQuery({ ...question(given, at, [added], []), enabled: !!added });
  const title = (id: string) => say(options.find((one) => one.id === id)?.title) || id;
  return (
    <section>
      {many && <h2>{charge}</h2>}
      {stated.map((name, number) => (
        <div key={name} className="row tight">
          <span>{t("sentencing.without", { title: title(name) })}</span>
          <Difference found={without[number]?.data} />
        </div>
      ))}
      <div className="row tight" style={{ marginTop: 8 }}>
        <Select
          aria-label={t("sentencing.with")}
          placeholder={t("sentencing.with")}
          showSearch={{ optionFilterProp: "label" }}
          style={{ minWidth: 220 }}
          value={added || undefined}
          options={options
            .filter((one) => !stated.includes(one.id) && !one.needs_ratio)
            .map((one) => ({ value: one.id, label: say(one.title) }))}
          onChange={setAdded}
        />
        {added && (
          <>
            <Difference found={withOne.data} />
            <Button size="small" onClick={() => setAdded("")}>
              {t("sentencing.remove")}
            </Button>
          </>
        )}
      </div>
    </section>
  );
}

function question(given: Given, at: number, added: string[], removed: string[]) {
  return {
    queryKey: ["sentencing", "what-if", given.facts, given.origin, at, added, removed],
    queryFn: () =>
      got(api.POST("/api/sentencing/what-if", { body: { ...given, crime: at + 1, added, removed } })),
  };
}

function Difference({ found }: { found: Schemas["TermMoved"] | undefined }) {
  const { t, say } = useTexts();
  if (!found) return <Skeleton.Button active size="small" />;
  if (found.problems.length)
    return <span className="wrong">{found.problems.map((one) => say(one.text)).join("；")}</span>;
  if (!found.changed) return <span className="soft">{t("sentencing.unmoved")}</span>;
  return (
    <span>
      {say(found.after)}{" "}
      <b className="number">{t("sentencing.moved", { low: signed(found.low), high: signed(found.high) })}</b>
    </span>
  );
}

export function signed(number: number): string {
  return number > 0 ? `+${number}` : number < 0 ? `−${-number}` : "0";
}
