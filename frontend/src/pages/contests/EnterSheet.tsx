/** Typing a judge's paper in: whose, of which work, which paper, what is on it. */
import { Alert, Checkbox, Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { api, type Schemas } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import { CriteriaFields, isWhole, type Points, PointsSum } from "./CriteriaFields";
import { useSend } from "./useAct";
import type { Page } from "./useContest";
import { useJudges } from "./useSeats";

interface Given {
  page: Page;
  works: Schemas["WorkProgress"][];
  close: () => void;
}

export function EnterSheet({ page, works, close }: Given) {
  const { t } = useTexts();
  const words = useWords();
  const send = useSend(page.slug);
  const { options } = useJudges(page);
  const [key] = useState(() => crypto.randomUUID());
  const [judge, setJudge] = useState<string>();
  const [number, setNumber] = useState<string>();
  const [paper, setPaper] = useState("");
  const [away, setAway] = useState(false);
  const [why, setWhy] = useState("");
  const [points, setPoints] = useState<Points>({ scores: {}, reasons: {} });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const waiting = works.filter((one) => judge && one.waiting?.includes(judge));
  const work = waiting.find((one) => one.work === number);
  const of = page.types.find((one) => one.type.code === work?.type.code);
  const right = of && paper.trim() && (away ? why.trim() : isWhole(of, points));
  const go = async () => {
    if (!judge || !number) return;
    setBusy(true);
    setError(undefined);
    try {
      const said = away ? { scores: {}, reasons: {}, abstained: why.trim() } : { ...points, abstained: "" };
      const body = { key, work: number, judge, paper: paper.trim(), ...said };
      const path = { slug: page.slug };
      await send(() => api.POST("/api/contests/{slug}/forms/entered", { params: { path }, body }));
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
      width={760}
      title={t("contests.entered.add")}
      okText={t("contests.entered.go")}
      okButtonProps={{ disabled: !right }}
      cancelText={t("cancel")}
      confirmLoading={busy}
      onCancel={close}
      onOk={go}
    >
      <Form layout="vertical">
        <p>{t("contests.entered.sure")}</p>
        {error !== undefined && <Alert type="error" showIcon title={words(error)} />}
        <Form.Item label={t("contests.judge")} htmlFor="entered-judge">
          <Select
            id="entered-judge"
            showSearch={{ optionFilterProp: "label" }}
            value={judge}
            options={options}
            onChange={(code: string) => {
              setJudge(code);
              setNumber(undefined);
            }}
          />
        </Form.Item>
        <Form.Item
          label={t("contests.work.number")}
          htmlFor="entered-work"
          extra={judge && !waiting.length ? t("contests.entered.nothing") : undefined}
        >
          <Select
            id="entered-work"
            disabled={!waiting.length}
            value={number}
            options={waiting.map((one) => ({ value: one.work, label: one.work }))}
            onChange={setNumber}
          />
        </Form.Item>
        <Form.Item label={t("contests.paper")} htmlFor="entered-paper" extra={t("contests.paper.hint")}>
          <Input
            id="entered-paper"
            maxLength={200}
            value={paper}
            onChange={(event) => setPaper(event.target.value)}
          />
        </Form.Item>
        {of && (
          <div className="stack tight">
            <Checkbox checked={away} onChange={(event) => setAway(event.target.checked)}>
              {t("contests.entered.away")}
            </Checkbox>
            {away ? (
              <Input.TextArea
                aria-label={t("contests.why")}
                placeholder={t("contests.why")}
                rows={2}
                maxLength={500}
                value={why}
                onChange={(event) => setWhy(event.target.value)}
              />
            ) : (
              <>
                <CriteriaFields
                  of={of}
                  points={points}
                  change={(part) => setPoints((before) => ({ ...before, ...part }))}
                />
                <PointsSum of={of} points={points} />
              </>
            )}
          </div>
        )}
      </Form>
    </Modal>
  );
}
