/** One crime: charge, tier, starting point, increments, circumstances. What is left open stays an interval. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button, Card, Checkbox, Form, InputNumber, Select } from "antd";
import { api, got, type Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";
import { Circumstances } from "./Circumstances";
import { Drugs } from "./Drugs";
import { type Crime, under } from "./facts";
import { Increments } from "./Increments";

interface Props {
  at: number;
  crime: Crime;
  on: string;
  province: string;
  charges: string[];
  problems: Schemas["FactProblem"][];
  change: (crime: Crime) => void;
  remove: (() => void) | null;
}

/** What can be stated of a crime; asked once for all who show it. */
export function useChoices(charge: string, on: string, province: string) {
  return useQuery({
    queryKey: ["sentencing", "choices", charge, on, province],
    queryFn: () =>
      got(
        api.GET("/api/sentencing/choices", {
          params: { query: { charge, province, ...(on ? { on } : {}) } },
        }),
      ),
    enabled: !!charge,
    placeholderData: keepPreviousData,
  });
}

export function CrimeForm({ at, crime, on, province, charges, problems, change, remove }: Props) {
  const { t, say } = useTexts();
  const found = useChoices(crime.charge, on, province);
  const put = (part: Partial<Crime>) => change({ ...crime, ...part });
  const choices = crime.charge ? found.data : undefined;
  const mine = choices?.situations.find((one) => one.id === crime.situation);
  const place = `crimes.${at}`;
  const own = under(problems, place).filter(
    (one) =>
      !one.place.startsWith(`${place}.circumstances.`) &&
      (!choices?.drugs.length || !one.place.startsWith(`${place}.drugs`)),
  );
  return (
    <Card
      title={t("sentencing.crime_n", { n: at + 1 })}
      extra={remove && <Button onClick={remove}>{t("sentencing.remove")}</Button>}
    >
      <Form layout="vertical" component="div">
        <Form.Item label={t("sentencing.charge")} required htmlFor={`charge-${at}`}>
          <Select
            id={`charge-${at}`}
            showSearch
            placeholder={t("sentencing.charge.pick")}
            value={crime.charge || undefined}
            options={charges.map((value) => ({ value, label: value }))}
            onChange={(charge: string) =>
              change({ charge, ...(crime.amount ? { amount: crime.amount } : {}) })
            }
          />
        </Form.Item>
        {own.map((one) => (
          <div key={one.place + one.text.zh} className="wrong" role="alert">
            {say(one.text)}
          </div>
        ))}
        {choices && (
          <>
            <Form.Item
              label={t("sentencing.situation")}
              htmlFor={`situation-${at}`}
              extra={mine && <Source one={mine} />}
            >
              <Select
                id={`situation-${at}`}
                allowClear
                placeholder={t("sentencing.situation.open")}
                value={crime.situation}
                options={choices.situations.map((one) => ({
                  value: one.id,
                  label: t("sentencing.situation.one", {
                    title: say(one.title),
                    low: one.low ?? 0,
                    high: one.high ?? 0,
                  }),
                }))}
                onChange={(situation?: string) => put({ situation, start: undefined })}
              />
            </Form.Item>
            <div className="fields">
              <Form.Item label={t("sentencing.amount")} htmlFor={`amount-${at}`}>
                <InputNumber
                  id={`amount-${at}`}
                  min={0}
                  precision={0}
                  style={{ width: "100%" }}
                  value={crime.amount ?? null}
                  onChange={(amount) => put({ amount: amount ?? undefined })}
                />
              </Form.Item>
              <Form.Item
                label={t("sentencing.start")}
                htmlFor={`start-${at}`}
                extra={
                  mine ? t("sentencing.start.range", { low: mine.low ?? 0, high: mine.high ?? 0 }) : undefined
                }
              >
                <InputNumber
                  id={`start-${at}`}
                  min={0}
                  max={180}
                  precision={0}
                  style={{ width: "100%" }}
                  disabled={!crime.situation && choices.situations.length > 1}
                  placeholder={t("sentencing.open")}
                  value={crime.start ?? null}
                  onChange={(start) => put({ start: start ?? undefined })}
                />
              </Form.Item>
            </div>
            <div className="fields">
              <Form.Item label={t("sentencing.gains")} htmlFor={`gains-${at}`}>
                <InputNumber
                  id={`gains-${at}`}
                  min={0}
                  precision={0}
                  style={{ width: "100%" }}
                  value={crime.gains ?? null}
                  onChange={(gains) => put({ gains: gains ?? undefined })}
                />
              </Form.Item>
              <Form.Item
                label={t("sentencing.surveillance")}
                htmlFor={`surveillance-${at}`}
                extra={t("sentencing.surveillance.hint")}
              >
                <InputNumber
                  id={`surveillance-${at}`}
                  min={3}
                  max={24}
                  precision={0}
                  style={{ width: "100%" }}
                  value={crime.surveillance ?? null}
                  onChange={(surveillance) => put({ surveillance: surveillance ?? undefined })}
                />
              </Form.Item>
            </div>
            {choices.drugs.length > 0 && (
              <Drugs
                kinds={choices.drugs}
                drugs={crime.drugs ?? {}}
                problems={problems}
                place={`${place}.drugs`}
                change={(drugs) => put({ drugs: Object.keys(drugs).length ? drugs : undefined })}
              />
            )}
            <Increments
              increments={crime.increments ?? []}
              steps={choices.steps}
              change={(increments) => put({ increments })}
            />
            <Checkbox
              checked={!!crime.minor_offence}
              onChange={(event) => put({ minor_offence: event.target.checked })}
            >
              {t("sentencing.minor")}
            </Checkbox>
            <Circumstances
              groups={choices.groups}
              stated={crime.circumstances ?? {}}
              lighter={!!crime.minor_offence}
              problems={problems}
              place={`${place}.circumstances`}
              change={(circumstances) => put({ circumstances })}
            />
          </>
        )}
      </Form>
    </Card>
  );
}

/** Where a value stands, and how far it was compared. */
export function Source({ one }: { one: Schemas["OfferedFact"] }) {
  const { say } = useTexts();
  return (
    <span title={say(one.note)}>
      {one.source} {one.standing.code === "checked" ? "" : say(one.standing)}
    </span>
  );
}
