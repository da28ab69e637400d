/** A former sentence that is not yet served out: combined with the new one (art. 70 and 71 of the Criminal Law). */
import { Checkbox, Form, InputNumber, Radio, Select } from "antd";
import type { Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";
import { Day } from "./Day";
import { type Former, under } from "./facts";

const KINDS = ["fixed", "detention", "surveillance", "life"] as const;
const KIND_TEXTS = {
  fixed: "sentencing.former.fixed",
  detention: "sentencing.former.detention",
  surveillance: "sentencing.former.surveillance",
  life: "sentencing.former.life",
} as const;

interface Props {
  former: Former | undefined;
  change: (former: Former | undefined) => void;
  problems: Schemas["FactProblem"][];
}

export function FormerFields({ former, change, problems }: Props) {
  const { t, say } = useTexts();
  const put = (part: Partial<Former>) => former && change({ ...former, ...part });
  const kind = former?.kind ?? "fixed";
  return (
    <>
      <Checkbox
        style={{ display: "flex", marginTop: 8 }}
        checked={!!former}
        onChange={(event) => change(event.target.checked ? { crime: "missed", sentenced: "" } : undefined)}
      >
        {t("sentencing.former")}
      </Checkbox>
      {former && (
        <div style={{ marginTop: 12 }}>
          <Form.Item label={t("sentencing.former.crime")}>
            <Radio.Group
              aria-label={t("sentencing.former.crime")}
              value={former.crime}
              onChange={(event) => put({ crime: event.target.value })}
              options={[
                { value: "missed", label: t("sentencing.former.missed") },
                { value: "new", label: t("sentencing.former.new") },
              ]}
            />
          </Form.Item>
          <div className="fields">
            <Day
              label={t("sentencing.former.sentenced")}
              day={former.sentenced}
              pick={(sentenced) => put({ sentenced })}
              needed
            />
            <Form.Item label={t("sentencing.former.kind")} htmlFor="former-kind">
              <Select
                id="former-kind"
                value={kind}
                options={KINDS.map((value) => ({ value, label: t(KIND_TEXTS[value]) }))}
                onChange={(next: Former["kind"]) =>
                  put({ kind: next, ...(next === "life" ? { months: undefined } : {}) })
                }
              />
            </Form.Item>
            {kind !== "life" && (
              <Form.Item label={t("sentencing.former.months")} required htmlFor="former-months">
                <InputNumber
                  id="former-months"
                  min={1}
                  max={300}
                  precision={0}
                  style={{ width: "100%" }}
                  value={former.months ?? null}
                  onChange={(months) => put({ months: months ?? undefined })}
                />
              </Form.Item>
            )}
            <Form.Item
              label={t("sentencing.former.served")}
              htmlFor="former-served"
              extra={t("sentencing.former.served.hint")}
            >
              <InputNumber
                id="former-served"
                min={0}
                max={300}
                precision={0}
                style={{ width: "100%" }}
                value={former.served ?? null}
                onChange={(served) => put({ served: served ?? undefined })}
              />
            </Form.Item>
          </div>
          {under(problems, "former").map((one) => (
            <div key={one.place + one.text.zh} className="wrong" role="alert">
              {say(one.text)}
            </div>
          ))}
        </div>
      )}
    </>
  );
}
