/** The materials as a matrix: element, proof point, what is asked for of whom, whether it is there, and the law. */
import { Button, Card, Segmented } from "antd";
import { useState } from "react";
import type { Schemas } from "../../client/client";
import { Mark, type Tone } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Aside } from "./Aside";
import type { Change } from "./CaseFile";
import type { Page } from "./kinds";
import { Sources } from "./Sources";

type Checked = Schemas["CheckPage"];
type Cell = Schemas["CheckCell"];
const TONES: Record<string, Tone> = { present: "green", missing: "red", unclear: "amber", unknown: "amber" };
const SIGNS: Record<string, string> = {
  present: "✓",
  missing: "✗",
  unclear: "?",
  unknown: "?",
  later: "…",
  not_needed: "–",
};
const OPEN = ["missing", "unclear", "unknown"];

interface Props {
  page: Page;
  check: Checked;
  change: Change;
  open: (record: string) => void;
}

export function Matrix({ page, check, change, open }: Props) {
  const { t, say } = useTexts();
  const [which, setWhich] = useState<"open" | "all">("open");
  const shown = check.cells.filter((one) => which === "all" || OPEN.includes(one.state.code));
  return (
    <Card title={t("evidence.materials")}>
      <div className="row no-print">
        <Segmented
          aria-label={t("evidence.materials")}
          value={which}
          onChange={(value) => setWhich(value as "open" | "all")}
          options={[
            { value: "open", label: t("evidence.materials.open") },
            { value: "all", label: `${t("evidence.all")} (${check.cells.length})` },
          ]}
        />
      </div>
      <div className="proof-scroll">
        <table className="proof-matrix">
          <thead>
            <tr>
              <th>{t("evidence.element")}</th>
              <th>{t("evidence.point")}</th>
              <th>{t("evidence.material")}</th>
              <th>{t("evidence.stage")}</th>
              <th>{t("evidence.state")}</th>
              <th>{t("evidence.basis")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one, at) => (
              <tr key={`${one.key} ${one.about ?? ""}`}>
                <td>{shown[at - 1]?.element.code !== one.element.code && say(one.element)}</td>
                <td>{same(shown[at - 1], one) ? "" : say(one.point)}</td>
                <td>
                  {say(one.title)}
                  {one.about_name && <strong> {one.about_name}</strong>}
                  <div className="soft">{say(one.level)}</div>
                </td>
                <td>{say(one.stage)}</td>
                <td>
                  <Mark tone={TONES[one.state.code] ?? "plain"}>
                    {SIGNS[one.state.code]} {say(one.state)}
                  </Mark>{" "}
                  {one.new && <Mark tone="violet">{t("evidence.new.mark")}</Mark>}
                  {one.documents.map((place) => (
                    <Button
                      key={place.record}
                      type="link"
                      size="small"
                      style={{
                        padding: 0,
                        display: "block",
                        whiteSpace: "normal",
                        height: "auto",
                        textAlign: "left",
                      }}
                      onClick={() => open(place.record)}
                    >
                      {place.title} · {place.record}
                    </Button>
                  ))}
                  {one.asks.length > 0 && (
                    <div className="soft">
                      {t("evidence.unknown.asks", { what: one.asks.map(say).join(t("comma")) })}
                    </div>
                  )}
                  {one.state.code === "missing" && (
                    <div>
                      <Aside
                        file={page.id}
                        version={page.version}
                        finding={one.key}
                        aside={one.aside}
                        may={check.may_edit}
                        change={change}
                      />
                    </div>
                  )}
                </td>
                <td>
                  <Sources sources={one.sources} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length === 0 && <p className="soft">{t("evidence.materials.none")}</p>}
    </Card>
  );
}

function same(before: Cell | undefined, one: Cell): boolean {
  return before?.element.code === one.element.code && before.point.zh === one.point.zh;
}
