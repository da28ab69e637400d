/** The file as its text, for who asks: comments and order are his, and nothing is kept while something is wrong. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Input, Skeleton } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import type { Change } from "./CaseFile";
import type { Page } from "./kinds";
import { Problems } from "./Problems";

export function AsText({ page, change }: { page: Page; change: Change }) {
  const { t } = useTexts();
  const [typed, setTyped] = useState<string>();
  const [seen, setSeen] = useState(page.version);
  const [problems, setProblems] = useState<Schemas["EvidenceProblem"][]>([]);
  const [busy, setBusy] = useState(false);
  const path = { number: page.id };
  const found = useQuery({
    queryKey: ["evidence", "of", page.id, "text", page.version],
    queryFn: () =>
      got(
        api.GET("/api/evidence/files/{number}/text", { params: { path }, parseAs: "text" }),
      ) as Promise<string>,
  });
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (found.data === undefined) return <Skeleton active />;
  const text = typed ?? found.data;
  const save = async () => {
    setBusy(true);
    const body = { text, version: seen };
    const wrong = await change(got(api.PUT("/api/evidence/files/{number}/text", { params: { path }, body })));
    setBusy(false);
    setProblems(wrong ?? []);
    if (wrong?.length === 0) setTyped(undefined);
  };
  return (
    <div className="stack">
      <p className="soft">{t("evidence.text.hint")}</p>
      <Problems problems={problems} />
      {typed !== undefined && seen !== page.version && (
        <Alert type="warning" showIcon title={t("evidence.text.meanwhile", { who: page.changed_by.name })} />
      )}
      <Input.TextArea
        className="proof-text"
        aria-label={t("evidence.text")}
        autoSize={{ minRows: 12, maxRows: 40 }}
        spellCheck={false}
        readOnly={!page.may_edit}
        value={text}
        onChange={(event) => {
          if (typed === undefined) setSeen(page.version);
          setTyped(event.target.value);
        }}
      />
      {page.may_edit && (
        <div className="row">
          <Button type="primary" disabled={typed === undefined} loading={busy} onClick={() => void save()}>
            {t("save")}
          </Button>
          <Button
            disabled={typed === undefined}
            onClick={() => {
              setTyped(undefined);
              setProblems([]);
            }}
          >
            {t("evidence.text.back")}
          </Button>
        </div>
      )}
    </div>
  );
}
