/** The mapping of a delivery and with what it is taken in; saved as it is, all faults told at their place. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import type { Page } from "./Delivery";
import { DeliveryForm } from "./DeliveryForm";
import { MappingTable } from "./MappingTable";
import { ReadAs } from "./ReadAs";
import { StandardChooser } from "./StandardChooser";

export type Draft = Schemas["DeliveryDraft"];

export function MappingForm({ page }: { page: Page }) {
  const { t, say } = useTexts();
  const { message } = App.useApp();
  const words = useWords();
  const queries = useQueryClient();
  const [, setParams] = useSearchParams();
  const [draft, setDraft] = useState<Draft>(page.draft);
  const [touched, setTouched] = useState(false);
  const change = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part });
    setTouched(true);
  };
  const path = { number: page.id };
  const failed = (error: unknown) => void message.error(words(error));
  const shown = (now: Page) => {
    queries.setQueryData(["upload", page.id, { standard: null, anew: false }], now);
    setParams({}, { replace: true });
    void queries.invalidateQueries({ queryKey: ["uploads"] });
  };
  const save = useMutation({
    mutationFn: (given: Draft) =>
      got(
        api.PUT("/api/data/uploads/{number}/mapping", {
          params: { path },
          body: { ...given, version: page.version },
        }),
      ),
    onSuccess: shown,
    onError: failed,
  });
  const start = useMutation({
    mutationFn: () =>
      got(
        api.POST("/api/data/uploads/{number}/import", { params: { path }, body: { version: page.version } }),
      ),
    onSuccess: () => {
      for (const key of ["upload", "uploads", "jobs"]) void queries.invalidateQueries({ queryKey: [key] });
    },
    onError: failed,
  });
  const plan = page.plan;
  const notes = plan?.notes ?? [];
  const wrong = notes.filter((one) => one.error).length;
  const ready = page.can_import && !touched;
  return (
    <div className="stack">
      <Card
        size="small"
        title={t("data.step.standard")}
        extra={plan?.remembered && <Mark tone="green">{t("data.remembered")}</Mark>}
      >
        <StandardChooser
          chosen={plan?.standard ?? draft.standard}
          choose={(standard) => setParams({ standard }, { replace: true })}
        />
        {plan?.remembered && (
          <p className="small soft">
            {t("data.remembered.hint", { source: plan.source })}{" "}
            <Button
              type="link"
              size="small"
              onClick={() => setParams({ standard: plan.standard, anew: "true" }, { replace: true })}
            >
              {t("data.anew")}
            </Button>
          </p>
        )}
      </Card>
      {notes
        .filter((one) => one.column === "")
        .map((one) => (
          <Alert key={one.zh} type="warning" showIcon title={say(one)} />
        ))}
      <ReadAs page={page} draft={draft} save={(options) => save.mutate({ ...draft, options })} />
      {plan && (
        <>
          <Card size="small" title={t("data.step.mapping", { name: say(plan.title) })}>
            <MappingTable plan={plan} units={page.units} draft={draft} change={change} fresh={!touched} />
          </Card>
          <Card size="small" title={t("data.step.delivery")}>
            <DeliveryForm page={page} draft={draft} change={change} fresh={!touched} />
          </Card>
          <div className="row">
            <Button
              type={ready ? "default" : "primary"}
              loading={save.isPending}
              onClick={() => save.mutate(draft)}
            >
              {t("data.check")}
            </Button>
            <Button type="primary" disabled={!ready} loading={start.isPending} onClick={() => start.mutate()}>
              {t("data.import")}
            </Button>
            <span className="soft" aria-live="polite">
              {touched ? t("data.touched") : ready ? t("data.ready") : t("data.wrong", { n: wrong })}
            </span>
          </div>
        </>
      )}
    </div>
  );
}
