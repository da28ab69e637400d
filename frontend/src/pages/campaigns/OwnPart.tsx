/** What this office is asked to do: taking it up or saying why not, and running its models. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, DatePicker, Form, Input, Modal, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import { AskForApproval } from "../approvals/AskForApproval";
import type { Page } from "./Campaign";
import { Why } from "./Parts";
import { PartTag } from "./tags";

type Own = Schemas["PartInfo"];

export function OwnPart({ page, own }: { page: Page; own: Own }) {
  const { t, say } = useTexts();
  const [declining, setDeclining] = useState(false);
  const [running, setRunning] = useState<string>();
  const take = useAnswer(page, own);
  return (
    <Card title={t("campaigns.own")} className="own-part">
      <div className="stack">
        <div className="row">
          <PartTag state={own.stage} />
          <Why part={own} />
        </div>
        {own.task && (
          <p>
            {t("campaigns.task")}
            {t("campaigns.colon")}
            {own.task}
          </p>
        )}
        <div className="row no-print">
          {page.answers.includes("take") && (
            <Button type="primary" loading={take.isPending} onClick={() => take.mutate({ action: "take" })}>
              {t("campaigns.take")}
            </Button>
          )}
          {page.answers.includes("decline") && (
            <Button onClick={() => setDeclining(true)}>{t("campaigns.decline")}</Button>
          )}
          {page.may_run &&
            page.models.map((one) => (
              <Button
                key={one.model}
                type="primary"
                disabled={!one.current}
                onClick={() => setRunning(one.model)}
              >
                {t("campaigns.run", { model: say(one.title) })}
              </Button>
            ))}
        </div>
      </div>
      {declining && <Decline page={page} own={own} close={() => setDeclining(false)} />}
      {running && <Run page={page} own={own} model={running} close={() => setRunning(undefined)} />}
    </Card>
  );
}

type Given = Partial<Schemas["CampaignAnswer"]> & { action: Schemas["CampaignAnswer"]["action"] };

function useAnswer(page: Page, own: Own, done?: () => void) {
  const { message } = App.useApp();
  const words = useWords();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (given: Given) => {
      const body = { version: own.version, reason: "", why: "", missing: [], ...given };
      return got(api.POST("/api/campaigns/{number}/answer", { params: { path: { number: page.id } }, body }));
    },
    onSuccess: async (after) => {
      queries.setQueryData(["campaign", page.id], after);
      await queries.invalidateQueries({ queryKey: ["campaigns"] });
      done?.();
    },
    onError: async (error) => {
      message.error(words(error), 6);
      await queries.invalidateQueries({ queryKey: ["campaign", page.id] });
    },
  });
}

function Decline({ page, own, close }: { page: Page; own: Own; close: () => void }) {
  const { t, say } = useTexts();
  const [form] = Form.useForm<{ reason: string; why?: string; missing?: string[] }>();
  const reason = Form.useWatch("reason", form);
  const answer = useAnswer(page, own, close);
  const needs = new Map(page.models.flatMap((one) => one.needs).map((one) => [one.standard, one]));
  const must = [{ required: true, message: t("act.required") }];
  return (
    <Modal
      open
      title={t("campaigns.decline")}
      okText={t("save")}
      cancelText={t("cancel")}
      confirmLoading={answer.isPending}
      onCancel={close}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={(given) => answer.mutate({ action: "decline", ...given })}
        initialValues={{
          missing: [...needs.values()].filter((one) => !one.there).map((one) => one.standard),
        }}
      >
        <Form.Item name="reason" label={t("campaigns.reason")} rules={must}>
          <Select options={page.reasons.map((one) => ({ value: one.code, label: say(one) }))} />
        </Form.Item>
        {reason === "data_missing" && (
          <Form.Item name="missing" label={t("campaigns.missing")} rules={must}>
            <Select
              mode="multiple"
              options={[...needs.values()].map((one) => ({ value: one.standard, label: say(one) }))}
            />
          </Form.Item>
        )}
        <Form.Item name="why" label={t("campaigns.why")} rules={reason === "other" ? must : []}>
          <Input.TextArea rows={2} maxLength={1000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

interface Running {
  page: Page;
  own: Own;
  model: string;
  close: () => void;
}

/** A run with what the campaign recommends; over personal data it takes an approval, as any run does. */
function Run({ page, own, model, close }: Running) {
  const { t } = useTexts();
  const words = useWords();
  const queries = useQueryClient();
  const [form] = Form.useForm<{ as_of: Dayjs; approval?: number }>();
  const [asking, setAsking] = useState(false);
  const picked = page.models.find((one) => one.model === model);
  const need = useQuery({
    queryKey: ["approvals", "need", model, picked?.version],
    queryFn: () =>
      got(
        api.GET("/api/models/{name}/approval", {
          params: { path: { name: model }, query: { version: picked?.version } },
        }),
      ),
  });
  const parameters = picked?.parameters ?? {};
  const usable = (need.data?.usable ?? []).filter((one) => one.purpose === page.run_purpose);
  const chosen = Form.useWatch("approval", form);
  const start = useMutation({
    mutationFn: (given: { as_of: Dayjs; approval?: number }) => {
      const as_of = given.as_of.format("YYYY-MM-DD");
      return got(
        api.POST("/api/campaigns/{number}/run", {
          params: { path: { number: page.id } },
          body: { model, version: own.version, as_of, approval: given.approval ?? null },
        }),
      );
    },
    onSuccess: (after) => {
      queries.setQueryData(["campaign", page.id], after);
      close();
    },
  });
  return (
    <Modal
      open
      title={t("run.start")}
      okText={t("run.begin")}
      cancelText={t("cancel")}
      confirmLoading={start.isPending}
      okButtonProps={{ disabled: need.data?.needed && !chosen }}
      onCancel={close}
      onOk={() => form.submit()}
    >
      <p>{t("campaigns.run.purpose", { purpose: page.run_purpose })}</p>
      {start.isError && <Alert type="error" showIcon title={words(start.error)} />}
      <Form
        form={form}
        layout="vertical"
        onFinish={(given) => start.mutate(given)}
        initialValues={{ as_of: dayjs() }}
      >
        <Form.Item name="as_of" label={t("clue.asof")} extra={t("run.as_of.hint")}>
          <DatePicker maxDate={dayjs()} allowClear={false} />
        </Form.Item>
        {need.data?.needed && (
          <Form.Item name="approval" label={t("approvals.choose")} extra={t("approvals.needed")}>
            <Select
              allowClear
              notFoundContent={t("approvals.none")}
              options={usable.map((one) => ({ value: one.id, label: `${one.number} · ${one.until}` }))}
            />
          </Form.Item>
        )}
      </Form>
      {need.data?.needed && !chosen && <Button onClick={() => setAsking(true)}>{t("approvals.ask")}</Button>}
      {asking && need.data && (
        <AskForApproval
          model={model}
          need={need.data}
          purpose={page.run_purpose}
          parameters={parameters}
          close={() => setAsking(false)}
        />
      )}
    </Modal>
  );
}
