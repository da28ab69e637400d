/** Until when a dataset may be kept; destroying versions of it. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Checkbox, DatePicker, Form, Input, Modal } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { Link } from "react-router";
import { ApiError, api, got } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import type { Page } from "./Dataset";

export function KeepTab({ page }: { page: Page }) {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  const kept = page.retention;
  return (
    <div className="stack">
      <section>
        <h2>{t("data.retention")}</h2>
        {kept ? (
          <p>
            <span className="number">{kept.until}</span>{" "}
            {kept.expired && <Mark tone="red">{t("data.expired")}</Mark>}{" "}
            <span className="soft">
              {kept.basis} · {kept.by.name}
            </span>
          </p>
        ) : (
          <p className="soft">{t("data.retention.none")}</p>
        )}
        {page.can && <Retention page={page} />}
      </section>
      <section>
        <h2>{t("data.destruction")}</h2>
        <p className="soft">{t("data.destruction.hint")}</p>
        {page.certificates.map((one) => (
          <div key={one.version}>
            <Link to={`/data/${page.dataset}/certificate/${one.number}`}>
              {t("data.certificate.of", { n: one.number, day: dayjs(one.destroyed).format("YYYY-MM-DD") })}
            </Link>
          </div>
        ))}
        {page.can && page.destroyable.length > 0 && (
          <Button danger onClick={() => setOpen(true)}>
            {t("data.destroy")}
          </Button>
        )}
        {open && <Destroy page={page} close={() => setOpen(false)} />}
      </section>
    </div>
  );
}

function Retention({ page }: { page: Page }) {
  const { t } = useTexts();
  const words = useWords();
  const queries = useQueryClient();
  const act = useMutation({
    mutationFn: (given: { until: Dayjs; basis: string }) =>
      got(
        api.PUT("/api/data/datasets/{dataset}/retention", {
          params: { path: { dataset: page.dataset } },
          body: { until: given.until.format("YYYY-MM-DD"), basis: given.basis },
        }),
      ),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ["dataset"] }),
  });
  const required = [{ required: true, message: t("act.required") }];
  return (
    <>
      {act.isError && <Alert type="error" showIcon title={words(act.error)} />}
      <Form layout="inline" onFinish={(given) => act.mutate(given)}>
        <Form.Item name="until" label={t("data.until")} rules={required}>
          <DatePicker />
        </Form.Item>
        <Form.Item name="basis" label={t("data.basis")} rules={required}>
          <Input maxLength={200} style={{ width: 260 }} />
        </Form.Item>
        <Button htmlType="submit" loading={act.isPending}>
          {t("save")}
        </Button>
      </Form>
    </>
  );
}

interface Given {
  basis: string;
  why: string;
  confirm: string;
}

function Destroy({ page, close }: { page: Page; close: () => void }) {
  const { t } = useTexts();
  const words = useWords();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<number[]>([]);
  const [known, setKnown] = useState(false);
  const [form] = Form.useForm<Given>();
  const act = useMutation({
    mutationFn: (given: Given) =>
      got(
        api.POST("/api/data/datasets/{dataset}/destroy", {
          params: { path: { dataset: page.dataset } },
          body: { ...given, versions: chosen, proofs: known },
        }),
      ),
    onSuccess: () => {
      for (const key of ["dataset", "datasets", "quarantine"])
        void queries.invalidateQueries({ queryKey: [key] });
      close();
    },
  });
  const choose = (number: number, on: boolean) => {
    const along = page.destroyable.find((one) => one.number === number)?.along ?? [];
    // what builds on a version goes with it; what it builds on stays when it is kept
    setChosen(
      on
        ? [...new Set([...chosen, number, ...along])]
        : chosen.filter(
            (one) =>
              one !== number && !page.destroyable.find((it) => it.number === one)?.along.includes(number),
          ),
    );
  };
  const resting = page.versions.filter((one) => chosen.includes(one.number) && one.proofs > 0);
  const required = [{ required: true, whitespace: true, message: t("act.required") }];
  return (
    <Modal
      open
      width={640}
      title={t("data.destroy")}
      okText={t("data.destroy.do")}
      cancelText={t("cancel")}
      okButtonProps={{ danger: true, disabled: !chosen.length || (resting.length > 0 && !known) }}
      confirmLoading={act.isPending}
      onCancel={close}
      onOk={() => form.submit()}
    >
      <Form<Given> form={form} layout="vertical" onFinish={(given) => act.mutate(given)}>
        {act.error instanceof ApiError && <Alert type="error" showIcon title={words(act.error)} />}
        <Form.Item label={t("data.versions")} extra={t("data.destroy.along")}>
          {page.destroyable.map((one) => (
            <Checkbox
              key={one.number}
              checked={chosen.includes(one.number)}
              onChange={(event) => choose(one.number, event.target.checked)}
            >
              {t("data.version.n", { n: one.number })}
            </Checkbox>
          ))}
        </Form.Item>
        {resting.length > 0 && (
          <Alert
            type="warning"
            showIcon
            title={t("data.destroy.proofs", { n: resting.reduce((sum, one) => sum + one.proofs, 0) })}
            description={
              <Checkbox checked={known} onChange={(event) => setKnown(event.target.checked)}>
                {t("data.destroy.known")}
              </Checkbox>
            }
          />
        )}
        <Form.Item name="basis" label={t("data.basis")} extra={t("data.basis.hint")} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="why" label={t("data.why.label")} rules={required}>
          <Input maxLength={300} />
        </Form.Item>
        <Form.Item name="confirm" label={t("data.destroy.confirm", { name: page.dataset })} rules={required}>
          <Input autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
