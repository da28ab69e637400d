/** One finding: what was found, both places side by side, how grave, what would mend it, where the law says so. */
import type { Schemas } from "../../client/client";
import { Mark, type Tone } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Aside } from "./Aside";
import type { Change } from "./CaseFile";
import type { Page } from "./kinds";
import { Place } from "./Place";
import { Sources } from "./Sources";

const TONES: Record<string, Tone> = { mend: "blue", exclude: "amber", conviction: "red" };

interface Props {
  one: Schemas["CheckFinding"];
  page: Page;
  may: boolean;
  change: Change;
  open: (record: string) => void;
}

export function Finding({ one, page, may, change, open }: Props) {
  const { t, say } = useTexts();
  return (
    <article className={`proof-item${one.aside ? " aside" : ""}`}>
      <div className="row">
        <Mark tone={TONES[one.severity.code] ?? "plain"}>{say(one.severity)}</Mark>
        <span className="soft">{say(one.kind)}</span>
        {one.new && <Mark tone="violet">{t("evidence.new.mark")}</Mark>}
      </div>
      <p className="says" style={{ margin: "4px 0" }}>
        <strong>{say(one.says)}</strong>
      </p>
      <div className="proof-places">
        {one.places.map((place) => (
          <Place key={place.record} place={place} page={page} open={open} />
        ))}
      </div>
      <p style={{ margin: "4px 0" }}>{t("evidence.mend", { how: say(one.mend) })}</p>
      <p className="soft" style={{ margin: "4px 0" }}>
        <Sources sources={one.sources} />
      </p>
      <Aside
        file={page.id}
        version={page.version}
        finding={one.key}
        aside={one.aside}
        may={may}
        change={change}
      />
    </article>
  );
}
