/** The sheet of a judge: every criterion, a reason at the ends of a scale; kept here until the desk has it. */
import { Alert, App, Button, Form, Input, Modal } from "antd";
import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError, api, type Schemas } from "../../client/client";
import { useMe } from "../../parts/me";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import { CriteriaFields, isWhole, PointsSum } from "./CriteriaFields";
import type { Assigned } from "./Judging";
import { drop, empty, keep, kept, nameOf, type Sheet } from "./keeping";
import type { Page } from "./useContest";

const AGAIN = 10_000;

interface Given {
  page: Page;
  work: Assigned;
  of: Schemas["ContestTypeInfo"];
  done: () => Promise<void>;
}

export function ScoreSheet(given: Given) {
  const username = useMe().data?.username;
  return username ? <OneSheet {...given} username={username} /> : null;
}

function OneSheet({ page, work, of, done, username }: Given & { username: string }) {
  const { t } = useTexts();
  const { modal } = App.useApp();
  const words = useWords();
  const name = nameOf(username, page.slug, work.number);
  const [sheet, setSheet] = useState<Sheet>(() => kept(localStorage, name) ?? empty());
  const [held, setHeld] = useState(true);
  const [error, setError] = useState<unknown>();
  const [abstaining, setAbstaining] = useState(false);
  const going = useRef(false);
  const change = (part: Partial<Sheet>) => {
    const next = { ...sheet, ...part };
    setSheet(next);
    setHeld(keep(localStorage, name, next));
  };
  const send = useCallback(
    async (one: Sheet) => {
      if (going.current) return;
      going.current = true;
      const { key, abstained } = one;
      const given = abstained ? { scores: {}, reasons: {} } : { scores: one.scores, reasons: one.reasons };
      try {
        const body = { key, abstained, work: work.number, ...given };
        await api.POST("/api/contests/{slug}/forms", { params: { path: { slug: page.slug } }, body });
        drop(localStorage, name);
        await done();
      } catch (problem) {
        setError(problem);
        if (!(problem instanceof ApiError && (problem.status === 0 || problem.status >= 500))) {
          // the desk has seen it and refused: nothing is sent again by itself
          const back = { ...one, sent: false };
          setSheet(back);
          keep(localStorage, name, back);
        }
      } finally {
        going.current = false;
      }
    },
    [page.slug, work.number, name, done],
  );
  useEffect(() => {
    if (!sheet.sent) return;
    void send(sheet);
    const timer = setInterval(() => void send(sheet), AGAIN);
    return () => clearInterval(timer);
  }, [sheet, send]);
  const ask = () =>
    modal.confirm({
      title: t("contests.sheet.send.of", { work: work.number }),
      content: t("contests.sheet.sure"),
      okText: t("contests.sheet.send"),
      cancelText: t("cancel"),
      onOk: () => change({ sent: true, abstained: "" }),
    });
  return (
    <section aria-label={t("contests.sheet.of", { work: work.number })}>
      <h2>{t("contests.sheet")}</h2>
      <div className="stack tight">
        <p className="soft">{t(held ? "contests.sheet.kept" : "contests.sheet.unkept")}</p>
        {sheet.sent && <Alert role="status" type="warning" showIcon title={t("contests.sheet.waits")} />}
        {error !== undefined && !sheet.sent && <Alert type="error" showIcon title={words(error)} />}
        <CriteriaFields of={of} points={sheet} change={change} disabled={sheet.sent} />
        <div className="row">
          <PointsSum of={of} points={sheet} />
          <Button type="primary" disabled={!isWhole(of, sheet) || sheet.sent} onClick={ask}>
            {t("contests.sheet.send")}
          </Button>
          <Button disabled={sheet.sent} onClick={() => setAbstaining(true)}>
            {t("contests.abstain")}
          </Button>
        </div>
      </div>
      {abstaining && (
        <Abstain
          close={() => setAbstaining(false)}
          go={(abstained) => {
            setAbstaining(false);
            change({ sent: true, abstained });
          }}
        />
      )}
    </section>
  );
}

function Abstain({ go, close }: { go: (why: string) => void; close: () => void }) {
  const { t } = useTexts();
  const [form] = Form.useForm<{ why: string }>();
  return (
    <Modal
      open
      title={t("contests.abstain")}
      okText={t("contests.abstain")}
      cancelText={t("cancel")}
      onCancel={close}
      onOk={() => form.submit()}
    >
      <Form form={form} layout="vertical" onFinish={({ why }: { why: string }) => go(why.trim())}>
        <p>{t("contests.abstain.sure")}</p>
        <Form.Item
          name="why"
          label={t("contests.why")}
          rules={[{ required: true, whitespace: true, message: t("act.required") }]}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
