/** Making a schedule, or changing one: what it does, when, and what goes by itself. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Form, Input, Modal, Radio, Skeleton } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { filled } from "../../parts/filled";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import { Coverage, FolderFields, ModelFields, TableFields } from "./DoesFields";
import type { Schedule } from "./Schedules";
import { WhenFields } from "./WhenFields";

export type Kind = "folder" | "database" | "models";
type Given = Schemas["NewSchedule"];

export interface Values {
  name: string;
  kind: Kind;
  folder?: string;
  delivery?: "full" | "append";
  source?: string;
  table?: string;
  newer?: string;
  load?: boolean;
  covers?: { region: string; start: Dayjs }[];
  models?: string[];
  purpose?: string;
  on_data?: boolean;
  every: "none" | "minutes" | "day" | "week" | "month";
  minutes?: number;
  at?: Dayjs;
  weekday?: number;
  day?: number;
}

export function ScheduleForm({ of, can, close }: { of: Schedule | null; can: string[]; close: () => void }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const words = useWords();
  const queries = useQueryClient();
  const [form] = Form.useForm<Values>();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState("");
  const choices = useQuery({
    queryKey: ["schedules", "choices"],
    queryFn: () => got(api.GET("/api/schedules/choices")),
    staleTime: 60_000,
  });
  const kind = Form.useWatch("kind", form) ?? of?.kind.code ?? can[0];
  const save = async () => {
    const values = await filled(form);
    if (!values) return;
    setBusy(true);
    setWrong("");
    try {
      const body = given(values);
      if (of) {
        const params = { path: { number: of.id } };
        await got(api.PUT("/api/schedules/{number}", { params, body: { ...body, version: of.version } }));
      } else await got(api.POST("/api/schedules", { body }));
      message.success(t("schedules.saved"));
      await queries.invalidateQueries({ queryKey: ["schedules"] });
      close();
    } catch (error) {
      setWrong(words(error));
    }
    setBusy(false);
  };
  return (
    <Modal
      open
      width={640}
      title={t(of ? "schedules.change" : "schedules.new")}
      okText={t("schedules.save")}
      cancelText={t("cancel")}
      confirmLoading={busy}
      onOk={save}
      onCancel={close}
      maskClosable={false}
    >
      {choices.data ? (
        <Form form={form} layout="vertical" initialValues={begun(of, can[0] as Kind)}>
          <Form.Item
            name="name"
            label={t("schedules.name")}
            rules={[{ required: true, whitespace: true, message: t("act.required") }]}
          >
            <Input maxLength={80} placeholder={t("schedules.name.hint")} />
          </Form.Item>
          <Form.Item name="kind" label={t("schedules.kind")}>
            <Radio.Group disabled={of !== null}>
              {can.map((one) => (
                <Radio key={one} value={one}>
                  {t(`schedules.kind.${one as Kind}`)}
                </Radio>
              ))}
            </Radio.Group>
          </Form.Item>
          {kind === "folder" && <FolderFields choices={choices.data} />}
          {kind === "database" && <TableFields choices={choices.data} />}
          {kind === "models" && <ModelFields choices={choices.data} />}
          <WhenFields models={kind === "models"} />
          {kind !== "models" && <Coverage />}
          {of && <Alert type="info" showIcon title={t("schedules.answers")} />}
          {wrong && <Alert type="error" showIcon title={wrong} />}
        </Form>
      ) : (
        <Skeleton active />
      )}
    </Modal>
  );
}

function begun(of: Schedule | null, kind: Kind): Values {
  const [what, rhythm] = [of?.what, of?.rhythm];
  return {
    name: of?.name ?? "",
    kind: (of?.kind.code as Kind | undefined) ?? kind,
    folder: what?.folder ?? "",
    delivery: what?.delivery ?? "full",
    source: what?.source ?? "",
    table: what?.table ? (what.space ? `${what.space}.${what.table}` : what.table) : "",
    newer: what?.newer ?? "",
    load: what?.load ?? true,
    covers: (what?.covers ?? []).map((one) => ({ region: one.region, start: dayjs(one.start) })),
    models: what?.models ?? [],
    purpose: what?.purpose ?? "",
    on_data: what?.on_data ?? true,
    every: rhythm?.every ?? (of || kind === "models" ? "none" : "day"),
    minutes: rhythm?.minutes ?? 15,
    at: dayjs(`2000-01-01 ${rhythm?.at ?? "06:00"}`),
    weekday: rhythm?.every === "week" ? (rhythm.day ?? 1) : 1,
    day: rhythm?.every === "month" ? (rhythm.day ?? 1) : 1,
  };
}

/** A table is named with its schema before the first point; the server knows both. */
function given(values: Values): Given {
  const table = values.table?.trim() ?? "";
  const [space, name] = table.includes(".")
    ? [table.slice(0, table.indexOf(".")), table.slice(table.indexOf(".") + 1)]
    : ["", table];
  const { every } = values;
  return {
    name: values.name,
    kind: values.kind,
    what: {
      folder: values.folder ?? "",
      source: values.source ?? "",
      space,
      table: name,
      columns: [],
      newer: values.newer?.trim() ?? "",
      load: values.load ?? true,
      delivery: values.delivery ?? "full",
      covers: (values.covers ?? []).map((one) => ({
        region: one.region,
        start: one.start.format("YYYY-MM-DD"),
      })),
      models: values.models ?? [],
      purpose: values.purpose ?? "",
      on_data: values.on_data ?? true,
    },
    rhythm:
      every === "none"
        ? null
        : {
            every,
            minutes: values.minutes ?? 15,
            at: values.at?.format("HH:mm") ?? "06:00",
            day: (every === "week" ? values.weekday : values.day) ?? 1,
          },
  };
}
