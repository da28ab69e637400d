/** Drugs of the case by kind and weight: they choose the tier (art. 347 and 348 of the Criminal Law). */
import { Button, Form, InputNumber, Select } from "antd";
import type { Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";
import { under } from "./facts";

interface Props {
  kinds: string[];
  drugs: Record<string, number>;
  problems: Schemas["FactProblem"][];
  place: string;
  change: (drugs: Record<string, number>) => void;
}

export function Drugs({ kinds, drugs, problems, place, change }: Props) {
  const { t, say } = useTexts();
  const left = kinds.filter((kind) => !(kind in drugs));
  const without = (kind: string) =>
    Object.fromEntries(Object.entries(drugs).filter(([other]) => other !== kind));
  return (
    <Form.Item label={t("sentencing.drugs")} extra={t("sentencing.drugs.hint")}>
      {Object.entries(drugs).map(([kind, grams]) => (
        <div key={kind} className="row" style={{ marginBottom: 8 }}>
          <span style={{ minWidth: 100 }}>{kind}</span>
          <InputNumber
            aria-label={t("sentencing.drugs.grams", { kind })}
            min={0.001}
            suffix="g"
            value={grams}
            onChange={(next) => change(next ? { ...drugs, [kind]: next } : without(kind))}
          />
          <Button onClick={() => change(without(kind))}>{t("sentencing.remove")}</Button>
        </div>
      ))}
      {left.length > 0 && (
        <Select
          aria-label={t("sentencing.drugs.add")}
          showSearch
          placeholder={t("sentencing.drugs.add")}
          style={{ minWidth: 200 }}
          value={undefined}
          options={left.map((value) => ({ value, label: value }))}
          onChange={(kind: string) => change({ ...drugs, [kind]: 1 })}
        />
      )}
      {under(problems, place).map((one) => (
        <div key={one.place + one.text.zh} className="wrong" role="alert">
          {say(one.text)}
        </div>
      ))}
    </Form.Item>
  );
}
