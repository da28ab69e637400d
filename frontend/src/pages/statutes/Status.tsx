/** In force, historical, not yet in force, unknown. */
import { Tag } from "antd";
import type { Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";

const COLORS: Record<string, string> = {
  in_force: "green",
  current: "green",
  historical: "default",
  not_yet: "blue",
  unknown: "orange",
};

export function StatusTag({ status }: { status: Schemas["Coded"] }) {
  const { say } = useTexts();
  return <Tag color={COLORS[status.code] ?? "default"}>{say(status)}</Tag>;
}

/** From which day to which: closed, open ends told. */
export function useSpan(): (start: string | null, end: string | null) => string {
  const { t } = useTexts();
  return (start, end) => {
    const from = start ? t("statutes.from", { day: start }) : t("statutes.start.unknown");
    return `${from} ${end ? t("statutes.to", { day: end }) : t("statutes.still")}`;
  };
}
