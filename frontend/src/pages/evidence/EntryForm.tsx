/** The form of one entry of a layer: a requirement, a point with its first one, a fact, or what speaks for the suspect. */
import { Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import type { Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";
import { useForms, type Values } from "./kinds";
import type { LayerChange } from "./Layer";

export type EntryKind = "need" | "point" | "fact" | "favourable";

interface Props {
  kind: EntryKind;
  name: string | undefined;
  value: Values | undefined;
  pack: Schemas["PackPage"];
  own: Values;
  change: (given: LayerChange) => Promise<boolean>;
  close: () => void;
}

const SLUG = /^[a-z][a-z0-9_]*$/;

export function EntryForm({ kind, name, value, pack, own, change, close }: Props) {
  const { t } = useTexts();
  const [form] = Form.useForm<Values>();
  const [busy, setBusy] = useState(false);
  const send = async (given: Values) => {
    setBusy(true);
    const kept = await change(entry(kind, given));
    setBusy(false);
    if (kept) close();
  };
  return (
    <Modal
      open
      width={720}
      title={t(`evidence.entry.${kind}`)}
      okText={t("evidence.entry.put")}
      cancelText={t("cancel")}
      confirmLoading={busy}
      onCancel={close}
      onOk={() => form.submit()}
    >
      <Form form={form} layout="vertical" initialValues={{ ...value, point: name, name }} onFinish={send}>
        {kind === "need" && <Point pack={pack} own={own} fill={(values) => form.setFieldsValue(values)} />}
        {kind === "point" && <NewPoint />}
        {(kind === "need" || kind === "point") && <Need />}
        {kind === "fact" && <Fact />}
        {kind === "favourable" && <Favourable />}
      </Form>
    </Modal>
  );
}

/** The entry as the file has it: what was left out is not written. */
function entry(kind: EntryKind, given: Values): LayerChange {
  const { point, name, element, heading, ...rest } = given;
  const value = Object.fromEntries(Object.entries(rest).filter(([, one]) => filled(one)));
  if (kind === "need") return { kind, name: String(point), path: [], value };
  if (kind === "point")
    return { kind, name: String(name), path: [], value: { element, title: heading, needs: [value] } };
  if (kind === "fact") return { kind, name: String(name), path: [], value };
  return { kind, name: "", path: [], value };
}

function filled(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return false;
  if (Array.isArray(value)) return value.length > 0;
  return typeof value !== "object" || Object.values(value as Values).some(filled);
}

interface PointProps {
  pack: Schemas["PackPage"];
  own: Values;
  fill: (values: Values) => void;
}

/** Under which point; a requirement the pack has already may be chosen, to be tightened. */
function Point({ pack, own, fill }: PointProps) {
  const { t, say } = useTexts();
  const must = useMust();
  const added = Object.keys((own.points as Values | undefined) ?? {}).filter(
    (name) => !pack.points.some((one) => one.name === name),
  );
  const points = pack.points.map((one) => ({
    value: one.name,
    label: `${say(one.element)} · ${say(one.title)}`,
  }));
  const needs = pack.points.flatMap((point) =>
    point.needs.map((need) => ({
      value: `${point.name} ${need.id}`,
      label: `${say(point.title)} · ${say(need.title)}`,
    })),
  );
  const choose = (chosen?: string) => {
    const [name, id] = (chosen ?? "").split(" ");
    const need = pack.points.find((one) => one.name === name)?.needs.find((one) => one.id === id);
    if (!need) return;
    fill({
      point: name,
      id,
      any_of: need.any_of,
      level: need.level.code,
      stage: need.stage.code,
      each: need.each?.code,
      when: need.when || undefined,
      ref: need.sources.map((one) => one.ref),
    });
  };
  return (
    <>
      <Form.Item label={t("evidence.entry.tighten")} extra={t("evidence.entry.tighten.hint")}>
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          aria-label={t("evidence.entry.tighten")}
          options={needs}
          onChange={choose}
        />
      </Form.Item>
      <Form.Item name="point" label={t("evidence.point")} rules={must}>
        <Select
          showSearch={{ optionFilterProp: "label" }}
          options={[...points, ...added.map((one) => ({ value: one, label: one }))]}
        />
      </Form.Item>
    </>
  );
}

function NewPoint() {
  const { t, say } = useTexts();
  const forms = useForms().data;
  const must = useMust();
  return (
    <>
      <Slug name="name" label={t("evidence.entry.point.id")} />
      <Form.Item name="element" label={t("evidence.element")} rules={must}>
        <Select options={forms?.elements.map((one) => ({ value: one.code, label: say(one) }))} />
      </Form.Item>
      <Both name="heading" label={t("evidence.point")} />
    </>
  );
}

function Need() {
  const { t, say } = useTexts();
  const forms = useForms().data;
  const must = useMust();
  const options = (list?: { code: string; zh: string; en: string }[]) =>
    list?.map((one) => ({ value: one.code, label: say(one) }));
  return (
    <>
      <Slug name="id" label={t("evidence.entry.need.id")} />
      <Form.Item
        name="any_of"
        label={t("evidence.entry.any")}
        extra={t("evidence.entry.any.hint")}
        rules={must}
      >
        <Select mode="tags" optionFilterProp="label" options={options(forms?.materials)} />
      </Form.Item>
      <div className="proof-form">
        <Form.Item name="level" label={t("evidence.level")} initialValue="must">
          <Select options={options(forms?.levels)} />
        </Form.Item>
        <Form.Item name="stage" label={t("evidence.stage.from")} initialValue="transfer">
          <Select options={options(forms?.stages)} />
        </Form.Item>
        <Form.Item name="each" label={t("evidence.entry.each")}>
          <Select allowClear options={options(forms?.each)} />
        </Form.Item>
        <Form.Item name="when" label={t("evidence.entry.when")} extra={t("evidence.entry.when.hint")}>
          <Input maxLength={300} />
        </Form.Item>
      </div>
      <Refs />
    </>
  );
}

function Fact() {
  const { t } = useTexts();
  return (
    <>
      <Slug name="name" label={t("evidence.entry.fact.id")} />
      <Both name="title" label={t("evidence.entry.title")} />
      <Form.Item name="kind" label={t("evidence.entry.fact.kind")} initialValue="boolean">
        <Select
          options={[
            { value: "boolean", label: t("evidence.entry.boolean") },
            { value: "integer", label: t("evidence.entry.integer") },
          ]}
        />
      </Form.Item>
    </>
  );
}

function Favourable() {
  const { t } = useTexts();
  return (
    <>
      <Slug name="id" label={t("evidence.entry.need.id")} />
      <Both name="title" label={t("evidence.entry.title")} />
      <Both name="asks" label={t("evidence.entry.asks")} />
      <Refs />
    </>
  );
}

function Refs() {
  const { t } = useTexts();
  const must = useMust();
  return (
    <Form.Item name="ref" label={t("evidence.basis")} extra={t("evidence.entry.ref.hint")} rules={must}>
      <Select
        mode="tags"
        tokenSeparators={["，", ",", "、", "；", ";", " "]}
        open={false}
        suffixIcon={null}
      />
    </Form.Item>
  );
}

function Slug({ name, label }: { name: string; label: string }) {
  const { t } = useTexts();
  return (
    <Form.Item
      name={name}
      label={label}
      extra={t("evidence.entry.id.hint")}
      rules={[{ required: true, pattern: SLUG, message: t("evidence.entry.id.hint") }]}
    >
      <Input maxLength={60} />
    </Form.Item>
  );
}

function Both({ name, label }: { name: string; label: string }) {
  const { t } = useTexts();
  const must = useMust();
  return (
    <div className="proof-form">
      <Form.Item name={[name, "zh"]} label={`${label} · ${t("evidence.entry.zh")}`} rules={must}>
        <Input maxLength={400} />
      </Form.Item>
      <Form.Item name={[name, "en"]} label={`${label} · ${t("evidence.entry.en")}`} rules={must}>
        <Input maxLength={400} />
      </Form.Item>
    </div>
  );
}

function useMust() {
  const { t } = useTexts();
  return [{ required: true, message: t("act.required") }];
}
