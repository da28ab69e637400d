/** Where a question stands, with a colour for what waits. */
import type { Coded } from "../../client/client";
import { Mark, type Tone } from "../../parts/values";
import { useTexts } from "../../texts/texts";

const TONES: Record<string, Tone> = {
  asked: "blue",
  routed: "amber",
  answered: "amber",
  reviewed: "blue",
  published: "green",
  recheck: "red",
};

export function Standing({ state }: { state: Coded }) {
  const { say } = useTexts();
  return <Mark tone={TONES[state.code] ?? "plain"}>{say(state)}</Mark>;
}
