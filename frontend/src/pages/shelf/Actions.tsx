/** The steps the reader may take now, each with what it needs and a word to confirm. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Form, Input, Modal, Radio, Select } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import type { Page } from "./Entry";

type Action = Schemas["ShelfAct"]["action"];
type Given = Partial<Omit<Schemas["ShelfAct"], "action" | "version">>;
const QUESTIONS = ["necessary", "feasible", "accurate"] as const;
const GRAVE = new Set<Action>(["withdraw", "send_back", "retire", "decline"]);
const MUST_SAY = new Set<Action>(["withdraw", "send_back", "retire", "decline"]);

export function Actions({ page }: { page: Page }) {
  const { t } = useTexts();
  const [doing, setDoing] = useState<Action>();
  return (
    <>
      {(page.can as Action[]).map((one) => (
        <Button
          key={one}
          type={GRAVE.has(one) ? "default" : "primary"}
          danger={GRAVE.has(one)}
          onClick={() => setDoing(one)}
        >
          {t(`shelf.act.${one}`)}
        </Button>
      ))}
      {doing && <Step page={page} action={doing} close={() => setDoing(undefined)} />}
    </>
  );
}

function Step({ page, action, close }: { page: Page; action: Action; close: () => void }) {
  const { t, say } = useTexts();
  const words = useWords();
  const queries = useQueryClient();
  const [form] = Form.useForm<Given>();
  const act = useMutation({
    mutationFn: (given: Given) =>
      got(
        api.POST("/api/shelf/{number}/act", {
          params: { path: { number: page.id } },
          body: {
            action,
            version: page.version,
            why: given.why ?? "",
            difference: given.difference ?? "",
            answers: given.answers ?? {},
            offices: given.offices ?? [],
            purpose: given.purpose ?? "",
            over: given.over ?? "",
          },
        }),
      ),
    onSuccess: async (after) => {
      queries.setQueryData(["entry", page.id], after);
      await queries.invalidateQueries({ queryKey: ["shelf"] });
      close();
    },
  });
  const move = page.moves.find((one) => one.action.code === action);
  const must = [{ required: true, whitespace: true, message: t("act.required") }];
  return (
    <Modal
      open
      title={t(`shelf.act.${action}`)}
      okText={t("shelf.confirm")}
      cancelText={t("cancel")}
      okButtonProps={{ danger: GRAVE.has(action) }}
      confirmLoading={act.isPending}
      onCancel={close}
      onOk={() => form.submit()}
    >
      <Form form={form} layout="vertical" onFinish={(given) => act.mutate(given)}>
        {act.isError && <Alert type="error" showIcon title={words(act.error)} style={{ marginBottom: 12 }} />}
        {move && (
          <p className="soft">
            {t("shelf.becomes", { state: say(move.target) })}
            {move.needs.length > 0 &&
              t("shelf.next.needs", { needs: move.needs.map(say).join(t("semicolon")) })}
          </p>
        )}
        {action === "propose" && (
          <Form.Item name="difference" label={t("shelf.difference")} extra={t("shelf.difference.hint")}>
            <Input.TextArea rows={4} />
          </Form.Item>
        )}
        {action === "assess" &&
          QUESTIONS.map((one) => (
            <div key={one}>
              <Form.Item
                name={["answers", one, "passed"]}
                label={t(`shelf.question.${one}`)}
                rules={[{ required: true, message: t("act.required") }]}
              >
                <Radio.Group
                  options={[
                    { value: true, label: t("shelf.yes") },
                    { value: false, label: t("shelf.no") },
                  ]}
                />
              </Form.Item>
              <Form.Item name={["answers", one, "why"]} label={t("shelf.question.why")} rules={must}>
                <Input.TextArea rows={2} />
              </Form.Item>
            </div>
          ))}
        {action === "ask" && (
          <>
            <Form.Item
              name="offices"
              label={t("shelf.pilot.offices")}
              rules={[{ required: true, message: t("act.required") }]}
            >
              <Select
                mode="multiple"
                options={page.offices_below.map((one) => ({ value: one.code, label: say(one) }))}
              />
            </Form.Item>
            <Form.Item name="purpose" label={t("shelf.pilot.for")} rules={must}>
              <Input maxLength={300} />
            </Form.Item>
          </>
        )}
        {(action === "endorse" || action === "publish") && page.under.full && (
          <>
            <Alert type="warning" showIcon title={say(page.under.said)} />
            <Form.Item name="over" label={t("shelf.over")} rules={must}>
              <Input.TextArea rows={2} />
            </Form.Item>
          </>
        )}
        {action === "withdraw" && (
          <Form.Item
            name="sure"
            valuePropName="checked"
            rules={[{ validator: (_, on) => (on ? Promise.resolve() : Promise.reject(t("act.required"))) }]}
          >
            <Checkbox>{t("shelf.withdraw.sure")}</Checkbox>
          </Form.Item>
        )}
        {!["propose", "ask"].includes(action) && (
          <Form.Item
            name="why"
            label={t(MUST_SAY.has(action) ? "shelf.why" : "shelf.why.may")}
            rules={MUST_SAY.has(action) ? must : []}
          >
            <Input.TextArea rows={3} />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
