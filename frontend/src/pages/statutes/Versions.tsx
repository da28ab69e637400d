/** The versions of a law: from when to when, by what amended, from which file. */
import { Button } from "antd";
import type { Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";
import { StatusTag, useSpan } from "./Status";

interface Props {
  versions: Schemas["VersionShown"][];
  shown: number | null;
  pick: (day: string) => void;
}

export function Versions({ versions, shown, pick }: Props) {
  const { t } = useTexts();
  const span = useSpan();
  return (
    <ul className="reasons">
      {[...versions].reverse().map((one) => (
        <li key={one.number}>
          {one.number === shown || !one.start ? (
            <b>{span(one.start, one.end)}</b>
          ) : (
            <Button type="link" style={{ padding: 0 }} onClick={() => pick(one.start ?? "")}>
              {span(one.start, one.end)}
            </Button>
          )}{" "}
          <StatusTag status={one.status} />
          {!one.sure && one.start && t("statutes.unsure")}
          {one.amended_by.map((by) => (
            <div key={by} className="soft">
              {by}
            </div>
          ))}
          {one.gaps.length > 0 && (
            <div className="soft">{t("statutes.gaps", { list: one.gaps.join("；") })}</div>
          )}
          {one.sources.map((made) => (
            <div key={made.file} className="soft" title={`SHA-256 ${made.sha256}`}>
              {t("statutes.source", { file: made.file, origin: made.origin, licence: made.licence })}
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}
