/** Further reviews of some works, as an increment: what is assigned stays. */
import { Form, InputNumber, Modal, Select } from "antd";
import { api, type Schemas } from "../../client/client";
import { filled } from "../../parts/filled";
import { useTexts } from "../../texts/texts";
import { useAct } from "./useAct";
import type { Page } from "./useContest";

interface Given {
  page: Page;
  type: string;
  pairs: Schemas["AssignmentPair"][];
  close: () => void;
}

export function MoreReviews({ page, type, pairs, close }: Given) {
  const { t } = useTexts();
  const { slug } = page;
  const { act, busy } = useAct(slug);
  const [form] = Form.useForm<{ works: string[]; number: number }>();
  const works = [...new Set(pairs.map((one) => one.work))].sort();
  const go = async () => {
    const given = await filled(form);
    if (!given) return;
    const more = Object.fromEntries(given.works.map((work) => [work, given.number]));
    const done = await act(() =>
      api.POST("/api/contests/{slug}/assignment", {
        params: { path: { slug } },
        body: { type, more, seed: 1 },
      }),
    );
    if (done) close();
  };
  return (
    <Modal
      open
      title={t("contests.more.reviews")}
      okText={t("contests.assign.propose")}
      cancelText={t("cancel")}
      confirmLoading={busy}
      onCancel={close}
      onOk={go}
    >
      <Form form={form} layout="vertical" initialValues={{ works: [], number: 1 }}>
        <p>{t("contests.more.hint")}</p>
        <Form.Item
          name="works"
          label={t("contests.works")}
          rules={[{ required: true, message: t("act.required") }]}
        >
          <Select mode="multiple" options={works.map((value) => ({ value, label: value }))} />
        </Form.Item>
        <Form.Item
          name="number"
          label={t("contests.more.number")}
          rules={[{ required: true, message: t("act.required") }]}
        >
          <InputNumber min={1} max={10} precision={0} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
