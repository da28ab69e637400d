/** The other steps the reader may take: passing on, sending back, reviewing, confirming, retiring, withdrawing. */
import type { UseMutationResult } from "@tanstack/react-query";
import { Button, Card, Input, Select } from "antd";
import { useState } from "react";
import { useTexts } from "../../texts/texts";
import type { Given, Question } from "./useQuestion";

const ELSEWHERE = new Set(["save", "answer", "publish"]);

interface Props {
  page: Question;
  act: UseMutationResult<Question, Error, Given>;
}

export function Moves({ page, act }: Props) {
  const { t, say } = useTexts();
  const [why, setWhy] = useState("");
  const [to, setTo] = useState<string>();
  const moves = page.moves.filter((one) => !ELSEWHERE.has(one.code));
  if (!moves.length) return null;
  const passing = moves.some((one) => one.code === "pass_on");
  return (
    <Card size="small" className="no-print">
      <div className="row">
        {moves.some((one) => one.why) && (
          <Input
            aria-label={t("answers.why")}
            placeholder={t("answers.why")}
            maxLength={1000}
            value={why}
            onChange={(event) => setWhy(event.target.value)}
            style={{ maxWidth: 360 }}
          />
        )}
        {passing && (
          <Select
            aria-label={t("answers.to")}
            placeholder={t("answers.to")}
            value={to}
            onChange={setTo}
            options={page.experts.map((one) => ({ value: one.username, label: one.name }))}
            style={{ minWidth: 180 }}
          />
        )}
        {moves.map((one) => (
          <Button
            key={one.code}
            type={one.code === "review" || one.code === "confirm" ? "primary" : "default"}
            disabled={(one.why && !why.trim()) || (one.code === "pass_on" && !to)}
            loading={act.isPending}
            onClick={() =>
              act.mutate(
                { move: one.code, why, ...(one.code === "pass_on" && to ? { to } : {}) },
                { onSuccess: () => setWhy("") },
              )
            }
          >
            {say(one)}
          </Button>
        ))}
      </div>
    </Card>
  );
}
