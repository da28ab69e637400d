/** Evidence of each agency side by side, what collided marked; masked values can be seen with a logged reason. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Skeleton, Timeline } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { useMay } from "../../parts/me";
import { Problem, useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import { AskWhy } from "./AskWhy";
import { Rows } from "./EvidenceRows";
import { Judgments } from "./Judgments";

export type Table = Schemas["EvidenceTableInfo"];

export function EvidenceCard({ id }: { id: string }) {
  const { t } = useTexts();
  const [asking, setAsking] = useState(false);
  const may = useMay();
  const evidence = useQuery({
    queryKey: ["evidence", id],
    queryFn: () => got(api.GET("/api/clues/{clue}/evidence", { params: { path: { clue: id } } })),
    staleTime: 300_000,
  });
  const [seen, setSeen] = useState(false);
  if (evidence.isError) return <Problem error={evidence.error} retry={evidence.refetch} />;
  const data = evidence.data;
  const extra = may("unmask") && (
    <span className="row no-print">
      {data?.masked && (
        <>
          <span className="soft">{t("clue.masked")}</span>
          <Button size="small" onClick={() => setAsking(true)}>
            {t("clue.unmask")}
          </Button>
        </>
      )}
      {data && data.judgments > 0 && <Judgments id={id} count={data.judgments} />}
    </span>
  );
  return (
    <Card title={t("clue.evidence")} extra={extra}>
      {!data && <Skeleton active />}
      {seen && <Alert type="info" showIcon title={t("clue.unmasked")} style={{ marginBottom: 12 }} />}
      <p className="soft">{t("clue.evidence.hint")}</p>
      <div className="evidence">
        {data?.tables.map((table, at) => (
          <OneTable key={table.alias} table={table} wide={wide(data.tables)[at]} />
        ))}
      </div>
      {data && <Days moments={data.timeline} />}
      {asking && <Ask id={id} close={() => setAsking(false)} done={() => setSeen(true)} />}
    </Card>
  );
}

/** Two tables stand side by side; one with many columns, and one that would stand alone, take the whole width. */
function wide(tables: Table[]): boolean[] {
  const many = tables.map((table) => table.columns.length > 8);
  const found = [...many];
  let open: number | null = null;
  many.forEach((one, at) => {
    if (one && open !== null) found[open] = true;
    open = one || open !== null ? null : at;
  });
  if (open !== null) found[open] = true;
  return found;
}

function OneTable({ table, wide }: { table: Table; wide: boolean | undefined }) {
  const { t, say } = useTexts();
  return (
    <section className={wide ? "wide" : ""}>
      <h2>
        {say(table.title)} <span className="soft">{say(table.agency)}</span>
      </h2>
      {table.role === "absence" ? <Absence table={table} /> : <Rows table={table} />}
      {table.more > 0 && <p className="soft">{t("clue.more", { n: table.more })}</p>}
    </section>
  );
}

function Absence({ table }: { table: Table }) {
  const { t, say } = useTexts();
  return (
    <div>
      <p>{t("clue.absence")}</p>
      <ul>
        {table.coverage.map((one) => (
          <li key={`${one.region.zh}${one.start}`}>
            {say(one.region)} {one.start} – {one.end ?? t("clue.until")}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Days({ moments }: { moments: Schemas["Moment"][] }) {
  const { t, say } = useTexts();
  if (!moments.length) return <p className="soft">{t("clue.no_timeline")}</p>;
  return (
    <section style={{ marginTop: 16 }}>
      <h2>{t("clue.timeline")}</h2>
      <Timeline
        items={moments.slice(0, 40).map((one) => ({
          key: `${one.day}${one.text.zh}${one.source.zh}`,
          content: (
            <span>
              <strong className="number">{one.day}</strong> {say(one.text)}{" "}
              <span className="soft">{say(one.source)}</span>
            </span>
          ),
        }))}
      />
    </section>
  );
}

function Ask({ id, close, done }: { id: string; close: () => void; done: () => void }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const words = useWords();
  const queries = useQueryClient();
  const unmask = useMutation({
    mutationFn: (why: string) =>
      got(api.POST("/api/clues/{clue}/unmask", { params: { path: { clue: id } }, body: { why } })),
    onSuccess: (made) => {
      queries.setQueryData(["evidence", id], { ...made, masked: false });
      done();
      close();
    },
    onError: (error) => void message.error(words(error)),
  });
  return (
    <AskWhy
      title={t("clue.unmask")}
      busy={unmask.isPending}
      close={close}
      done={(why) => unmask.mutate(why)}
    />
  );
}
