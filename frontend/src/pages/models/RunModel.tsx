/** Running a model: the form with its parameters and their reasons, and the newest job of the model. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, DatePicker, Form, Input, Modal, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { useMay, useMe } from "../../parts/me";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import { AskForApproval } from "../approvals/AskForApproval";
import { JobCard } from "../jobs/JobCard";

type Page = Schemas["ModelPage"];
type Parameter = Schemas["ParameterInfo"];

interface Given {
  as_of: Dayjs;
  purpose: string;
  parameters?: Record<string, string>;
  approval?: number;
}

export function RunButton({ model }: { model: Page }) {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  const lines = useMe().data?.lines ?? [];
  if (!useMay()("run") || !lines.some((one) => one.code === model.line.code)) return null;
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t("run.start")}
      </Button>
      {open && <RunForm model={model} close={() => setOpen(false)} />}
    </>
  );
}

/** The newest job of the model. */
export function LastJob({ model }: { model: Page }) {
  const query = { kind: "run", subject: model.id, size: 1 };
  const list = useQuery({
    queryKey: ["jobs", query],
    queryFn: () => got(api.GET("/api/jobs", { params: { query } })),
  });
  const job = list.data?.items[0];
  return job ? <JobCard key={job.id} first={job} /> : null;
}

function RunForm({ model, close }: { model: Page; close: () => void }) {
  const { t } = useTexts();
  const words = useWords();
  const queries = useQueryClient();
  const [form] = Form.useForm<Given>();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  const path = { path: { name: model.id }, query: { version: model.version } };
  const need = useQuery({
    queryKey: ["approvals", "need", model.id, model.version],
    queryFn: () => got(api.GET("/api/models/{name}/approval", { params: path })),
  });
  const usable = need.data?.usable ?? [];
  const chosen = Form.useWatch("approval", form);
  const under = usable.find((one) => one.id === chosen);
  const start = useMutation({
    mutationFn: (given: Given) => {
      return got(
        api.POST("/api/models/{name}/run", {
          params: { path: { name: model.id } },
          body: {
            as_of: given.as_of.format("YYYY-MM-DD"),
            purpose: under ? under.purpose : given.purpose,
            parameters: under ? under.parameters : differing(model, given),
            approval: under?.id ?? null,
            version: model.version,
          },
        }),
      );
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["jobs"] });
      close();
    },
  });
  return (
    <Modal
      open
      width={640}
      title={t("run.start")}
      okText={t("run.begin")}
      cancelText={t("cancel")}
      confirmLoading={start.isPending}
      onCancel={close}
      onOk={() => form.submit()}
      okButtonProps={{ disabled: need.data?.needed && !under }}
    >
      <Form<Given>
        form={form}
        layout="vertical"
        onFinish={(given) => start.mutate(given)}
        initialValues={{
          as_of: dayjs(),
          parameters: Object.fromEntries(model.parameters.map((one) => [one.name, one.value])),
        }}
      >
        {start.isError && <Alert type="error" showIcon title={words(start.error)} />}
        <Form.Item
          name="as_of"
          label={t("clue.asof")}
          extra={t("run.as_of.hint")}
          rules={[{ required: true, message: t("act.required") }]}
        >
          <DatePicker maxDate={dayjs()} allowClear={false} />
        </Form.Item>
        {need.data?.needed && (
          <Form.Item
            name="approval"
            label={t("approvals.choose")}
            extra={under ? t("approvals.bound") : t("approvals.needed")}
          >
            <Select
              allowClear
              notFoundContent={t("approvals.none")}
              options={usable.map((one) => ({
                value: one.id,
                label: `${one.number} · ${one.purpose} · ${one.until}`,
              }))}
            />
          </Form.Item>
        )}
        {need.data?.needed && !under && (
          <Button onClick={() => setAsking(true)} style={{ marginBottom: 16 }}>
            {t("approvals.ask")}
          </Button>
        )}
        {asking && need.data && (
          <AskForApproval
            model={model.id}
            need={need.data}
            purpose={form.getFieldValue("purpose") ?? ""}
            parameters={differing(model, form.getFieldsValue())}
            close={(asked) => {
              setAsking(false);
              if (asked) void message.success(t("approvals.sent"));
            }}
          />
        )}
        <Form.Item
          hidden={!!under}
          name="purpose"
          label={t("model.run.purpose")}
          extra={t("run.purpose.hint")}
          rules={[{ required: !under, whitespace: true, message: t("act.required") }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        {model.parameters.length > 0 && !under && <h2>{t("run.parameters")}</h2>}
        {(under ? [] : model.parameters).map((one) => (
          <Value key={one.name} parameter={one} />
        ))}
      </Form>
    </Modal>
  );
}

/** Only what differs from the model's own values is a choice of this run. */
function differing(model: Page, given: Partial<Given>): Record<string, string> {
  const chosen = model.parameters.filter((one) => given.parameters?.[one.name] !== one.value);
  return Object.fromEntries(chosen.map((one) => [one.name, given.parameters?.[one.name] ?? ""]));
}

function Value({ parameter }: { parameter: Parameter }) {
  const { t, say } = useTexts();
  const allowed =
    parameter.lowest !== null && parameter.lowest !== undefined
      ? t("run.range", { low: parameter.lowest, high: parameter.highest ?? "" })
      : "";
  return (
    <Form.Item
      name={["parameters", parameter.name]}
      label={parameter.unit ? `${parameter.name} · ${say(parameter.unit)}` : parameter.name}
      extra={[say(parameter.why), t("run.default", { value: parameter.value }), allowed]
        .filter(Boolean)
        .join(t("semicolon"))}
      rules={[{ required: true, message: t("act.required") }]}
    >
      {parameter.choices.length > 0 ? (
        <Select options={parameter.choices.map((value) => ({ value, label: value }))} />
      ) : (
        <Input />
      )}
    </Form.Item>
  );
}
