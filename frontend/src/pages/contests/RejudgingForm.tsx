/** A set of judging again: forms of some works that no longer count, each with its reason, and forms that come. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Card, Checkbox, Form, Input, Select, Skeleton } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import { AddedSheet } from "./AddedSheet";
import { useSend } from "./useAct";
import type { Page } from "./useContest";
import { useJudges } from "./useSeats";
import "../figures/figures.css";

type Added = Schemas["AddedForm"];
type OneForm = Schemas["FormInfo"];

export function RejudgingForm({ page, close }: { page: Page; close: () => void }) {
  const { t } = useTexts();
  const words = useWords();
  const send = useSend(page.slug);
  const { slug } = page;
  const [work, setWork] = useState<string>();
  const [reason, setReason] = useState("");
  const [withdraw, setWithdraw] = useState<Record<string, string>>({});
  const [add, setAdd] = useState<Added[]>([]);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const forms = useQuery({
    queryKey: ["contest", slug, "results", "forms"],
    queryFn: () => got(api.GET("/api/contests/{slug}/results/forms", { params: { path: { slug } } })),
  });
  if (forms.isError && !forms.data) return <Problem error={forms.error} retry={forms.refetch} />;
  if (!forms.data) return <Skeleton active />;
  const standing = forms.data.items.filter((one) => !one.withdrawn);
  const works = [...new Set(forms.data.items.map((one) => one.work))].sort();
  const unreasoned = Object.values(withdraw).some((why) => !why.trim());
  const something = Object.keys(withdraw).length + add.length > 0;
  const go = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const body = { reason: reason.trim(), withdraw, add };
      await send(() => api.POST("/api/contests/{slug}/rejudging", { params: { path: { slug } }, body }));
      close();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Card title={t("contests.rejudging.make")}>
      <Form layout="vertical" onFinish={go}>
        <p className="soft">{t("contests.rejudging.how")}</p>
        {error !== undefined && <Alert type="error" showIcon title={words(error)} />}
        <Form.Item label={t("contests.rejudging.reason")} htmlFor="rejudging-reason" required>
          <Input.TextArea
            id="rejudging-reason"
            rows={2}
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t("contests.work.number")} htmlFor="rejudging-work">
          <Select
            id="rejudging-work"
            showSearch
            style={{ maxWidth: 300 }}
            value={work}
            options={works.map((value) => ({ value, label: value }))}
            onChange={setWork}
          />
        </Form.Item>
        {work && (
          <Forms
            page={page}
            forms={standing.filter((one) => one.work === work)}
            withdraw={withdraw}
            change={setWithdraw}
          />
        )}
        {work && (
          <AddedSheet
            key={work}
            page={page}
            work={work}
            forms={forms.data.items.filter((one) => one.work === work)}
            add={(one) =>
              setAdd([...add.filter((old) => old.work !== one.work || old.judge !== one.judge), one])
            }
          />
        )}
        <p role="status">
          {t("contests.rejudging.sum", { takes: Object.keys(withdraw).length, adds: add.length })}
        </p>
        {add.map((one) => (
          <p key={`${one.work} ${one.judge}`} className="row tight">
            {t("contests.rejudging.adds", { work: one.work, judge: one.judge, paper: one.paper })}
            <Button size="small" onClick={() => setAdd(add.filter((other) => other !== one))}>
              {t("contests.remove")}
            </Button>
          </p>
        ))}
        <div className="row">
          <Button
            type="primary"
            htmlType="submit"
            loading={busy}
            disabled={!reason.trim() || !something || unreasoned}
          >
            {t("contests.rejudging.preview")}
          </Button>
          <Button onClick={close}>{t("cancel")}</Button>
          {unreasoned && <span className="soft">{t("contests.rejudging.unreasoned")}</span>}
        </div>
      </Form>
    </Card>
  );
}

interface Given {
  page: Page;
  forms: OneForm[];
  withdraw: Record<string, string>;
  change: (after: Record<string, string>) => void;
}

function Forms({ page, forms, withdraw, change }: Given) {
  const { t } = useTexts();
  const { called } = useJudges(page);
  return (
    <table className="figures" style={{ marginBottom: 16 }}>
      <thead>
        <tr>
          <th scope="col">{t("contests.sheet")}</th>
          <th scope="col">{t("contests.total")}</th>
          <th scope="col" className="words">
            {t("contests.form.back.why")}
          </th>
        </tr>
      </thead>
      <tbody>
        {forms.map((one) => {
          const why = withdraw[one.number];
          const { [one.number]: _, ...others } = withdraw;
          return (
            <tr key={one.number}>
              <th scope="row">
                <Checkbox
                  checked={why !== undefined}
                  onChange={(event) =>
                    change(event.target.checked ? { ...others, [one.number]: "" } : others)
                  }
                >
                  {t("contests.rejudging.take", { n: one.number, judge: called(one.judge) })}
                </Checkbox>
                {one.entered_by && (
                  <div className="soft">
                    {t("contests.form.entered", { name: one.entered_by, paper: one.paper })}
                  </div>
                )}
              </th>
              <td>{one.total ?? t("contests.abstained")}</td>
              <td className="words">
                {why !== undefined && (
                  <Input
                    aria-label={t("contests.form.back.why.of", { n: one.number })}
                    maxLength={500}
                    value={why}
                    status={why.trim() ? "" : "warning"}
                    onChange={(event) => change({ ...withdraw, [one.number]: event.target.value })}
                  />
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
