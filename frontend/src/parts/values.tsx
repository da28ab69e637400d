/** Small ways to show values: level, state, money, deadline. */
import { Tag, Tooltip } from "antd";
import dayjs from "dayjs";
import type { Coded } from "../client/client";
import { useTexts } from "../texts/texts";

const LEVEL: Record<string, string> = { high: "red", medium: "orange", low: "blue" };
const STATE: Record<string, string> = {
  new: "blue",
  verifying: "gold",
  doubtful: "orange",
  filed: "green",
  closed: "green",
  rectified: "green",
  not_established: "default",
  transferred: "purple",
};

export function LevelTag({ level }: { level: Coded }) {
  const { say } = useTexts();
  return <Tag color={LEVEL[level.code] ?? "default"}>{say(level)}</Tag>;
}

export function StateTag({ state }: { state: Coded }) {
  const { say } = useTexts();
  return <Tag color={STATE[state.code] ?? "default"}>{say(state)}</Tag>;
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
    <Tooltip title={told}>
      <Tag color={left < 0 ? "red" : left <= 7 ? "orange" : "default"}>
        {day} · {told}
      </Tag>
    </Tooltip>
  );
}
