/** Both sides of a record whose number fails, one beside the other, whole rows of both, and the decision. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Input, Skeleton, Space } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { share } from "./Identity";
import { Decide, Decisions } from "./IdentityDecide";
import "./identity.css";
import { Scroll } from "./Scroll";

export type Page = Schemas["RecordPage"];
export type Candidate = Schemas["CandidateInfo"];
type Row = Schemas["KnownRow"];

/** Every candidate once, the likeliest first: the record may stand in several datasets. */
export function candidatesOf(page: Page): Candidate[] {
  return [...new Map(page.records.flatMap((one) => one.candidates).map((one) => [one.number, one])).values()];
}

export function IdentityRecord() {
  const { id = "" } = useParams();
  return <One key={id} id={id} />;
}

function One({ id }: { id: string }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const [open, setOpen] = useState<Page>();
  const page = useQuery({
    queryKey: ["identity-record", id],
    queryFn: () => got(api.GET("/api/data/identity/{record}", { params: { path: { record: id } } })),
  });
  useTitle(t("identity.title"));
  if (page.isError) return <Problem error={page.error} retry={page.refetch} />;
  if (!page.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const shown = open ?? page.data;
  const told = () => {
    setOpen(undefined);
    for (const key of ["identity", "identity-record"]) void queries.invalidateQueries({ queryKey: [key] });
  };
  return (
    <div className="stack">
      <div className="row no-print">
        <Link to={`/data/identity?kind=${shown.kind.code}`}>{t("identity.back")}</Link>
        <Next record={id} kind={shown.kind.code} />
      </div>
      <h1>{t("identity.both")}</h1>
      <Where page={shown} />
      <Compared page={shown} />
      {!shown.revealed && <Reveal record={id} told={setOpen} />}
      <Rows title={t("identity.own_rows")} rows={shown.own} />
      {candidatesOf(shown).map((one) => (
        <Rows
          key={one.number}
          title={t("identity.known_rows", { name: one.shown })}
          rows={shown.known[one.number] ?? []}
        />
      ))}
      <Decide key={page.data.decisions.length} record={id} page={shown} told={told} />
      <Decisions record={id} page={shown} told={told} />
    </div>
  );
}

/** The next record that waits, so that a morning's work needs no way back to the list. */
function Next({ record, kind }: { record: string; kind: string }) {
  const { t } = useTexts();
  const query = { state: "unsure" as const, kind: kind as "person" | "company", size: 2 };
  const list = useQuery({
    queryKey: ["identity", query],
    queryFn: () => got(api.GET("/api/data/identity", { params: { query } })),
  });
  const next = list.data?.items.find((one) => one.record !== record);
  if (!list.data) return null;
  return (
    <span className="end">
      {next ? (
        <Link to={`/data/identity/${next.record}`}>{t("identity.next")}</Link>
      ) : (
        <span className="soft">{t("identity.no_next")}</span>
      )}
    </span>
  );
}

/** In which datasets the record stands, and how often. */
function Where({ page }: { page: Page }) {
  const { t, say } = useTexts();
  return (
    <div className="row tight">
      <Mark tone={page.kind.code === "company" ? "violet" : "blue"}>{say(page.kind)}</Mark>
      {page.records.map((one) => (
        <span key={one.dataset}>
          {t("identity.in", { name: say(one.title), n: one.rows.toLocaleString() })} · {say(one.state)}
        </span>
      ))}
    </div>
  );
}

/** What the record says beside what is known of each candidate, respect by respect, and how that agreed. */
function Compared({ page }: { page: Page }) {
  const { t, say } = useTexts();
  const candidates = candidatesOf(page);
  const respects = new Set(
    page.compared.flatMap((one) => Object.values(one.known).map((side) => say(side.reason ?? NOTHING))),
  );
  const name = t(page.kind.code === "company" ? "identity.candidate.company" : "identity.candidate");
  return (
    <Scroll label={t("identity.compare")} width={260 + 240 * (candidates.length + 1)}>
      <table className="both-sides">
        <thead>
          <tr>
            <th scope="col">{t("identity.respect")}</th>
            <th scope="col">{t("identity.record")}</th>
            {candidates.map((one, at) => (
              <th key={one.number} scope="col">
                {name} {candidates.length > 1 && at + 1}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {page.compared.map((row) => (
            <tr key={row.label.en}>
              <th scope="row">{say(row.label)}</th>
              <td>{row.own ? say(row.own) : <span className="soft">{t("identity.not_said")}</span>}</td>
              {candidates.map((one) => (
                <td key={one.number}>
                  <Side side={row.known[one.number]} />
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{t("identity.chance")}</th>
            <td />
            {candidates.map((one) => (
              <td key={one.number}>
                <strong>{one.decided ? t("identity.decided") : share(one.chance)}</strong>
                {one.reasons
                  .filter((why) => !respects.has(say(why)))
                  .map((why) => (
                    <Why key={why.en} why={why} />
                  ))}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </Scroll>
  );
}

const NOTHING = { zh: "", en: "" };

function Side({ side }: { side: Schemas["RespectSide"] | undefined }) {
  const { t, say } = useTexts();
  if (!side) return <>—</>;
  return (
    <>
      {side.values.length ? (
        side.values.map((one) => <div key={one.en}>{say(one)}</div>)
      ) : (
        <span className="soft">{t("identity.not_said")}</span>
      )}
      {side.reason && <Why why={side.reason} />}
    </>
  );
}

function Why({ why }: { why: Schemas["ReasonInfo"] }) {
  const { say } = useTexts();
  return (
    <div className="small">
      <Mark tone={why.speaks === "for" ? "green" : "amber"}>{say(why)}</Mark>
    </div>
  );
}

/** Whole rows as they were delivered, with what they say under its name. */
function Rows({ title, rows }: { title: string; rows: Row[] }) {
  const { t, say } = useTexts();
  return (
    <Card size="small" title={title}>
      {rows.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own and never move
        <div key={at} className="told-row">
          <strong>{say(row.title)}</strong>
          <dl>
            {row.told.map((said) => (
              <div key={said.label.en}>
                <dt>{say(said.label)}</dt>
                <dd>{say(said.value)}</dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
      {!rows.length && <span className="soft">{t("identity.known.none")}</span>}
    </Card>
  );
}

function Reveal({ record, told }: { record: string; told: (page: Page) => void }) {
  const { t } = useTexts();
  const words = useWords();
  const [why, setWhy] = useState("");
  const reveal = useMutation({
    mutationFn: () =>
      got(api.POST("/api/data/identity/{record}/reveal", { params: { path: { record } }, body: { why } })),
    onSuccess: told,
  });
  return (
    <Card size="small" className="no-print">
      <Space.Compact className="reveal">
        <Input
          maxLength={200}
          value={why}
          placeholder={t("data.reveal.why")}
          aria-label={t("data.reveal.why")}
          onChange={(event) => setWhy(event.target.value)}
          onPressEnter={() => why.trim() && reveal.mutate()}
        />
        <Button disabled={!why.trim()} loading={reveal.isPending} onClick={() => reveal.mutate()}>
          {t("data.reveal")}
        </Button>
      </Space.Compact>
      {reveal.isError && <Alert type="error" showIcon title={words(reveal.error)} />}
    </Card>
  );
}
