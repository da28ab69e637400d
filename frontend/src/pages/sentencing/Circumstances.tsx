/** The circumstances in their groups, each with its range; a ratio that is not chosen leaves the range open. */
import { Checkbox, Collapse, Input, InputNumber } from "antd";
import type { Schemas } from "../../client/client";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Source } from "./CrimeForm";
import { type Applied, under } from "./facts";

interface Props {
  groups: Schemas["OfferedGroup"][];
  stated: Record<string, Applied>;
  lighter: boolean;
  problems: Schemas["FactProblem"][];
  place: string;
  change: (stated: Record<string, Applied>) => void;
}

export function Circumstances({ groups, stated, lighter, problems, place, change }: Props) {
  const { t, say } = useTexts();
  const known = new Set(groups.flatMap((group) => group.options.map((one) => one.id)));
  const chosen = groups.filter((group) => group.options.some((one) => one.id in stated));
  const strange = Object.keys(stated).filter((id) => !known.has(id));
  return (
    <section aria-label={t("sentencing.circumstances")} style={{ marginTop: 16 }}>
      <h2>{t("sentencing.circumstances")}</h2>
      <p className="soft">{t("sentencing.circumstances.hint")}</p>
      {strange.map((id) => (
        <div key={id} className="wrong" role="alert">
          {under(problems, `${place}.${id}`).map((one) => say(one.text))}
        </div>
      ))}
      <Collapse
        size="small"
        defaultActiveKey={chosen.map((group) => group.title.zh)}
        items={groups.map((group) => {
          const count = group.options.filter((one) => one.id in stated).length;
          return {
            key: group.title.zh,
            label: (
              <span>
                {say(group.title)} {count > 0 && <Mark tone="blue">{count}</Mark>}
              </span>
            ),
            children: group.options.map((one) => (
              <One
                key={one.id}
                one={one}
                applied={stated[one.id]}
                lighter={lighter}
                problems={under(problems, `${place}.${one.id}`)}
                change={(applied) => {
                  const { [one.id]: _, ...rest } = stated;
                  change(applied ? { ...rest, [one.id]: applied } : rest);
                }}
              />
            )),
          };
        })}
      />
    </section>
  );
}

interface OneProps {
  one: Schemas["OfferedFact"];
  applied: Applied | undefined;
  lighter: boolean;
  problems: Schemas["FactProblem"][];
  change: (applied: Applied | null) => void;
}

function One({ one, applied, lighter, problems, change }: OneProps) {
  const { t, say } = useTexts();
  const range = [one.ends || t("sentencing.no_ratio"), lighter && one.lighter].filter(Boolean).join(" / ");
  const direction = one.severe ? t("sentencing.more") : t("sentencing.less");
  const order = one.first ? ` ${t("sentencing.first")}` : "";
  return (
    <div style={{ padding: "4px 0" }}>
      <Checkbox checked={!!applied} onChange={(event) => change(event.target.checked ? {} : null)}>
        {say(one.title)}{" "}
        <span className="soft">
          {direction} {range}
          {order}
        </span>
      </Checkbox>
      {applied && (
        <div className="row tight" style={{ paddingInlineStart: 24 }}>
          <InputNumber
            aria-label={t("sentencing.ratio_of", { title: say(one.title) })}
            min={0}
            max={100}
            suffix="%"
            placeholder={t("sentencing.open")}
            style={{ width: 140 }}
            value={applied.ratio ? Number(applied.ratio.slice(0, -1)) : null}
            onChange={(value) =>
              change({ ...applied, by: undefined, ratio: value === null ? undefined : `${value}%` })
            }
          />
          <Input
            aria-label={t("sentencing.why_of", { title: say(one.title) })}
            placeholder={t("sentencing.why")}
            maxLength={500}
            style={{ flex: 1, minWidth: 120 }}
            value={applied.why}
            onChange={(event) => change({ ...applied, by: undefined, why: event.target.value })}
          />
          {applied.confirmed === false && <Mark tone="amber">{t("sentencing.unconfirmed")}</Mark>}
          <span className="soft">
            <Source one={one} />
          </span>
        </div>
      )}
      {problems.map((each) => (
        <div key={each.text.zh} className="wrong" role="alert">
          {say(each.text)}
        </div>
      ))}
    </div>
  );
}
