/** The case: days, province, the accused, and each crime. */
import { useQuery } from "@tanstack/react-query";
import { Button, Card, Checkbox, Form, Input, InputNumber, Select } from "antd";
import { api, got, type Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";
import { CrimeForm } from "./CrimeForm";
import { Day } from "./Day";
import { FormerFields } from "./FormerFields";
import { type Crime, type Facts, under } from "./facts";

interface Props {
  facts: Facts;
  change: (facts: Facts) => void;
  problems: Schemas["FactProblem"][];
}

export function CaseForm({ facts, change, problems }: Props) {
  const { t, say } = useTexts();
  const on = facts.convicted || undefined;
  const known = useQuery({
    queryKey: ["sentencing", "coverage", on, facts.province],
    queryFn: () =>
      got(
        api.GET("/api/sentencing/coverage", {
          params: { query: { ...(on ? { on } : {}), province: facts.province ?? "" } },
        }),
      ),
  });
  const put = (part: Partial<Facts>) => change({ ...facts, ...part });
  const person = (part: Facts["person"]) => put({ person: { ...facts.person, ...part } });
  const crime = (at: number, next: Crime) =>
    put({ crimes: facts.crimes.map((one, number) => (number === at ? next : one)) });
  return (
    <>
      <Card title={t("sentencing.case")}>
        <Form layout="vertical" component="div">
          <div className="fields">
            <Day label={t("sentencing.act")} day={facts.act} pick={(act) => put({ act })} needed />
            <Day
              label={t("sentencing.convicted")}
              day={facts.convicted}
              pick={(convicted) => put({ convicted })}
              needed
            />
            <Form.Item label={t("sentencing.province")} htmlFor="sentencing-province">
              <Select
                id="sentencing-province"
                allowClear
                showSearch={{ optionFilterProp: "label" }}
                placeholder={t("sentencing.province.nation")}
                value={facts.province || undefined}
                options={known.data?.provinces.map((one) => ({
                  value: one.code,
                  label: one.crimes
                    ? t("sentencing.province.own", { name: one.name, n: one.crimes })
                    : one.name,
                }))}
                onChange={(province?: string) => put({ province: province ?? "" })}
              />
            </Form.Item>
            <Form.Item label={t("sentencing.name")} htmlFor="sentencing-name">
              <Input
                id="sentencing-name"
                maxLength={200}
                value={facts.case}
                onChange={(event) => put({ case: event.target.value })}
              />
            </Form.Item>
            <Day label={t("sentencing.born")} day={facts.person?.born} pick={(born) => person({ born })} />
          </div>
          <Checkbox
            checked={!!facts.person?.pregnant}
            onChange={(event) => person({ pregnant: event.target.checked })}
          >
            {t("sentencing.pregnant")}
          </Checkbox>
          <Checkbox
            checked={!!facts.person?.ringleader}
            onChange={(event) => person({ ringleader: event.target.checked })}
          >
            {t("sentencing.ringleader")}
          </Checkbox>
          <FormerFields
            former={facts.former}
            change={(former) =>
              put({ former, ...(former || facts.crimes.length > 1 ? {} : { together: undefined }) })
            }
            problems={problems}
          />
          {(facts.crimes.length > 1 || facts.former) && (
            <Form.Item
              label={t("sentencing.together")}
              htmlFor="sentencing-together"
              extra={t("sentencing.together.hint")}
              style={{ marginTop: 12 }}
            >
              <InputNumber
                id="sentencing-together"
                min={1}
                max={300}
                value={facts.together ?? null}
                onChange={(together) => put({ together: together ?? undefined })}
              />
            </Form.Item>
          )}
          {under(problems, "person").map((one) => (
            <div key={one.text.zh} className="wrong" role="alert">
              {say(one.text)}
            </div>
          ))}
        </Form>
      </Card>
      {facts.crimes.map((one, at) => (
        <CrimeForm
          // biome-ignore lint/suspicious/noArrayIndexKey: the number of a crime is its place
          key={at}
          at={at}
          crime={one}
          on={facts.convicted}
          province={facts.province ?? ""}
          charges={known.data?.crimes.map((each) => each.charge) ?? []}
          problems={problems}
          change={(next) => crime(at, next)}
          remove={
            facts.crimes.length > 1
              ? () =>
                  put({
                    crimes: facts.crimes.filter((_, number) => number !== at),
                    ...(facts.crimes.length === 2 && !facts.former ? { together: undefined } : {}),
                  })
              : null
          }
        />
      ))}
      <Button onClick={() => put({ crimes: [...facts.crimes, { charge: "" }] })}>
        {t("sentencing.add_crime")}
      </Button>
    </>
  );
}
