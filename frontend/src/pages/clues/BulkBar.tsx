/** One step for all chosen clues; those that could not be done are told. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Card, Select } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { useMay } from "../../parts/me";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";

type Action = Schemas["Bulk"]["action"];

export function BulkBar({ chosen, done }: { chosen: Schemas["ClueRow"][]; done: () => void }) {
  const { t, say } = useTexts();
  const { modal, message } = App.useApp();
  const words = useWords();
  const may = useMay();
  const queries = useQueryClient();
  const [to, setTo] = useState<string>();
  const people = useQuery({
    queryKey: ["people"],
    queryFn: () => got(api.GET("/api/people")),
    enabled: may("assign"),
  });
  const send = async (action: Action) => {
    const items = chosen.map(({ id, version }) => ({ id, version }));
    try {
      const made = await got(
        api.POST("/api/clues/bulk", { body: { action, items, why: "", to_user: to ?? null } }),
      );
      if (made.done.length) message.success(t("clues.bulk.done", { n: made.done.length }));
      if (made.failed.length)
        modal.warning({
          title: t("clues.bulk.failed", { n: made.failed.length }),
          content: [...new Set(made.failed.map(say))].map((one) => <p key={one}>{one}</p>),
        });
      done();
      await queries.invalidateQueries();
    } catch (error) {
      message.error(words(error));
    }
  };
  const ask = (action: Action, what: string) =>
    modal.confirm({ title: t("clues.bulk.sure", { n: chosen.length, what }), onOk: () => send(action) });
  return (
    <Card size="small">
      <div className="row">
        <strong>{t("clues.chosen", { n: chosen.length })}</strong>
        {may("triage") && (
          <Button onClick={() => ask("triage", t("clues.bulk.triage"))}>{t("clues.bulk.triage")}</Button>
        )}
        {may("handle") && (
          <Button onClick={() => ask("claim", t("clues.bulk.claim"))}>{t("clues.bulk.claim")}</Button>
        )}
        {may("assign") && (
          <>
            <Select
              style={{ width: 160 }}
              placeholder={t("act.to_user")}
              aria-label={t("act.to_user")}
              value={to}
              options={(people.data ?? []).map((one) => ({ value: one.username, label: one.name }))}
              onChange={setTo}
            />
            <Button disabled={!to} onClick={() => ask("assign", t("clues.bulk.assign"))}>
              {t("clues.bulk.assign")}
            </Button>
          </>
        )}
        <Button type="text" onClick={done}>
          {t("cancel")}
        </Button>
      </div>
    </Card>
  );
}
