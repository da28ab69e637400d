/** Writing an agreement down, or correcting it; from a request what was asked for is filled in. */
import { useQuery } from "@tanstack/react-query";
import { DatePicker, Form, Input, InputNumber, Modal, Select, Skeleton } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { filled } from "../../parts/filled";
import { useTexts } from "../../texts/texts";
import { type Choices, useChange, useChoices } from "./choices";
import { itemsOf, ScopeFields, type ScopeValues } from "./ScopeFields";

type Page = Schemas["AgreementPage"];
type Asked = Schemas["RequestPage"];

interface Values extends ScopeValues {
  title: string;
  number?: string;
  purpose: string;
  span: [Dayjs, Dayjs];
  frequency: string;
  first_due: Dayjs;
  day?: number | null;
}

export function AgreementForm({ page, close }: { page?: Page; close: () => void }) {
  const [params] = useSearchParams();
  const request = Number(params.get("request") ?? 0);
  const choices = useChoices();
  const asked = useQuery({
    queryKey: ["supply", "request", request],
    queryFn: () => got(api.GET("/api/supply/requests/{number}", { params: { path: { number: request } } })),
    enabled: request > 0 && !page,
  });
  if (!choices.data || asked.isLoading) return <Skeleton active />;
  return <Filled choices={choices.data} page={page} asked={asked.data} close={close} />;
}

function Filled(given: { choices: Choices; page?: Page; asked?: Asked; close: () => void }) {
  const { choices, page, asked, close } = given;
  const { t, say } = useTexts();
  const navigate = useNavigate();
  const change = useChange();
  const [busy, setBusy] = useState(false);
  const [form] = Form.useForm<Values>();
  const must = [{ required: true, message: t("act.required") }];
  const save = async () => {
    const values = await filled(form);
    if (!values) return;
    setBusy(true);
    const body = {
      agency: values.agency,
      agency_kind: values.agency_kind as Schemas["AgreementGiven"]["agency_kind"],
      items: itemsOf(values),
      region: values.region ?? "",
      owner: values.owner ?? "",
      title: values.title,
      number: values.number ?? "",
      purpose: values.purpose,
      starts: values.span[0].format("YYYY-MM-DD"),
      until: values.span[1].format("YYYY-MM-DD"),
      frequency: values.frequency as Schemas["AgreementGiven"]["frequency"],
      first_due: values.first_due.format("YYYY-MM-DD"),
      day: values.day ?? null,
      request: page ? (page.request ?? null) : (asked?.id ?? null),
    };
    const made = await change(
      page
        ? got(
            api.PUT("/api/supply/agreements/{number}", {
              params: { path: { number: page.id } },
              body: { ...body, version: page.version },
            }),
          )
        : got(api.POST("/api/supply/agreements", { body })),
    );
    setBusy(false);
    if (!made) return;
    if (page) close();
    else await navigate(`/supply/agreements/${made.id}`);
  };
  return (
    <Modal
      open
      width={820}
      title={t(page ? "supply.agreement.change" : "supply.agreement.new")}
      okText={t("save")}
      confirmLoading={busy}
      onCancel={close}
      onOk={save}
    >
      <Form form={form} layout="vertical" initialValues={first(choices, page ?? asked, page)}>
        <div className="mend">
          <Form.Item name="title" label={t("supply.agreement.title")} rules={[...must, { min: 2 }]}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="number" label={t("supply.number")}>
            <Input maxLength={80} />
          </Form.Item>
        </div>
        <ScopeFields choices={choices} form={form} />
        <Form.Item
          name="purpose"
          label={t("supply.limits")}
          extra={t("supply.limits.hint")}
          rules={[...must, { min: 2 }]}
        >
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
        <div className="mend">
          <Form.Item name="span" label={t("supply.span")} rules={must}>
            <DatePicker.RangePicker style={{ width: "100%" }} />
          </Form.Item>
          <Form.Item name="frequency" label={t("supply.frequency")} rules={must}>
            <Select options={choices.frequencies.map((one) => ({ value: one.code, label: say(one) }))} />
          </Form.Item>
        </div>
        <div className="mend">
          <Form.Item name="first_due" label={t("supply.first_due")} rules={must}>
            <DatePicker style={{ width: "100%" }} />
          </Form.Item>
          <Form.Item name="day" label={t("supply.day")} extra={t("supply.day.hint")}>
            <InputNumber min={1} max={31} style={{ width: "100%" }} />
          </Form.Item>
        </div>
      </Form>
    </Modal>
  );
}

function first(choices: Choices, from: Page | Asked | undefined, page: Page | undefined): Partial<Values> {
  const own = choices.people.some((one) => one.username === choices.me) ? choices.me : undefined;
  return {
    ...(from && {
      agency: from.agency,
      agency_kind: from.agency_kind.code,
      standards: from.items.map((one) => one.standard),
      columns: Object.fromEntries(from.items.map((one) => [one.standard, one.columns.map((c) => c.code)])),
      purpose: from.purpose,
    }),
    region: from?.region?.code ?? choices.region,
    owner: from?.owner.username ?? own,
    ...(page && {
      title: page.title,
      number: page.number,
      span: [dayjs(page.starts), dayjs(page.until)],
      frequency: page.frequency.code,
      first_due: dayjs(page.first_due),
      day: page.day,
    }),
  };
}
