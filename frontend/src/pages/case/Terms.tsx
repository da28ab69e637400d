/** Deadlines of the case beside the replies: statutory ones with their source, looks back and what they found. */
import { Button, Card, DatePicker, Form, Input, Modal, Radio, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { filled } from "../../parts/filled";
import { useMay, useMe } from "../../parts/me";
import { Deadline, Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import type { Changed, Page } from "./Case";

type Term = Schemas["TermInfo"];
interface Asking {
  page: Page;
  changed: Changed;
  close: () => void;
}

export function Terms({ page, changed }: { page: Page; changed: Changed }) {
  const { t } = useTexts();
  const may = useMay();
  const me = useMe().data;
  const mine = may("decide") && (page.owner.username === me?.username || may("sign_letter"));
  const [adding, setAdding] = useState(false);
  const [ended, setEnded] = useState<Term>();
  return (
    <Card
      title={t("terms.title")}
      extra={
        mine && (
          <Button size="small" onClick={() => setAdding(true)}>
            {t("terms.set")}
          </Button>
        )
      }
    >
      {page.terms.length === 0 && <span className="soft">{t("terms.none")}</span>}
      <div className="stack tight">
        {page.terms.map((one) => (
          <OneTerm key={one.id} term={one} end={() => setEnded(one)} />
        ))}
      </div>
      {adding && <NewTerm page={page} changed={changed} close={() => setAdding(false)} />}
      {ended && <EndTerm page={page} changed={changed} term={ended} close={() => setEnded(undefined)} />}
    </Card>
  );
}

function OneTerm({ term, end }: { term: Term; end: () => void }) {
  const { t, say } = useTexts();
  return (
    <div>
      <div className="row tight">
        <strong className="cap">{term.title || say(term.kind)}</strong>
        {term.done_on ? <span className="number">{term.due}</span> : <Deadline day={term.due} />}
        {term.finding && (
          <Mark tone={term.finding.code === "rectified" ? "green" : "red"}>{say(term.finding)}</Mark>
        )}
        {term.may && (
          <Button size="small" className="no-print" onClick={end}>
            {t("terms.done")}
          </Button>
        )}
      </div>
      <div className="soft">
        {say(term.by_law)}{" "}
        {term.by_law.zh && !term.verified && <Mark tone="amber">{t("deadlines.unverified")}</Mark>}
        {term.done_on && t("terms.done_by", { who: term.done_by ?? "", day: term.done_on })} {term.note}
      </div>
    </div>
  );
}

function NewTerm({ page, changed, close }: Asking) {
  const { t, say } = useTexts();
  const [form] = Form.useForm<{ kind: string; title?: string; event_on?: Dayjs; due?: Dayjs }>();
  const kind = Form.useWatch("kind", form);
  const chosen = page.term_kinds.find((one) => one.code === kind);
  const must = [{ required: true, message: t("act.required") }];
  const save = async () => {
    const values = await filled(form);
    if (!values) return;
    const body = {
      kind: values.kind,
      title: values.title ?? "",
      event_on: values.event_on?.format("YYYY-MM-DD") ?? null,
      due: values.due?.format("YYYY-MM-DD") ?? null,
    };
    const path = { number: page.id };
    if (await changed(got(api.POST("/api/cases/{number}/terms", { params: { path }, body })))) close();
  };
  return (
    <Modal open title={t("terms.set")} okText={t("save")} onCancel={close} onOk={save}>
      <Form form={form} layout="vertical" initialValues={{ kind: "look_back" }}>
        <Form.Item name="kind" label={t("terms.kind")} rules={must} extra={chosen && say(chosen.by_law)}>
          <Select options={page.term_kinds.map((one) => ({ value: one.code, label: say(one) }))} />
        </Form.Item>
        {kind === "other" && (
          <Form.Item name="title" label={t("terms.name")} rules={must}>
            <Input maxLength={200} />
          </Form.Item>
        )}
        <Form.Item
          name={chosen?.statutory ? "event_on" : "due"}
          label={t(chosen?.statutory ? "terms.event" : "terms.due")}
          rules={must}
        >
          <DatePicker style={{ width: "100%" }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function EndTerm({ page, changed, term, close }: Asking & { term: Term }) {
  const { t, say } = useTexts();
  const [form] = Form.useForm<{ finding?: string; note: string; next?: "" | "reopen" | "letter" }>();
  const finding = Form.useWatch("finding", form);
  const looked = term.kind.code === "look_back";
  const must = [{ required: true, message: t("act.required") }];
  const save = async () => {
    const values = await filled(form);
    if (!values) return;
    const bad = values.finding && values.finding !== "rectified";
    const body = {
      version: term.version,
      finding: values.finding ?? "",
      note: values.note,
      next: bad ? (values.next ?? "") : ("" as const),
    };
    const path = { number: term.id };
    if (await changed(got(api.POST("/api/terms/{number}/done", { params: { path }, body })))) close();
  };
  const ways = ["", "reopen", "letter"] as const;
  return (
    <Modal open title={term.title || say(term.kind)} okText={t("terms.done")} onCancel={close} onOk={save}>
      <Form form={form} layout="vertical" initialValues={{ next: "" }}>
        {looked && (
          <Form.Item name="finding" label={t("terms.finding")} rules={must}>
            <Radio.Group options={page.findings.map((one) => ({ value: one.code, label: say(one) }))} />
          </Form.Item>
        )}
        {looked && finding && finding !== "rectified" && (
          <Form.Item name="next" label={t("terms.then")}>
            <Radio.Group
              options={ways.map((one) => ({ value: one, label: t(`terms.then.${one || "none"}`) }))}
            />
          </Form.Item>
        )}
        <Form.Item name="note" label={t("terms.note")} rules={must}>
          <Input.TextArea rows={3} maxLength={4000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
