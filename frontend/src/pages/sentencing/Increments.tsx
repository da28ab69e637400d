/** What is added to the starting point: months, or a step of the province's values for an amount. */
import { Button, Form, Input, InputNumber, Select } from "antd";
import type { Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";
import type { Increment } from "./facts";

interface Props {
  increments: Increment[];
  steps: Schemas["OfferedFact"][];
  change: (increments: Increment[]) => void;
}

export function Increments({ increments, steps, change }: Props) {
  const { t, say } = useTexts();
  const put = (at: number, part: Partial<Increment>) =>
    change(increments.map((one, number) => (number === at ? { ...one, ...part } : one)));
  return (
    <Form.Item label={t("sentencing.increments")}>
      {increments.map((one, at) => {
        const [low, high] = Array.isArray(one.months) ? one.months : [one.months ?? 0, one.months ?? 0];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have nothing but their place
          <div className="row tight" key={at} style={{ marginBottom: 8 }}>
            <Input
              aria-label={t("sentencing.what")}
              placeholder={t("sentencing.what")}
              maxLength={200}
              style={{ flex: 1, minWidth: 140 }}
              value={one.what}
              onChange={(event) => put(at, { what: event.target.value })}
            />
            {one.step ? (
              <>
                <Select
                  aria-label={t("sentencing.step")}
                  value={one.step}
                  options={steps.map((step) => ({ value: step.id, label: say(step.title) }))}
                  onChange={(step: string) => put(at, { step })}
                />
                <InputNumber
                  aria-label={t("sentencing.over")}
                  min={0}
                  precision={0}
                  value={one.over ?? 0}
                  onChange={(over) => put(at, { over: over ?? 0 })}
                />
              </>
            ) : (
              <>
                <InputNumber
                  aria-label={t("sentencing.months.low")}
                  min={0}
                  max={180}
                  precision={0}
                  value={low}
                  onChange={(value) => put(at, { months: ends(value ?? 0, Math.max(value ?? 0, high)) })}
                />
                –
                <InputNumber
                  aria-label={t("sentencing.months.high")}
                  min={0}
                  max={180}
                  precision={0}
                  value={high}
                  onChange={(value) => put(at, { months: ends(Math.min(low, value ?? 0), value ?? 0) })}
                />
                {t("sentencing.months")}
              </>
            )}
            <Button onClick={() => change(increments.filter((_, number) => number !== at))}>
              {t("sentencing.remove")}
            </Button>
          </div>
        );
      })}
      <div className="row tight">
        <Button onClick={() => change([...increments, { what: t("sentencing.what.default"), months: 0 }])}>
          {t("sentencing.add_increment")}
        </Button>
        {steps[0] && (
          <Button
            onClick={() =>
              change([...increments, { what: say(steps[0]?.title), step: steps[0]?.id ?? "", over: 0 }])
            }
          >
            {t("sentencing.add_step")}
          </Button>
        )}
      </div>
    </Form.Item>
  );
}

function ends(low: number, high: number): number | [number, number] {
  return low === high ? low : [low, high];
}
