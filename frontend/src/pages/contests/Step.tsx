/** Taking a contest on to its next phase, which cannot be taken back: what follows of it is said before. */
import { Alert, Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { api, type Coded } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { moment } from "../../parts/values";
import { type Key, useTexts } from "../../texts/texts";
import { useSend } from "./useAct";
import type { Page } from "./useContest";

export function Step({ page, now }: { page: Page; now: number }) {
  const { t, say } = useTexts();
  const [to, setTo] = useState<Coded>();
  if (!page.next.length) return null;
  return (
    <div className="row no-print">
      {page.next.map((one) => {
        const from = page.phases.find((phase) => phase.code === one.code)?.may_begin;
        const early = from ? Date.parse(from) > now : false;
        return (
          <Button key={one.code} type="primary" disabled={early} onClick={() => setTo(one)}>
            {t("contests.step", { phase: say(one) })}
            {early && from ? t("contests.step.from", { at: moment(from) }) : ""}
          </Button>
        );
      })}
      {to && <Ask page={page} to={to} close={() => setTo(undefined)} />}
    </div>
  );
}

function Ask({ page, to, close }: { page: Page; to: Coded; close: () => void }) {
  const { t, say } = useTexts();
  const words = useWords();
  const send = useSend(page.slug);
  const [why, setWhy] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const go = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const body = { to: to.code, version: page.version, why: why.trim() };
      await send(() =>
        api.POST("/api/contests/{slug}/step", { params: { path: { slug: page.slug } }, body }),
      );
      close();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      open
      title={t("contests.step", { phase: say(to) })}
      okText={t("contests.step.go")}
      cancelText={t("cancel")}
      confirmLoading={busy}
      onCancel={close}
      onOk={go}
    >
      <div className="stack">
        <p>{t(`contests.sure.${to.code}` as Key)}</p>
        <p className="soft">{t("contests.step.once")}</p>
        {error !== undefined && <Alert type="error" showIcon title={words(error)} />}
        <Form layout="vertical">
          <Form.Item label={t("contests.step.why")} htmlFor="step-why">
            <Input.TextArea
              id="step-why"
              rows={2}
              maxLength={500}
              value={why}
              onChange={(event) => setWhy(event.target.value)}
            />
          </Form.Item>
        </Form>
      </div>
    </Modal>
  );
}
