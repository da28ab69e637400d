/** Running a model: the form with its parameters and their reasons, and the newest job of the model. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, DatePicker, Form, Input, Modal, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { useMay, useMe } from "../../parts/me";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import { JobCard } from "../jobs/JobCard";

type Page = Schemas["ModelPage"];
type Parameter = Schemas["ParameterInfo"];

interface Given {
  as_of: Dayjs;
  purpose: string;
  parameters?: Record<string, string>;
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
  const start = useMutation({
    mutationFn: (given: Given) => {
      // only what differs from the model's own values is a choice of this run
      const chosen = model.parameters.filter((one) => given.parameters?.[one.name] !== one.value);
      return got(
        api.POST("/api/models/{name}/run", {
          params: { path: { name: model.id } },
          body: {
            as_of: given.as_of.format("YYYY-MM-DD"),
            purpose: given.purpose,
            parameters: Object.fromEntries(
              chosen.map((one) => [one.name, given.parameters?.[one.name] ?? ""]),
            ),
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
        <Form.Item
          name="purpose"
          label={t("model.run.purpose")}
          extra={t("run.purpose.hint")}
          rules={[{ required: true, whitespace: true, message: t("act.required") }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        {model.parameters.length > 0 && <h2>{t("run.parameters")}</h2>}
        {model.parameters.map((one) => (
          <Value key={one.name} parameter={one} />
        ))}
      </Form>
    </Modal>
  );
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
