/** The fields of a form that say whose data, which data, of which region, and who handles it. */
import { Form, type FormInstance, Input, Select } from "antd";
import { useTexts } from "../../texts/texts";
import type { Choices } from "./choices";

export interface ScopeValues {
  agency: string;
  agency_kind: string;
  standards: string[];
  columns?: Record<string, string[]>;
  region?: string;
  owner?: string;
}

/** The datasets as the server takes them. */
export function itemsOf(values: ScopeValues) {
  return values.standards.map((standard) => ({ standard, columns: values.columns?.[standard] ?? [] }));
}

/** The columns models read of some standards: asking for no more than these is the minimum that is needed. */
export function usedOf(choices: Choices, standards: string[]): Record<string, string[]> {
  const chosen = choices.standards.filter((one) => standards.includes(one.id));
  return Object.fromEntries(
    chosen.map((one) => [one.id, one.columns.filter((c) => c.used || c.required).map((c) => c.name)]),
  );
}

export function ScopeFields({ choices, form }: { choices: Choices; form: FormInstance }) {
  const { t, say } = useTexts();
  const must = [{ required: true, message: t("act.required") }];
  const chosen: string[] = Form.useWatch("standards", form) ?? [];
  const fill = (ids: string[]) => {
    const before: Record<string, string[]> = form.getFieldValue("columns") ?? {};
    form.setFieldValue("columns", { ...usedOf(choices, ids), ...before });
  };
  return (
    <>
      <div className="mend">
        <Form.Item name="agency" label={t("supply.agency")} rules={must}>
          <Input maxLength={120} />
        </Form.Item>
        <Form.Item name="agency_kind" label={t("supply.agency_kind")} rules={must}>
          <Select options={choices.agencies.map((one) => ({ value: one.code, label: say(one) }))} />
        </Form.Item>
      </div>
      <Form.Item name="standards" label={t("supply.datasets")} rules={must}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: "label" }}
          onChange={fill}
          options={choices.standards.map((one) => ({
            value: one.id,
            label: `${say(one.title)} · ${say(one.provider)}`,
          }))}
        />
      </Form.Item>
      {chosen.map((id) => {
        const one = choices.standards.find((each) => each.id === id);
        return (
          one && (
            <Form.Item
              key={id}
              name={["columns", id]}
              label={t("supply.columns_of", { what: say(one.title) })}
              extra={t("supply.columns.hint")}
            >
              <Select
                mode="multiple"
                showSearch={{ optionFilterProp: "label" }}
                maxTagCount={12}
                placeholder={t("supply.columns.all")}
                options={one.columns.map((c) => ({ value: c.name, label: say(c.label) }))}
              />
            </Form.Item>
          )
        );
      })}
      <div className="mend">
        <Form.Item name="region" label={t("supply.region")} extra={t("supply.region.hint")}>
          <Input maxLength={6} />
        </Form.Item>
        <Form.Item name="owner" label={t("supply.owner")}>
          <Select
            options={choices.people.map((one) => ({
              value: one.username,
              label: `${one.name}（${one.username}）`,
            }))}
          />
        </Form.Item>
      </div>
    </>
  );
}
