/** One agreement: scope, papers, what is owed under it, what came, its history; renewing and ending it. */
import { useQuery } from "@tanstack/react-query";
import { Button, Card, DatePicker, Descriptions, Form, Input, Modal, Skeleton, Upload } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { api, cookie, errorOf, got, type Schemas } from "../../client/client";
import { filled } from "../../parts/filled";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Deadline, Mark, moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { AgreementForm } from "./AgreementForm";
import { TONES, useChange } from "./choices";
import { Dues } from "./Dues";
import { Arrived, History, Items } from "./Items";

type Page = Schemas["AgreementPage"];
type Action = Schemas["AgreementAct"]["action"];

export function Agreement() {
  const number = Number(useParams().id);
  const found = useQuery({
    queryKey: ["supply", "agreement", number],
    queryFn: () => got(api.GET("/api/supply/agreements/{number}", { params: { path: { number } } })),
  });
  useTitle(found.data?.title);
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return <Skeleton active paragraph={{ rows: 12 }} />;
  return <Shown page={found.data} />;
}

function Shown({ page }: { page: Page }) {
  const { t, say } = useTexts();
  const [action, setAction] = useState<Action>();
  const [changing, setChanging] = useState(false);
  const can = (one: string) => page.can.includes(one);
  return (
    <div className="stack">
      <Link className="no-print" to="/supply/agreements">
        {t("supply.agreements.back")}
      </Link>
      <div className="row">
        <h1 className="grow">{page.title}</h1>
        <Mark tone={TONES[page.state.code] ?? "plain"}>{say(page.state)}</Mark>
        <div className="row no-print">
          {can("renew") && <Button onClick={() => setAction("renew")}>{t("supply.renew")}</Button>}
          {can("change") && <Button onClick={() => setChanging(true)}>{t("supply.agreement.change")}</Button>}
          {can("end") && <Button onClick={() => setAction("end")}>{t("supply.end")}</Button>}
          {can("note") && <Button onClick={() => setAction("note")}>{t("supply.step.note")}</Button>}
        </div>
      </div>
      <div className="two">
        <div className="stack">
          <Card size="small">
            <Descriptions
              size="small"
              column={{ xs: 1, md: 2 }}
              items={[
                { key: "agency", label: t("supply.agency"), children: page.agency },
                { key: "kind", label: t("supply.agency_kind"), children: say(page.agency_kind) },
                { key: "number", label: t("supply.number"), children: page.number || "—" },
                { key: "span", label: t("supply.span"), children: `${page.starts} – ${page.until}` },
                {
                  key: "often",
                  label: t("supply.frequency"),
                  children: <span className="cap">{say(page.frequency)}</span>,
                },
                {
                  key: "next",
                  label: t("supply.next"),
                  children: <Deadline day={page.state.code === "active" ? page.next : null} />,
                },
                { key: "office", label: t("supply.office"), children: say(page.office) },
                { key: "owner", label: t("supply.owner"), children: page.owner.name },
                { key: "region", label: t("supply.region"), children: say(page.region) || "—" },
                {
                  key: "request",
                  label: t("supply.request"),
                  children: page.request ? (
                    <Link to={`/supply/requests/${page.request}`}>{t("supply.request.see")}</Link>
                  ) : (
                    "—"
                  ),
                },
                { key: "purpose", label: t("supply.limits"), span: "filled", children: page.purpose },
              ]}
            />
          </Card>
          <Card size="small" title={t("supply.datasets")}>
            <Items of={page.items} />
          </Card>
          <Card size="small" title={t("supply.dues")}>
            <Dues of={page.dues} short />
          </Card>
        </div>
        <div className="stack">
          <Papers page={page} />
          <Card size="small" title={t("supply.arrived")}>
            <Arrived of={page.deliveries} />
          </Card>
          <Card size="small" title={t("supply.history")}>
            <History of={page.events} />
          </Card>
        </div>
      </div>
      {action && <ActForm page={page} action={action} close={() => setAction(undefined)} />}
      {changing && <AgreementForm page={page} close={() => setChanging(false)} />}
    </div>
  );
}

function Papers({ page }: { page: Page }) {
  const { t } = useTexts();
  const change = useChange();
  const send = async (file: File) => {
    const body = new FormData();
    body.append("file", file);
    const answer = await fetch(`/api/supply/agreements/${page.id}/papers`, {
      method: "POST",
      body,
      headers: { "X-CSRFToken": cookie("csrftoken") },
    });
    if (!answer.ok) throw await errorOf(answer);
  };
  return (
    <Card size="small" title={t("supply.papers")}>
      {!page.files.length && <p className="soft">{t("supply.papers.none")}</p>}
      <ul className="plain">
        {page.files.map((one) => (
          <li key={one.id}>
            <a href={`/api/supply/papers/${one.id}`}>{one.name}</a>
            <div className="soft small">
              {one.by.name} <span className="number">{moment(one.at)}</span>
            </div>
          </li>
        ))}
      </ul>
      {page.can.includes("paper") && (
        <Upload
          showUploadList={false}
          beforeUpload={(file) => {
            void change(send(file));
            return false;
          }}
        >
          <Button className="no-print">{t("supply.papers.add")}</Button>
        </Upload>
      )}
    </Card>
  );
}

function ActForm({ page, action, close }: { page: Page; action: Action; close: () => void }) {
  const { t } = useTexts();
  const change = useChange();
  const [form] = Form.useForm<{ until?: Dayjs; why: string }>();
  const [busy, setBusy] = useState(false);
  const must = [{ required: true, message: t("act.required") }];
  const title = t(action === "renew" ? "supply.renew" : action === "end" ? "supply.end" : "supply.step.note");
  const save = async () => {
    const values = await filled(form);
    if (!values) return;
    setBusy(true);
    const until = values.until?.format("YYYY-MM-DD") ?? null;
    const body = { action, version: page.version, why: values.why, until };
    const path = { number: page.id };
    await change(got(api.POST("/api/supply/agreements/{number}/act", { params: { path }, body })));
    setBusy(false);
    close();
  };
  return (
    <Modal open title={title} okText={title} confirmLoading={busy} onCancel={close} onOk={save}>
      <Form form={form} layout="vertical">
        {action === "renew" && (
          <Form.Item name="until" label={t("supply.until")} rules={must} extra={page.until}>
            <DatePicker style={{ width: "100%" }} minDate={dayjs(page.until).add(1, "day")} />
          </Form.Item>
        )}
        <Form.Item name="why" label={t("supply.why")} rules={[...must, { min: 2 }]}>
          <Input.TextArea rows={3} maxLength={1000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
