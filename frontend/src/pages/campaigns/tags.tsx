/** States of campaigns and of offices in them, with a colour behind. */
import type { Coded, Schemas } from "../../client/client";
import { Mark, type Tone } from "../../parts/values";
import { useTexts } from "../../texts/texts";

const TONES: Record<string, Tone> = {
  draft: "blue",
  open: "amber",
  closed: "green",
  asked: "amber",
  taken: "blue",
  declined: "violet",
  unseen: "red",
  seen: "amber",
  running: "blue",
  clues: "blue",
  verified: "green",
  cases: "green",
  outcomes: "green",
};

export function CampaignTag({ row }: { row: Schemas["CampaignRow"] }) {
  return <PartTag state={row.state} />;
}

export function PartTag({ state }: { state: Coded }) {
  const { say } = useTexts();
  return <Mark tone={TONES[state.code] ?? "plain"}>{say(state)}</Mark>;
}
