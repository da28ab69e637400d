/** Small ways to show values: level, state, money, deadline. */
import dayjs from "dayjs";
import type { ReactNode } from "react";
import type { Coded } from "../client/client";
import { useTexts } from "../texts/texts";

export type Tone = "red" | "amber" | "blue" | "green" | "violet" | "plain";

const LEVEL: Record<string, Tone> = { high: "red", medium: "amber", low: "blue" };
const STATE: Record<string, Tone> = {
  new: "blue",
  draft: "blue",
  verifying: "amber",
  review: "amber",
  doubtful: "amber",
  filed: "green",
  signed: "green",
  served: "green",
  replied: "green",
  closed: "green",
  rectified: "green",
  transferred: "violet",
};

/** A word with a colour behind it; the colours keep the contrast that small letters need. */
export function Mark({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={`mark mark-${tone}`}>{children}</span>;
}

export function LevelTag({ level }: { level: Coded }) {
  const { say } = useTexts();
  return <Mark tone={LEVEL[level.code] ?? "plain"}>{say(level)}</Mark>;
}

export function StateTag({ state }: { state: Coded }) {
  const { say } = useTexts();
  return <Mark tone={STATE[state.code] ?? "plain"}>{say(state)}</Mark>;
}

export function money(amount: string | number | null | undefined): string {
  if (amount === null || amount === undefined || amount === "") return "—";
  return Number(amount).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

export function moment(at: string): string {
  return dayjs(at).format("YYYY-MM-DD HH:mm");
}

export function Deadline({ day }: { day: string | null | undefined }) {
  const { t } = useTexts();
  if (!day) return <span>—</span>;
  const left = dayjs(day).diff(dayjs().startOf("day"), "day");
  const told =
    left < 0 ? t("overdue_by", { n: -left }) : left === 0 ? t("due_today") : t("days_left", { n: left });
  return (
    <Mark tone={left < 0 ? "red" : left <= 7 ? "amber" : "plain"}>
      <span className="number">{day}</span> · {told}
    </Mark>
  );
}
