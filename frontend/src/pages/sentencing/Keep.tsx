/** Keeping a calculation with its record: to the case or clue it was opened from, or alone. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input, InputNumber, Modal } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { api, got } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import type { Denied } from "./facts";
import { ends } from "./Result";

interface Props {
  given: { facts: string; origin: number | null };
  about: { case: number | null; clue: string };
  title: string;
  band: number[];
  denied: Denied[];
}

interface Values {
  title: string;
  proposal?: number | null;
  why?: string;
}

export function Keep({ given, about, title, band, denied }: Props) {
  const { t } = useTexts();
  const words = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [form] = Form.useForm<Values>();
  const proposal = Form.useWatch("proposal", form);
  const [low, high] = [band[0] ?? 0, band[1] ?? 0];
  const outside = typeof proposal === "number" && (proposal < low || proposal > high);
  const keep = useMutation({
    mutationFn: (values: Values) =>
      got(
        api.POST("/api/sentencing/kept", {
          body: {
            ...given,
            ...about,
            denied,
            title: values.title,
            proposal: values.proposal ?? null,
            why: values.why ?? "",
          },
        }),
      ),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: ["sentencing", "list"] });
      await queries.invalidateQueries({ queryKey: ["case"] });
      void navigate(`/sentencing/kept/${made.id}`);
    },
  });
  const must = [{ required: true, whitespace: true, message: t("act.required") }];
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t("sentencing.keep")}
      </Button>
      <Modal
        open={open}
        title={t("sentencing.keep")}
        okText={t("save")}
        cancelText={t("cancel")}
        confirmLoading={keep.isPending}
        onCancel={() => setOpen(false)}
        onOk={() => form.submit()}
      >
        <Form
          form={form}
          layout="vertical"
          initialValues={{ title }}
          onFinish={(values) => keep.mutate(values)}
        >
          <p className="soft">
            {t(about.case || about.clue ? "sentencing.keep.there" : "sentencing.keep.alone")}
          </p>
          {keep.isError && <Alert type="error" showIcon title={words(keep.error)} />}
          <Form.Item name="title" label={t("sentencing.keep.title")} rules={must}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item
            name="proposal"
            label={t("sentencing.proposal")}
            extra={t("sentencing.band", { n: ends(low, high) })}
          >
            <InputNumber min={0} max={300} precision={0} />
          </Form.Item>
          {outside && (
            <Form.Item name="why" label={t("sentencing.keep.why")} rules={must}>
              <Input.TextArea maxLength={1000} rows={2} />
            </Form.Item>
          )}
        </Form>
      </Modal>
    </>
  );
}
