/** Where a model stands, as a word with a colour. */
import type { Coded } from "../../client/client";
import { Mark, type Tone } from "../../parts/values";
import { useTexts } from "../../texts/texts";

const TONES: Record<string, Tone> = {
  idea: "plain",
  draft: "blue",
  assessed: "blue",
  piloting: "amber",
  applied: "amber",
  provincial: "violet",
  published: "green",
  retired: "plain",
  withdrawn: "red",
};

export function EntryTag({ state }: { state: Coded }) {
  const { say } = useTexts();
  return <Mark tone={TONES[state.code] ?? "plain"}>{say(state)}</Mark>;
}
