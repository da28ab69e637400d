/** Whom, where, when, how much, why this risk. */
import { Card, Descriptions } from "antd";
import { money } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import type { Page } from "./Clue";

export function Facts({ page }: { page: Page }) {
  const { t, say } = useTexts();
  const reasons = page.reasons.map((one) => (
    <div key={one.zh}>
      {say(one)} <span className="soft number">{t("clue.points", { n: one.points })}</span>
    </div>
  ));
  return (
    <Card title={t("clue.facts")}>
      <Descriptions
        column={1}
        size="small"
        items={[
          {
            key: "subject",
            label: t("clue.subject"),
            children: <span className="number">{page.subject.shown || "—"}</span>,
          },
          { key: "id", label: t("clue.id"), children: <span className="number">{page.id}</span> },
          { key: "place", label: t("clues.place"), children: say(page.place) || "—" },
          { key: "office", label: t("clue.office"), children: say(page.office) },
          {
            key: "amount",
            label: t("clues.amount"),
            children: <span className="number">{money(page.amount)}</span>,
          },
          { key: "day", label: t("clues.day"), children: page.day ?? "—" },
          { key: "reasons", label: t("clue.reasons"), children: <div>{reasons}</div> },
          { key: "seen", label: t("clue.seen"), children: `${page.first_seen} – ${page.last_seen}` },
          { key: "asof", label: t("clue.asof"), children: page.run.as_of },
          { key: "run", label: t("clue.run"), children: `${page.run.number} · ${page.run.purpose}` },
        ]}
      />
    </Card>
  );
}
