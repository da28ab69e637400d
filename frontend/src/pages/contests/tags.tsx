/** Phases of a contest and states of a work, in the colours of the house. */
import type { Coded } from "../../client/client";
import { Mark, type Tone } from "../../parts/values";
import { useTexts } from "../../texts/texts";

const PHASE: Record<string, Tone> = {
  draft: "plain",
  announced: "blue",
  open: "green",
  final: "plain",
  published: "green",
};
const WORK: Record<string, Tone> = {
  draft: "plain",
  submitted: "blue",
  admitted: "green",
  failed: "red",
  refused: "red",
};

export function PhaseTag({ phase }: { phase: Coded }) {
  const { say } = useTexts();
  return <Mark tone={PHASE[phase.code] ?? "amber"}>{say(phase)}</Mark>;
}

export function WorkTag({ state }: { state: Coded }) {
  const { say } = useTexts();
  return <Mark tone={WORK[state.code] ?? "plain"}>{say(state)}</Mark>;
}

/** Whether a version lacks nothing; while that is not known yet, that it is being looked at. */
export function WholeTag({ whole }: { whole: boolean | null }) {
  const { t } = useTexts();
  if (whole === null) return <Mark tone="amber">{t("contests.whole.waits")}</Mark>;
  return whole ? (
    <Mark tone="green">{t("contests.whole.yes")}</Mark>
  ) : (
    <Mark tone="red">{t("contests.whole.no")}</Mark>
  );
}
