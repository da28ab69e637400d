/** Prove the clue again, and what came of it. */
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Card } from "antd";
import { api, got } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";

export function ProofCard({ id }: { id: string }) {
  const { t, say } = useTexts();
  const words = useWords();
  const proof = useMutation({
    mutationFn: () => got(api.POST("/api/clues/{clue}/prove", { params: { path: { clue: id } } })),
  });
  const made = proof.data;
  const head =
    made &&
    {
      proved: t("clue.proved", { s: made.seconds }),
      differs: t("clue.differs"),
      unavailable: t("clue.unavailable"),
    }[made.status];
  return (
    <Card title={t("clue.proof")} className="no-print">
      <p className="soft">{t("clue.proof.hint")}</p>
      <Button loading={proof.isPending} onClick={() => proof.mutate()}>
        {t("clue.prove")}
      </Button>
      {made && (
        <Alert
          style={{ marginTop: 12 }}
          showIcon
          type={made.status === "proved" ? "success" : "error"}
          title={head}
          description={made.differences.map((one) => <div key={one.zh}>{say(one)}</div>)}
        />
      )}
      {proof.isError && <Alert style={{ marginTop: 12 }} type="error" showIcon title={words(proof.error)} />}
    </Card>
  );
}
