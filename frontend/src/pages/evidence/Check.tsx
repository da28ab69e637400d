/** The check of a case file: what does not hold beside what speaks for the suspect, equally wide; then the materials. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Card, Checkbox, Empty, Segmented, Skeleton } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import type { Change } from "./CaseFile";
import { Finding } from "./Finding";
import { type Page, useForms } from "./kinds";
import { Matrix } from "./Matrix";
import { Place } from "./Place";
import { Sources } from "./Sources";

type Checked = Schemas["CheckPage"];
interface Props {
  page: Page;
  change: Change;
  open: (record: string) => void;
}

export function Check({ page, change, open }: Props) {
  const path = { number: page.id };
  const found = useQuery({
    queryKey: ["evidence", "of", page.id, "check", page.version],
    queryFn: () => got(api.GET("/api/evidence/files/{number}/check", { params: { path } })),
    placeholderData: (before) => before,
  });
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  const check = found.data;
  return (
    <div className="stack">
      <Told check={check} />
      <Changed check={check} />
      <div className="proof-sides">
        <Findings page={page} check={check} change={change} open={open} />
        <Speaking page={page} check={check} open={open} />
      </div>
      <Matrix page={page} check={check} change={change} open={open} />
      <Unknowns check={check} open={open} />
    </div>
  );
}

/** What the check says as a whole, and what it does not say. Confession only stands here whatever was set aside. */
function Told({ check }: { check: Checked }) {
  const { t, say } = useTexts();
  const only = check.findings.filter((one) => one.always);
  const missing = check.counts.missing ?? 0;
  return (
    <>
      <Alert type="info" showIcon title={say(check.told)} description={say(check.notice)} />
      {only.map((one) => (
        <Alert key={one.key} type="error" showIcon title={say(one.says)} description={say(one.mend)} />
      ))}
      <div className="row">
        <span>{t("evidence.counts", { gaps: missing, findings: check.findings.length })}</span>
        <span className="soft">
          {t("evidence.packs.used", { list: check.packs.map(say).join(t("comma")) })}
        </span>
      </div>
      {check.lacking.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t("evidence.lacking", { list: check.lacking.join(t("comma")) })}
        />
      )}
      {check.unread.length > 0 && (
        <Alert type="warning" showIcon title={check.unread.map(say).join(t("semicolon"))} />
      )}
      {check.stale.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t("evidence.stale")}
          description={<Sources sources={check.stale} />}
        />
      )}
      {check.unverified.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t("evidence.unverified.some", { n: check.unverified.length })}
          description={<Sources sources={check.unverified} />}
        />
      )}
    </>
  );
}

/** What the last edit did to the check. */
function Changed({ check }: { check: Checked }) {
  const { t, say } = useTexts();
  const fresh = [
    ...check.findings.filter((one) => one.new).map((one) => ({ key: one.key, says: say(one.says) })),
    ...check.cells
      .filter((one) => one.new)
      .map((one) => ({
        key: one.key,
        says: t("evidence.missing.says", {
          what: [say(one.title), one.about_name].filter(Boolean).join(" · "),
        }),
      })),
  ];
  if (check.since === null) return null;
  const lists = [
    {
      name: t("evidence.gone", { n: check.gone.length }),
      rows: check.gone.map((one) => ({ key: one.key, says: say(one.says) })),
      tone: "green" as const,
    },
    { name: t("evidence.fresh", { n: fresh.length }), rows: fresh, tone: "amber" as const },
  ].filter((one) => one.rows.length > 0);
  return (
    <Card size="small" title={t("evidence.changes")}>
      {lists.length === 0 && <p className="soft">{t("evidence.changes.none")}</p>}
      <div className="proof-sides">
        {lists.map((one) => (
          <div key={one.name}>
            <Mark tone={one.tone}>{one.name}</Mark>
            <ul className="reasons">
              {one.rows.map((row) => (
                <li key={row.key}>{row.says}</li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </Card>
  );
}

function Findings({ page, check, change, open }: Props & { check: Checked }) {
  const { t, say } = useTexts();
  const forms = useForms().data;
  const [kind, setKind] = useState("");
  const [aside, setAside] = useState(true);
  const kinds = (forms?.kinds ?? []).filter((one) => check.findings.some((f) => f.kind.code === one.code));
  const shown = check.findings.filter((one) => (!kind || one.kind.code === kind) && (aside || !one.aside));
  return (
    <Card title={t("evidence.findings")}>
      {kinds.length > 0 && (
        <div className="row no-print">
          <Segmented
            aria-label={t("evidence.finding.kinds")}
            value={kind}
            onChange={setKind}
            style={{ maxWidth: "100%", overflowX: "auto" }}
            options={[
              { value: "", label: `${t("evidence.all")} (${check.findings.length})` },
              ...kinds.map((one) => ({
                value: one.code,
                label: `${say(one)} (${check.findings.filter((f) => f.kind.code === one.code).length})`,
              })),
            ]}
          />
          <Checkbox checked={aside} onChange={(event) => setAside(event.target.checked)}>
            {t("evidence.aside.show")}
          </Checkbox>
        </div>
      )}
      {shown.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("evidence.findings.none")} />
      )}
      {shown.map((one) => (
        <Finding key={one.key} one={one} page={page} may={check.may_edit} change={change} open={open} />
      ))}
    </Card>
  );
}

function Speaking({ page, check, open }: { page: Page; check: Checked; open: Props["open"] }) {
  const { t, say } = useTexts();
  const tones = { found: "green", open: "amber", asked: "plain" } as const;
  return (
    <Card title={t("evidence.for")}>
      {check.speaking.map((one, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two of one kind may say the same, and none ever moves
        <div key={at} className="proof-item">
          <Mark tone={tones[one.state.code as keyof typeof tones] ?? "plain"}>{say(one.state)}</Mark>{" "}
          <strong>{say(one.title)}</strong>
          <p style={{ margin: "4px 0" }}>{say(one.says)}</p>
          {one.places.length > 0 && (
            <div className="proof-places">
              {one.places.map((place) => (
                <Place key={place.record} place={place} page={page} open={open} />
              ))}
            </div>
          )}
          <div className="soft">
            <Sources sources={one.sources} />
          </div>
        </div>
      ))}
    </Card>
  );
}

function Unknowns({ check, open }: { check: Checked; open: Props["open"] }) {
  const { t, say } = useTexts();
  if (check.unknowns.length === 0) return null;
  return (
    <Card title={t("evidence.unknowns", { n: check.unknowns.length })}>
      <p className="soft">{t("evidence.unknowns.hint")}</p>
      <ul className="reasons">
        {check.unknowns.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two records may lack the same, and none ever moves
          <li key={at}>
            {one.place && (
              <a
                href={`#${one.place.record}`}
                onClick={(event) => {
                  event.preventDefault();
                  open(one.place?.record ?? "");
                }}
              >
                {one.place.title} · {one.place.record}
              </a>
            )}{" "}
            {t("evidence.unknown.asks", { what: one.asks.map(say).join(t("comma")) })}{" "}
            <span className="soft">{t("evidence.unknown.for", { what: say(one.title) })}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
