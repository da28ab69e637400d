/** Writing an answer: its citations are resolved while it is written; what is not resolved can be saved. */
import { keepPreviousData, type UseMutationResult, useQuery } from "@tanstack/react-query";
import { Button, Card, Input } from "antd";
import { useState } from "react";
import { api, got } from "../../client/client";
import { useLate } from "../../parts/useLate";
import { useTexts } from "../../texts/texts";
import { Citations } from "./Citations";
import type { Given, Question } from "./useQuestion";

interface Props {
  page: Question;
  act: UseMutationResult<Question, Error, Given>;
}

export function Write({ page, act }: Props) {
  const { t } = useTexts();
  const [answer, setAnswer] = useState(page.answer);
  const text = useLate(answer, 600);
  const on = page.law_on;
  const checked = useQuery({
    queryKey: ["answers", "citations", text, on],
    queryFn: () => got(api.POST("/api/answers/citations", { body: { text, ...(on ? { on } : {}) } })),
    enabled: text.trim().length > 1,
    placeholderData: keepPreviousData,
  });
  return (
    <Card size="small" title={t("answers.write")} className="no-print">
      <div className="stack">
        <p className="soft">{t("answers.write.hint")}</p>
        <Input.TextArea
          aria-label={t("answers.answer")}
          rows={10}
          maxLength={20000}
          value={answer}
          onChange={(event) => setAnswer(event.target.value)}
        />
        <div aria-live="polite">
          {checked.data && !checked.data.statutes ? (
            <p className="soft">{t("answers.no.law")}</p>
          ) : (
            <Citations items={text.trim() ? (checked.data?.items ?? []) : []} on={checked.data?.on ?? ""} />
          )}
        </div>
        <div className="row">
          <Button loading={act.isPending} onClick={() => act.mutate({ move: "save", answer })}>
            {t("answers.save")}
          </Button>
          <Button
            type="primary"
            disabled={!answer.trim()}
            loading={act.isPending}
            onClick={() => act.mutate({ move: "answer", answer })}
          >
            {t("answers.hand.in")}
          </Button>
        </div>
      </div>
    </Card>
  );
}
