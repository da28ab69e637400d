/** What offices that ran it think of it; below three stars with a reason. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Form, Input, Rate, Select } from "antd";
import { api, got, type Schemas } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import type { Page } from "./Entry";

const REASONS = ["data", "false_hits", "law", "use", "other"] as const;

export function Ratings({ page }: { page: Page }) {
  const { t, say } = useTexts();
  if (page.ratings_of.length === 0 && !page.may_rate) return null;
  return (
    <Card title={t("shelf.ratings")}>
      <ul className="reasons">
        {page.ratings_of.map((one) => (
          <li key={one.office.code}>
            {say(one.office)} · {t("shelf.ratings.stars", { n: one.stars })}
            {one.reason && ` · ${say(one.reason)}`} {one.why}
          </li>
        ))}
      </ul>
      {page.may_rate && <Own page={page} />}
    </Card>
  );
}

function Own({ page }: { page: Page }) {
  const { t } = useTexts();
  const words = useWords();
  const queries = useQueryClient();
  const [form] = Form.useForm<Schemas["NewRating"]>();
  const stars = Form.useWatch("stars", form);
  const rate = useMutation({
    mutationFn: (given: Schemas["NewRating"]) =>
      got(
        api.POST("/api/shelf/{number}/rating", {
          params: { path: { number: page.id } },
          body: { stars: given.stars, reason: given.reason ?? "", why: given.why ?? "" },
        }),
      ),
    onSuccess: (after) => queries.setQueryData(["entry", page.id], after),
  });
  return (
    <Form form={form} layout="vertical" className="no-print" onFinish={(given) => rate.mutate(given)}>
      {rate.isError && <Alert type="error" showIcon title={words(rate.error)} />}
      <Form.Item
        name="stars"
        label={t("shelf.ratings.own")}
        // not `required`, which would tell the list of stars aria-required, what a list may not have
        rules={[{ validator: (_, n) => (n ? Promise.resolve() : Promise.reject(t("act.required"))) }]}
      >
        <Rate aria-label={t("shelf.ratings.own")} />
      </Form.Item>
      {stars !== undefined && stars < 3 && (
        <Form.Item
          name="reason"
          label={t("shelf.ratings.reason")}
          rules={[{ required: true, message: t("act.required") }]}
        >
          <Select options={REASONS.map((value) => ({ value, label: t(`shelf.reason.${value}`) }))} />
        </Form.Item>
      )}
      <Form.Item name="why" label={t("shelf.why.may")}>
        <Input maxLength={500} />
      </Form.Item>
      <Button htmlType="submit" loading={rate.isPending}>
        {t("shelf.ratings.send")}
      </Button>
    </Form>
  );
}
