/** Deciding who a record is, what was decided so far, and taking a decision back. */
import { useMutation } from "@tanstack/react-query";
import { Alert, App, Button, Card, Form, Input, Modal, Radio } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { Mark, moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { candidatesOf, type Page } from "./IdentityRecord";

type Body = { number: number; word: Schemas["DecideGiven"]["word"]; why: string };

interface Deciding {
  record: string;
  page: Page;
  told: () => void;
}

function useDecide(record: string, done: () => void) {
  const { t } = useTexts();
  const { message } = App.useApp();
  return useMutation({
    mutationFn: (body: Body) =>
      got(api.POST("/api/data/identity/{record}/decide", { params: { path: { record } }, body })),
    onSuccess: () => {
      void message.success(t("identity.kept"));
      done();
    },
  });
}

export function Decide({ record, page, told }: Deciding) {
  const { t, say } = useTexts();
  const words = useWords();
  const [form] = Form.useForm<Body>();
  const word = Form.useWatch("word", form);
  const act = useDecide(record, told);
  const must = [{ required: true, message: t("act.required") }];
  const company = page.kind.code === "company";
  const names = page.compared[1]?.known;
  // somebody it was said not to be is no candidate any more, but one may think again
  const before = page.decisions.filter((one) => one.number > 0 && one.standing);
  const choices = new Map([...candidatesOf(page), ...before].map((one) => [one.number, one.shown]));
  const choice = ([value, shown]: [number, string]) => ({
    value,
    label: `${shown} ${names?.[value]?.values.map(say).join(t("comma")) ?? ""}`,
  });
  if (!choices.size)
    return (
      <Card size="small" title={t("identity.decide")}>
        <span className="soft">{t("identity.no_candidates")}</span>
      </Card>
    );
  return (
    <Card size="small" className="no-print" title={t("identity.decide")}>
      <Form
        form={form}
        layout="vertical"
        // between several nothing is chosen beforehand: whoever decides has looked at each
        initialValues={{ number: choices.size === 1 ? [...choices.keys()][0] : undefined }}
        onFinish={(given) => act.mutate({ ...given, why: given.why ?? "" })}
      >
        {act.isError && <Alert type="error" showIcon title={words(act.error)} />}
        <Form.Item
          name="number"
          label={t(company ? "identity.candidate.company" : "identity.candidate")}
          rules={must}
        >
          <Radio.Group vertical options={[...choices].map(choice)} />
        </Form.Item>
        <Form.Item name="word" label={t("identity.word")} extra={t("identity.decide.hint")} rules={must}>
          <Radio.Group
            options={(["same", "different", "unsure"] as const).map((value) => ({
              value,
              label: t(`identity.word.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="why"
          label={t("data.why.label")}
          rules={word === "unsure" ? [] : [{ required: true, whitespace: true, message: t("act.required") }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={act.isPending}>
          {t("identity.decide")}
        </Button>
      </Form>
    </Card>
  );
}

export function Decisions({ record, page, told }: Deciding) {
  const { t, say } = useTexts();
  const [back, setBack] = useState<Page["decisions"][number]>();
  if (!page.decisions.length) return null;
  return (
    <Card size="small" title={t("identity.decisions")}>
      {page.decisions.map((one) => (
        <div key={one.at} className="row tight">
          <span>
            {moment(one.at)} {one.by} · {one.shown} · {say(one.word)} {one.why && `· ${one.why}`}
          </span>
          {one.standing && <Mark tone="green">{t("identity.standing")}</Mark>}
          {one.standing && one.number > 0 && (
            <Button size="small" className="no-print" onClick={() => setBack(one)}>
              {t("identity.withdraw")}
            </Button>
          )}
        </div>
      ))}
      {back && (
        <Withdraw
          record={record}
          number={back.number}
          close={(done) => {
            setBack(undefined);
            if (done) told();
          }}
        />
      )}
    </Card>
  );
}

function Withdraw({
  record,
  number,
  close,
}: {
  record: string;
  number: number;
  close: (done: boolean) => void;
}) {
  const { t } = useTexts();
  const words = useWords();
  const [why, setWhy] = useState("");
  const act = useDecide(record, () => close(true));
  return (
    <Modal
      open
      title={t("identity.withdraw.title")}
      okText={t("identity.withdraw")}
      okButtonProps={{ disabled: !why.trim(), loading: act.isPending }}
      onOk={() => act.mutate({ number, word: "withdrawn", why })}
      onCancel={() => close(false)}
    >
      <p className="soft">{t("identity.withdraw.hint")}</p>
      <Input
        autoFocus
        maxLength={200}
        aria-label={t("data.why.label")}
        placeholder={t("data.why.label")}
        value={why}
        onChange={(event) => setWhy(event.target.value)}
      />
      {act.isError && <Alert type="error" showIcon title={words(act.error)} />}
    </Modal>
  );
}
