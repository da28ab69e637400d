/** What runs and people did with the clue, in one list, newest first. */
import { Card, Empty, Timeline } from "antd";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import type { Page } from "./Clue";

export function History({ page }: { page: Page }) {
  const { t, say } = useTexts();
  const comma = t("semicolon");
  const runs = page.history
    .filter((one) => one.event.code !== "closed" && one.event.code !== "reopened")
    .map((one) => ({ at: one.day, head: say(one.event), by: "", told: one.why.map(say).join(comma) }));
  const steps = page.steps.map((one) => ({
    at: moment(one.at),
    head: `${say(one.action)} → ${say(one.target)}`,
    by: one.by,
    told: [
      one.to_user?.name,
      say(one.to_office),
      say(one.to_body),
      say(one.reason),
      one.why,
      one.document_no,
      one.deadline && `${t("clue.deadline")} ${one.deadline}`,
    ]
      .filter(Boolean)
      .join(comma),
  }));
  const all = [...runs, ...steps].sort((one, other) => (one.at < other.at ? 1 : -1));
  return (
    <Card title={t("clue.history")}>
      {all.length === 0 && <Empty description={t("clue.history.none")} />}
      <Timeline
        items={all.map((one, number) => ({
          key: `${one.at}${number}`,
          content: (
            <div>
              <strong className="cap">{one.head}</strong> <span className="soft number">{one.at}</span>{" "}
              {one.by}
              {one.told && <div>{one.told}</div>}
            </div>
          ),
        }))}
      />
    </Card>
  );
}
