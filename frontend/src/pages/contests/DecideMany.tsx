/** Many works decided on at once: what is whole is admitted, what is not is refused for one reason. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Checkbox, Form, Input, Modal, Progress, Skeleton } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { patiently } from "../../client/patient";
import { filled } from "../../parts/filled";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import type { Entry } from "./Entries";
import { useSend } from "./useAct";
import type { Page } from "./useContest";

const SIZE = 200;

interface Given {
  admit: boolean;
  refuse: boolean;
  why: string;
}

/** All works that nobody has decided on, however many pages of the list they fill. */
async function undecided(slug: string): Promise<Entry[]> {
  const found: Entry[] = [];
  for (let page = 1; ; page++) {
    const query = { state: "submitted" as const, page, size: SIZE };
    const { items, total } = await got(
      api.GET("/api/contests/{slug}/entries", { params: { path: { slug }, query } }),
    );
    found.push(...items);
    if (found.length >= total || !items.length) return found;
  }
}

/** One after the other, so that what was decided stays should one fail. */
async function decide(slug: string, works: Entry[], body: Act, told: () => void): Promise<void> {
  for (const { id, version } of works) {
    const path = { slug, work: id };
    await patiently(() =>
      api.POST("/api/contests/{slug}/entries/{work}/act", { params: { path }, body: { ...body, version } }),
    );
    told();
  }
}
type Act = Pick<Schemas["EntryAct"], "action" | "why">;

export function DecideMany({ page, close }: { page: Page; close: () => void }) {
  const { t } = useTexts();
  const words = useWords();
  const send = useSend(page.slug);
  const [form] = Form.useForm<Given>();
  const refuses = Form.useWatch("refuse", form);
  const [done, setDone] = useState<number>();
  const [error, setError] = useState<unknown>();
  const found = useQuery({
    queryKey: ["contest", page.slug, "undecided"],
    queryFn: () => undecided(page.slug),
    gcTime: 0,
  });
  const works = found.data ?? [];
  const whole = works.filter((one) => one.whole === true);
  const lacking = works.filter((one) => one.whole === false);
  const waiting = works.length - whole.length - lacking.length;
  const go = async () => {
    const given = await filled(form);
    if (!given) return;
    setError(undefined);
    setDone(0);
    const told = () => setDone((before) => (before ?? 0) + 1);
    try {
      await send(async () => {
        if (given.admit) await decide(page.slug, whole, { action: "admit", why: "" }, told);
        const why = (given.why ?? "").trim();
        if (given.refuse) await decide(page.slug, lacking, { action: "refuse", why }, told);
      });
      close();
    } catch (problem) {
      setError(problem);
      setDone(undefined);
    }
  };
  return (
    <Modal
      open
      title={t("contests.decide.many")}
      okText={t("contests.decide.go")}
      cancelText={t("cancel")}
      okButtonProps={{ disabled: !whole.length && !lacking.length }}
      confirmLoading={done !== undefined}
      onCancel={close}
      onOk={go}
    >
      <div className="stack">
        {error !== undefined && <Alert type="error" showIcon title={words(error)} />}
        {found.isError && <Alert type="error" showIcon title={words(found.error)} />}
        {found.isPending && <Skeleton active />}
        {waiting > 0 && (
          <Alert type="info" showIcon title={t("contests.decide.many.waiting", { n: waiting })} />
        )}
        {found.data && (
          <Form form={form} layout="vertical" initialValues={{ admit: true, refuse: false, why: "" }}>
            <Form.Item name="admit" valuePropName="checked">
              <Checkbox disabled={!whole.length}>
                {t("contests.decide.many.admit", { n: whole.length })}
              </Checkbox>
            </Form.Item>
            <Form.Item name="refuse" valuePropName="checked">
              <Checkbox disabled={!lacking.length}>
                {t("contests.decide.many.refuse", { n: lacking.length })}
              </Checkbox>
            </Form.Item>
            {refuses && (
              <Form.Item
                name="why"
                label={t("contests.why")}
                extra={t("contests.why.shown")}
                rules={[{ required: true, whitespace: true, message: t("act.required") }]}
              >
                <Input.TextArea rows={2} maxLength={500} />
              </Form.Item>
            )}
          </Form>
        )}
        {done !== undefined && (
          <Progress percent={Math.floor((100 * done) / works.length)} aria-label={t("jobs.progress")} />
        )}
      </div>
    </Modal>
  );
}
