/** Making a campaign: name, purpose, basis, time, models with recommended parameters, offices with their tasks. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, DatePicker, Form, Input, Modal, Select, Skeleton } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useNavigate } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import "../figures/figures.css";

interface Given {
  name: string;
  purpose: string;
  basis: string;
  time: [Dayjs, Dayjs];
  models: string[];
  parameters?: Record<string, Record<string, string>>;
  offices: string[];
  task?: string;
  tasks?: Record<string, string>;
}

export function CampaignForm({ close }: { close: () => void }) {
  const { t, say } = useTexts();
  const words = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [form] = Form.useForm<Given>();
  const found = useQuery({
    queryKey: ["campaigns", "choices"],
    queryFn: () => got(api.GET("/api/campaigns/choices")),
  });
  const models = found.data?.models ?? [];
  const chosen = Form.useWatch("models", form) ?? [];
  const asked = Form.useWatch("offices", form) ?? [];
  const line = models.find((one) => one.id === chosen[0])?.line.code;
  const save = useMutation({
    mutationFn: (given: Given) => got(api.POST("/api/campaigns", { body: body(given, models) })),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: ["campaigns"] });
      await navigate(`/campaigns/${made.id}`);
    },
  });
  const must = [{ required: true, message: t("act.required") }];
  const said = [{ required: true, whitespace: true, min: 2, message: t("act.required") }];
  return (
    <Modal
      open
      width={760}
      title={t("campaigns.make")}
      okText={t("campaigns.keep")}
      cancelText={t("cancel")}
      confirmLoading={save.isPending}
      onCancel={close}
      onOk={() => form.submit()}
    >
      {!found.data && <Skeleton active />}
      {save.isError && <Alert type="error" showIcon title={words(save.error)} />}
      <Form<Given>
        form={form}
        layout="vertical"
        hidden={!found.data}
        onFinish={(given) => save.mutate(given)}
        initialValues={{ time: [dayjs(), dayjs().add(90, "day")] }}
      >
        <Form.Item name="name" label={t("campaigns.name")} rules={said}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="purpose" label={t("campaigns.purpose")} rules={said}>
          <Input.TextArea rows={2} maxLength={2000} />
        </Form.Item>
        <Form.Item name="basis" label={t("campaigns.basis")} rules={said}>
          <Input.TextArea rows={2} maxLength={2000} />
        </Form.Item>
        <Form.Item name="time" label={t("campaigns.time")} rules={must}>
          <DatePicker.RangePicker style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="models" label={t("clues.model")} extra={t("campaigns.one_line")} rules={must}>
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: "label" }}
            options={models.map((one) => ({
              value: one.id,
              label: `${say(one.title)} ${one.version} · ${say(one.line)}`,
              disabled: line !== undefined && one.line.code !== line,
            }))}
          />
        </Form.Item>
        {models
          .filter((one) => chosen.includes(one.id) && one.parameters.length > 0)
          .map((one) => (
            <fieldset key={one.id} className="plain">
              <legend>{t("campaigns.parameters", { model: say(one.title) })}</legend>
              {one.parameters.map((of) => (
                <Form.Item
                  key={of.name}
                  name={["parameters", one.id, of.name]}
                  label={of.name}
                  extra={say(of.why)}
                  initialValue={of.value}
                  rules={must}
                >
                  <Input />
                </Form.Item>
              ))}
            </fieldset>
          ))}
        <Form.Item name="offices" label={t("campaigns.offices")} rules={must}>
          <Select
            mode="multiple"
            showSearch={{ optionFilterProp: "label" }}
            options={(found.data?.offices ?? []).map((one) => ({ value: one.code, label: say(one) }))}
          />
        </Form.Item>
        <Form.Item name="task" label={t("campaigns.task")} extra={t("campaigns.task.hint")}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
        {(found.data?.offices ?? [])
          .filter((one) => asked.includes(one.code))
          .map((one) => (
            <Form.Item
              key={one.code}
              name={["tasks", one.code]}
              label={t("campaigns.task.of", { office: say(one) })}
            >
              <Input maxLength={1000} placeholder={t("campaigns.task.same")} />
            </Form.Item>
          ))}
      </Form>
    </Modal>
  );
}

/** Only parameters that differ from the model's own are recommended; a task of its own replaces the common one. */
function body(given: Given, models: Schemas["ModelChoice"][]): Schemas["NewCampaign"] {
  const parameters = (id: string) => {
    const own = models.find((one) => one.id === id)?.parameters ?? [];
    const differ = own.filter((one) => (given.parameters?.[id]?.[one.name] ?? one.value) !== one.value);
    return Object.fromEntries(differ.map((one) => [one.name, given.parameters?.[id]?.[one.name] ?? ""]));
  };
  return {
    name: given.name,
    purpose: given.purpose,
    basis: given.basis,
    first: given.time[0].format("YYYY-MM-DD"),
    last: given.time[1].format("YYYY-MM-DD"),
    models: given.models.map((id) => ({ model: id, parameters: parameters(id) })),
    parts: given.offices.map((office) => ({ office, task: given.tasks?.[office] || given.task || "" })),
  };
}
