/** Beginning a backtest: which model, on which of its past runs, what for, and under which approval. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Form, Input, Select } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { AskForApproval } from "../approvals/AskForApproval";

type Given = Schemas["NewBacktest"];
type Run = Schemas["PastRun"];
type Need = Schemas["ApprovalNeed"];

export function NewBacktest({ models }: { models: Schemas["BacktestModel"][] }) {
  const { t, say } = useTexts();
  const words = useWords();
  const queries = useQueryClient();
  const [form] = Form.useForm<Given>();
  const model = Form.useWatch("model", form);
  const run = Form.useWatch("run", form);
  const approval = Form.useWatch("approval", form);
  const runs = useRuns(model);
  const need = useNeed(model, run);
  const under = need?.usable.find((one) => one.id === approval);
  const start = useMutation({
    mutationFn: (given: Given) => {
      const body = { ...given, purpose: under?.purpose ?? given.purpose, approval: under?.id ?? null };
      return got(api.POST("/api/measure/backtests", { body }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["jobs"] }),
  });
  const must = [{ required: true, whitespace: true, message: t("act.required") }];
  const chosen = runs.find((one) => one.id === run);
  return (
    <>
      <Form<Given> form={form} layout="vertical" className="making" onFinish={(given) => start.mutate(given)}>
        <div className="halves">
          <Form.Item name="model" label={t("backtests.model")} rules={must}>
            <Select
              placeholder={t("backtests.model.choose")}
              showSearch={{ optionFilterProp: "label" }}
              options={models.map((one) => ({
                value: one.code,
                label: `${say(one)} ${one.version}${one.other ? "" : ` ${t("backtests.none_older")}`}`,
              }))}
              onChange={() => form.setFieldsValue({ run: undefined, approval: undefined })}
            />
          </Form.Item>
          <Form.Item name="run" label={t("backtests.run")} rules={must}>
            <Select
              disabled={!model}
              placeholder={t(model ? "backtests.run.choose" : "backtests.run.first")}
              showSearch={{ optionFilterProp: "label" }}
              options={runs.map((one) => ({ value: one.id, label: told(one, t) }))}
              onChange={() => form.setFieldsValue({ approval: undefined })}
            />
          </Form.Item>
        </div>
        {need?.needed && <Approvals need={need} given={form} model={model} run={run} under={!!under} />}
        <Form.Item
          hidden={!!under}
          name="purpose"
          label={t("model.run.purpose")}
          extra={t("run.purpose.hint")}
          rules={under ? [] : must}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Button
          type="primary"
          htmlType="submit"
          loading={start.isPending}
          disabled={!!need && ((need.needed && !under) || need.problems.length > 0)}
        >
          {t("backtests.make")}
        </Button>
      </Form>
      {chosen?.alike && <p className="soft">{t("backtests.alike")}</p>}
      {need?.problems.map((one) => (
        <p key={one.zh} role="alert" className="wrong">
          {say(one)}
        </p>
      ))}
      {start.isError && (
        <p role="alert" className="wrong">
          {words(start.error)}
        </p>
      )}
    </>
  );
}

function Approvals({
  need,
  given,
  model,
  run,
  under,
}: {
  need: Need;
  given: ReturnType<typeof Form.useForm<Given>>[0];
  model: string;
  run: string;
  under: boolean;
}) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Form.Item name="approval" label={t("approvals.choose")} extra={t("backtests.needed")}>
        <Select
          allowClear
          notFoundContent={t("approvals.none")}
          options={need.usable.map((one) => ({
            value: one.id,
            label: `${one.number} · ${one.purpose} · ${one.until}`,
          }))}
        />
      </Form.Item>
      {!under && (
        <Button onClick={() => setAsking(true)} style={{ marginBottom: 16 }}>
          {t("approvals.ask")}
        </Button>
      )}
      {asking && (
        <AskForApproval
          model={model}
          need={need}
          run={run}
          purpose={given.getFieldValue("purpose") ?? ""}
          parameters={{}}
          close={(asked) => {
            setAsking(false);
            if (asked) void message.success(t("approvals.sent"));
          }}
        />
      )}
    </>
  );
}

function told(one: Run, t: ReturnType<typeof useTexts>["t"]): string {
  const { number: n, version, as_of, started } = one;
  const run = t("backtests.run.told", { n, version, as_of, started: moment(started) });
  return one.alike ? `${run} · ${t("backtests.run.alike")}` : run;
}

/** The past runs of a model, newest first. */
function useRuns(model: string | undefined): Run[] {
  const found = useQuery({
    queryKey: ["measure", "runs", model],
    queryFn: () =>
      got(api.GET("/api/measure/models/{name}/runs", { params: { path: { name: model ?? "" } } })),
    enabled: !!model,
  });
  return found.data ?? [];
}

/** Whether the data of the run need an approval, and what stands in the way. */
function useNeed(model: string | undefined, run: string | undefined): Need | undefined {
  const found = useQuery({
    queryKey: ["approvals", "need", model, run],
    queryFn: () =>
      got(
        api.GET("/api/models/{name}/approval", {
          params: { path: { name: model ?? "" }, query: { run } },
        }),
      ),
    enabled: !!model && !!run,
  });
  return run ? found.data : undefined;
}
