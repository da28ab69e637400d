/** The steps the user may take now, each asking for exactly what it needs. */
import { useQuery } from "@tanstack/react-query";
import { App, Button, DatePicker, Form, Input, Modal, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { useNavigate } from "react-router";
import { ApiError, api, got, type Schemas } from "../../client/client";
import { filled } from "../../parts/filled";
import { useWords } from "../../parts/Problem";
import { type Key, useTexts } from "../../texts/texts";
import { useOwnCases } from "../case/choices";
import type { Page } from "./Clue";

type Action = Schemas["Action"];
type Values = Record<string, string | number | Dayjs | undefined>;

interface Given {
  page: Page;
  changed: (page: Page | undefined) => void;
  /** Only this step, where it stands beside what it follows from. */
  only?: string;
}

/** To the first question of the checklist that is open. */
function toChecks() {
  const first =
    document.querySelector<HTMLElement>("#checks .open input") ?? document.getElementById("checks");
  first?.scrollIntoView({ block: "center" });
  first?.focus();
}

export function Actions({ page, changed, only }: Given) {
  const { t, say } = useTexts();
  const { message } = App.useApp();
  const [asked, setAsked] = useState<Action>();
  const act = useAct(page, changed);
  const open = page.checks.filter((one) => one.answer === "open").length;
  const steps = page.actions.filter((one) => only === undefined || one.code === only);
  const files = steps.some((one) => one.code === "file");
  const start = (action: Action) => {
    if (action.code === "file" && open > 0) {
      message.info(t("act.needs_checks", { n: open }));
      return toChecks();
    }
    return action.needs.length || action.optional.length ? setAsked(action) : act(action, {});
  };
  if (!steps.length) return only || page.case ? null : <p className="soft">{t("act.none")}</p>;
  return (
    <div className="stack no-print">
      <div className="row">
        {steps.map((one, number) => (
          <Button key={one.code} type={number === 0 ? "primary" : "default"} onClick={() => void start(one)}>
            {say(one)}
          </Button>
        ))}
      </div>
      {files && open > 0 && (
        <Button type="link" className="inline" onClick={toChecks}>
          {t("act.needs_checks", { n: open })}
        </Button>
      )}
      {asked && (
        <Ask
          page={page}
          action={asked}
          close={() => setAsked(undefined)}
          send={async (values) => {
            if (await act(asked, values)) setAsked(undefined);
          }}
        />
      )}
    </div>
  );
}

function useAct(page: Page, changed: (page: Page | undefined) => void) {
  const { t, say } = useTexts();
  const { message } = App.useApp();
  const words = useWords();
  const navigate = useNavigate();
  return async (action: Action, values: Values): Promise<boolean> => {
    const given = (name: string) => {
      const value = values[name];
      return typeof value === "string"
        ? value
        : value && typeof value === "object"
          ? value.format("YYYY-MM-DD")
          : null;
    };
    try {
      const made = await got(
        api.POST("/api/clues/{clue}/act", {
          params: { path: { clue: page.id } },
          body: {
            action: action.code,
            version: page.version,
            why: given("why") ?? "",
            reason: given("reason"),
            to_user: given("to_user"),
            to_office: given("to_office"),
            to_body: given("to_body"),
            deadline: given("deadline"),
            document_no: given("document_no") ?? "",
            to_case: typeof values.to_case === "number" ? values.to_case : null,
          },
        }),
      );
      message.success(made ? t("act.done", { what: say(action) }) : t("act.away"));
      changed(made ?? undefined);
      if (!made) void navigate("/clues");
      return true;
    } catch (error) {
      message.error(words(error), 6);
      if (error instanceof ApiError && error.status === 409) changed(undefined);
      return false;
    }
  };
}

interface Asking {
  page: Page;
  action: Action;
  close: () => void;
  send: (values: Values) => Promise<void>;
}

function Ask({ page, action, close, send }: Asking) {
  const { t, say } = useTexts();
  const [form] = Form.useForm<Values>();
  const [busy, setBusy] = useState(false);
  const people = useQuery({
    queryKey: ["people", page.id],
    queryFn: () => got(api.GET("/api/clues/{clue}/people", { params: { path: { clue: page.id } } })),
    enabled: action.needs.includes("to_user"),
  });
  const cases = useOwnCases(page.model, action.optional.includes("to_case"));
  const choices: Record<string, { value: string | number; label: string }[]> = {
    to_case: cases,
    reason: page.rejections.map((one) => ({ value: one.code, label: say(one) })),
    to_body: page.bodies.map((one) => ({ value: one.code, label: say(one) })),
    to_office: page.offices.map((one) => ({ value: one.code, label: say(one) })),
    to_user: (people.data ?? []).map((one) => ({ value: one.username, label: one.name })),
  };
  const field = (name: string) => {
    if (name in choices)
      return (
        <Select
          showSearch
          allowClear={action.optional.includes(name)}
          optionFilterProp="label"
          options={choices[name] ?? []}
        />
      );
    if (name === "deadline") return <DatePicker style={{ width: "100%" }} />;
    if (name === "why") return <Input.TextArea rows={3} maxLength={4000} />;
    return <Input maxLength={80} />;
  };
  return (
    <Modal
      open
      title={say(action)}
      okText={say(action)}
      confirmLoading={busy}
      onCancel={close}
      onOk={async () => {
        const values = await filled(form);
        if (!values) return;
        setBusy(true);
        await send(values);
        setBusy(false);
      }}
    >
      <Form
        form={form}
        layout="vertical"
        requiredMark={(label, { required }) => (
          <>
            {label} {!required && <span className="soft optional">{t("act.optional")}</span>}
          </>
        )}
      >
        {[...action.needs, ...action.optional.filter((one) => one !== "to_case" || cases.length > 0)].map(
          (name) => (
            <Form.Item
              key={name}
              name={name}
              label={t(`act.${name}` as Key)}
              rules={action.needs.includes(name) ? [{ required: true, message: t("act.required") }] : []}
            >
              {field(name)}
            </Form.Item>
          ),
        )}
      </Form>
    </Modal>
  );
}
