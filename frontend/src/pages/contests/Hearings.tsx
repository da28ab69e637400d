/** Appeals as their judges hear them: the blind package, what was scored by A, B, C, and their own word, given once. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Card, Form, Input, Popconfirm, Radio, Skeleton } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { filled } from "../../parts/filled";
import { Problem, useWords } from "../../parts/Problem";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { AppealTag, Votes } from "./Appeals";
import { PackageFiles } from "./PackageFiles";
import { None } from "./tables";
import { useSend } from "./useAct";
import type { Page } from "./useContest";
import { Wide } from "./Wide";
import "../figures/figures.css";

type Heard = Schemas["HeardAppeal"];
interface Scored {
  judge: string;
  scores: Record<string, number>;
  reasons: Record<string, string>;
}

export function Hearings({ page }: { page: Page }) {
  const { t } = useTexts();
  const { slug } = page;
  const list = useQuery({
    queryKey: ["contest", slug, "hearings"],
    queryFn: () => got(api.GET("/api/contests/{slug}/hearings", { params: { path: { slug } } })),
  });
  if (list.isError && !list.data) return <Problem error={list.error} retry={list.refetch} />;
  if (!list.data) return <Skeleton active />;
  if (!list.data.items.length) return <None>{t("contests.hearings.none")}</None>;
  return (
    <div className="stack">
      {list.data.items.map((one) => (
        <OneHearing key={one.id} page={page} one={one} />
      ))}
    </div>
  );
}

function OneHearing({ page, one }: { page: Page; one: Heard }) {
  const { t } = useTexts();
  const open = one.state.code === "heard" && !one.voted;
  return (
    <Card title={<span className="number">{one.work}</span>} extra={<AppealTag state={one.state} />}>
      <div className="stack">
        <section>
          <h2>{t("contests.appeal.reason")}</h2>
          <p className="said">
            {one.reason} <span className="soft number">{moment(one.at)}</span>
          </p>
        </section>
        <PackageFiles page={page} work={one.work} files={one.files} />
        <Scores page={page} forms={one.forms as unknown as Scored[]} />
        <Votes votes={one.votes} called={() => t("contests.appeal.mine")} />
        {one.voted && one.state.code === "heard" && (
          <Alert type="success" showIcon title={t("contests.appeal.voted")} />
        )}
        {open && <Vote page={page} one={one} />}
      </div>
    </Card>
  );
}

/** What each judge gave, a column a judge; reasons below the scores. */
function Scores({ page, forms }: { page: Page; forms: Scored[] }) {
  const { t, say } = useTexts();
  const asked = Object.keys(forms[0]?.scores ?? {});
  const called = (id: string) =>
    say(page.types.flatMap((one) => one.criteria).find((one) => one.id === id)) || id;
  if (!forms.length) return <p className="soft">{t("contests.hearing.forms.none")}</p>;
  return (
    <section>
      <h2>{t("contests.forms")}</h2>
      <Wide label={t("contests.forms")}>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t("contests.criterion")}</th>
              {forms.map((one) => (
                <th key={one.judge} scope="col">
                  {t("contests.judge.letter", { letter: one.judge })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {asked.map((id) => (
              <tr key={id}>
                <th scope="row">{called(id)}</th>
                {forms.map((one) => (
                  <td key={one.judge}>
                    {one.scores[id] ?? "—"}
                    {one.reasons[id] && <div className="soft small">{one.reasons[id]}</div>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  );
}

function Vote({ page, one }: { page: Page; one: Heard }) {
  const { t } = useTexts();
  const words = useWords();
  const send = useSend(page.slug);
  const [form] = Form.useForm<Schemas["AppealVote"]>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const [asking, setAsking] = useState(false);
  const go = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const path = { slug: page.slug, number: one.id };
      const body = form.getFieldsValue();
      await send(() => api.POST("/api/contests/{slug}/hearings/{number}", { params: { path }, body }));
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  const must = { required: true, message: t("act.required") };
  return (
    <Form form={form} layout="vertical">
      {error !== undefined && <Alert type="error" showIcon title={words(error)} />}
      <Form.Item name="word" label={t("contests.appeal.word")} rules={[must]}>
        <Radio.Group
          options={(["upheld", "rejected"] as const).map((value) => ({
            value,
            label: t(`contests.appeal.word.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="why" label={t("contests.why")} rules={[{ ...must, whitespace: true }]}>
        <Input.TextArea rows={3} maxLength={1000} showCount />
      </Form.Item>
      <Popconfirm
        title={t("contests.appeal.vote.sure")}
        okText={t("contests.appeal.vote")}
        cancelText={t("cancel")}
        open={asking}
        onOpenChange={async (open) => setAsking(open && (await filled(form)) !== undefined)}
        onConfirm={go}
      >
        <Button type="primary" loading={busy}>
          {t("contests.appeal.vote")}
        </Button>
      </Popconfirm>
    </Form>
  );
}
