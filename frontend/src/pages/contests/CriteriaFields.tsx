/** A field for the score and one for the reason of every criterion; at the ends of a scale a reason is needed. */
import { Input, InputNumber } from "antd";
import type { Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";
import { atAnEnd, lacking, type Sheet, total } from "./keeping";

export type Points = Pick<Sheet, "scores" | "reasons">;

interface Given {
  of: Schemas["ContestTypeInfo"];
  points: Points;
  change: (part: Partial<Points>) => void;
  disabled?: boolean;
}

export function CriteriaFields({ of, points, change, disabled = false }: Given) {
  const { t, say } = useTexts();
  const lacks = lacking(of.criteria, points, of.reason);
  return of.criteria.map((one) => {
    const end = atAnEnd(one, points.scores[one.id]);
    return (
      <div key={one.id} className="row">
        <div className="grow">
          {say(one)} <span className="soft">{t("contests.weight.of", { weight: one.weight })}</span>
          {one.asks && <div className="soft small">{say(one.asks)}</div>}
        </div>
        <InputNumber
          aria-label={t("contests.score.of", { criterion: say(one) })}
          placeholder={`${one.least}–${one.most}`}
          min={one.least}
          max={one.most}
          step={one.step}
          disabled={disabled}
          value={points.scores[one.id]}
          onChange={(score) => {
            const { [one.id]: _, ...others } = points.scores;
            change({ scores: score === null ? others : { ...others, [one.id]: Number(score) } });
          }}
        />
        <Input.TextArea
          style={{ flex: "2 1 260px" }}
          rows={1}
          autoSize={{ minRows: 1, maxRows: 6 }}
          maxLength={2000}
          disabled={disabled}
          status={end && lacks.reasons.includes(one.id) ? "warning" : ""}
          aria-label={t("contests.reason.of", { criterion: say(one) })}
          placeholder={t(end ? "contests.reason.needed" : "contests.reason.free", { n: of.reason })}
          value={points.reasons[one.id] ?? ""}
          onChange={(event) => change({ reasons: { ...points.reasons, [one.id]: event.target.value } })}
        />
      </div>
    );
  });
}

/** What still lacks, or the points of 100 it comes to. */
export function PointsSum({ of, points }: Pick<Given, "of" | "points">) {
  const { t } = useTexts();
  const sum = total(of.criteria, points);
  return (
    <span role="status">
      {sum === null
        ? t("contests.sheet.lacks", { n: lacking(of.criteria, points, of.reason).scores.length })
        : t("contests.sheet.total", { total: Math.round(sum * 100) / 100 })}
    </span>
  );
}

/** Whether nothing lacks. */
export function isWhole(of: Schemas["ContestTypeInfo"], points: Points): boolean {
  const lacks = lacking(of.criteria, points, of.reason);
  return !lacks.scores.length && !lacks.reasons.length;
}
