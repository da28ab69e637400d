/** Drafting a request, or changing a draft. What the address names (from the coverage map) is filled in. */
import { DatePicker, Form, Input, Modal, Select, Skeleton } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { filled } from "../../parts/filled";
import { useTexts } from "../../texts/texts";
import { type Choices, useChange, useChoices } from "./choices";
import { itemsOf, ScopeFields, type ScopeValues, usedOf } from "./ScopeFields";

type Page = Schemas["RequestPage"];

interface Values extends ScopeValues {
  bases?: string[];
  basis?: string;
  purpose_kind: Page["purpose_kind"]["code"];
  purpose: string;
  period?: [Dayjs | null, Dayjs | null] | null;
  due?: Dayjs | null;
}

export function RequestForm({ page, close }: { page?: Page; close: () => void }) {
  const choices = useChoices();
  if (!choices.data) return <Skeleton active />;
  return <Filled choices={choices.data} page={page} close={close} />;
}

function Filled({ choices, page, close }: { choices: Choices; page?: Page; close: () => void }) {
  const { t, say } = useTexts();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const change = useChange();
  const [busy, setBusy] = useState(false);
  const [form] = Form.useForm<Values>();
  const must = [{ required: true, message: t("act.required") }];
  const first = page ? valuesOf(page) : prefilled(choices, params, say, t("supply.purpose.model"));
  const save = async () => {
    const values = await filled(form);
    if (!values) return;
    setBusy(true);
    const [from, to] = values.period ?? [null, null];
    const body = {
      agency: values.agency,
      agency_kind: values.agency_kind as Schemas["RequestGiven"]["agency_kind"],
      items: itemsOf(values),
      region: values.region ?? "",
      owner: values.owner ?? "",
      first: from?.format("YYYY-MM-DD") ?? null,
      last: to?.format("YYYY-MM-DD") ?? null,
      bases: values.bases ?? [],
      basis: values.basis ?? "",
      purpose_kind: values.purpose_kind as Schemas["RequestGiven"]["purpose_kind"],
      purpose: values.purpose,
      due: values.due?.format("YYYY-MM-DD") ?? null,
    };
    const made = await change(
      page
        ? got(
            api.PUT("/api/supply/requests/{number}", {
              params: { path: { number: page.id } },
              body: { ...body, version: page.version },
            }),
          )
        : got(api.POST("/api/supply/requests", { body })),
    );
    setBusy(false);
    if (!made) return;
    if (page) close();
    else await navigate(`/supply/requests/${made.id}`);
  };
  return (
    <Modal
      open
      width={820}
      title={t(page ? "supply.request.change" : "supply.request.new")}
      okText={t("save")}
      confirmLoading={busy}
      onCancel={close}
      onOk={save}
    >
      <Form form={form} layout="vertical" initialValues={first}>
        <ScopeFields choices={choices} form={form} />
        <div className="mend">
          <Form.Item name="period" label={t("supply.period")}>
            <DatePicker.RangePicker allowEmpty style={{ width: "100%" }} />
          </Form.Item>
          <Form.Item name="due" label={t("supply.due")}>
            <DatePicker style={{ width: "100%" }} />
          </Form.Item>
        </div>
        <Form.Item
          name="bases"
          label={t("supply.bases")}
          dependencies={["basis"]}
          rules={[
            ({ getFieldValue }) => ({
              validator: (_, chosen?: string[]) =>
                chosen?.length || getFieldValue("basis")
                  ? Promise.resolve()
                  : Promise.reject(new Error(t("act.required"))),
            }),
          ]}
        >
          <Select
            mode="multiple"
            options={choices.bases.map((one) => ({ value: one.code, label: `${one.cited} ${say(one)}` }))}
          />
        </Form.Item>
        <Form.Item name="basis" label={t("supply.basis.typed")} extra={t("supply.basis.hint")}>
          <Input maxLength={300} />
        </Form.Item>
        <div className="mend">
          <Form.Item name="purpose_kind" label={t("supply.purpose_kind")} rules={must}>
            <Select options={choices.purposes.map((one) => ({ value: one.code, label: say(one) }))} />
          </Form.Item>
        </div>
        <Form.Item name="purpose" label={t("supply.purpose")} rules={[...must, { min: 2 }]}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function valuesOf(page: Page): Partial<Values> {
  return {
    agency: page.agency,
    agency_kind: page.agency_kind.code,
    standards: page.items.map((one) => one.standard),
    columns: Object.fromEntries(page.items.map((one) => [one.standard, one.columns.map((c) => c.code)])),
    region: page.region?.code ?? "",
    owner: page.owner.username,
    bases: page.bases.map((one) => one.code).filter(Boolean),
    basis: page.bases.find((one) => !one.code)?.cited ?? "",
    purpose_kind: page.purpose_kind.code,
    purpose: page.purpose,
    period: [page.first ? dayjs(page.first) : null, page.last ? dayjs(page.last) : null],
    due: page.due ? dayjs(page.due) : null,
  };
}

/** From a blocked cell of the coverage map: its missing datasets, its region, the model that waits. */
function prefilled(
  choices: Choices,
  params: URLSearchParams,
  say: (text: Schemas["Text"]) => string,
  waiting: string,
): Partial<Values> {
  const known = choices.standards.map((one) => one.id);
  const standards = (params.get("standards") ?? "").split(",").filter((one) => known.includes(one));
  const provider = choices.standards.find((one) => one.id === standards[0])?.provider;
  const model = params.get("for");
  const period = [params.get("first"), params.get("last")].map((day) => (day ? dayjs(day) : null));
  return {
    agency: standards.length === 1 && provider ? say(provider) : "",
    standards,
    columns: usedOf(choices, standards),
    region: params.get("region") ?? choices.region,
    owner: choices.people.some((one) => one.username === choices.me) ? choices.me : undefined,
    bases: ["organic_21", "personal_34"],
    purpose_kind: "campaign",
    purpose: model ? `${waiting}${model}` : "",
    period: [period[0] ?? null, period[1] ?? null],
  };
}
