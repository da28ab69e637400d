/** Two works side by side: passages they share, steps that do the same; and what two people say of it, each alone. */
import { Alert, Button, Card, Form, Input, Radio } from "antd";
import { useState } from "react";
import { api, type Schemas } from "../../client/client";
import { filled } from "../../parts/filled";
import { useWords } from "../../parts/Problem";
import { Mark, moment } from "../../parts/values";
import { type Key, useTexts } from "../../texts/texts";
import { type Case, witnessesOf, wordOf } from "./alike";
import { percent } from "./figures";
import { useSend } from "./useAct";
import type { Page } from "./useContest";
import "../figures/figures.css";

interface Piece {
  text: string;
  sort: "around" | "same" | "grey";
}
interface Passage {
  files: [string, string];
  here: Piece[];
  there: Piece[];
  signs: number;
}
interface Structure {
  files: [string, string];
  steps: { one: string; other: string; share: number; common: string[] }[];
  only_one: string[];
  only_other: string[];
  structure: number | null;
  meaning: number | null;
  values: number | null;
  order: number | null;
  rarity: number | null;
}
const SURVIVED = ["structure", "meaning", "values", "order", "rarity"] as const;

export function LikenessPair({ page, one }: { page: Page; one: Case }) {
  const { t } = useTexts();
  const passages = one.passages as unknown as Passage[];
  const structure = one.structure as unknown as Structure | null;
  return (
    <>
      <Card
        title={
          <span className="number digest">
            {one.one} — {one.other}
          </span>
        }
        extra={
          <div className="row tight">
            <Mark tone="plain">{t(`contests.likeness.origin.${one.origin}` as Key)}</Mark>
            {one.relation !== "other" && (
              <Mark tone="violet">{t(`contests.likeness.relation.${one.relation}` as Key)}</Mark>
            )}
          </div>
        }
      >
        <p className="soft">{t("contests.likeness.hint")}</p>
        <table className="figures">
          <thead>
            <tr>
              <th scope="col">{t("contests.likeness.kinds")}</th>
              <th scope="col">{t("contests.likeness.of", { work: one.one })}</th>
              <th scope="col">{t("contests.likeness.of", { work: one.other })}</th>
              <th scope="col">{t("contests.likeness.passes")}</th>
            </tr>
          </thead>
          <tbody>
            {witnessesOf(one).map(([kind, witness]) => (
              <tr key={kind}>
                <th scope="row">{t(`contests.likeness.kind.${kind}` as Key)}</th>
                <td>{percent(witness.of_one)}</td>
                <td>{percent(witness.of_other)}</td>
                <td>{t(witness.passes ? "yes" : "no")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Card>
      {passages.length > 0 && <Passages one={one} passages={passages} />}
      {structure && <Steps one={one} of={structure} />}
      <Said page={page} one={one} />
    </>
  );
}

function Passages({ one, passages }: { one: Case; passages: Passage[] }) {
  const { t } = useTexts();
  return (
    <Card title={t("contests.likeness.passages", { n: passages.length })}>
      <p className="soft">{t("contests.likeness.passages.hint")}</p>
      {passages.map((passage, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: passages have no name but their place
        <section key={place} className="sides" aria-label={t("contests.likeness.passage", { n: place + 1 })}>
          <Side work={one.one} file={passage.files[0]} pieces={passage.here} />
          <Side work={one.other} file={passage.files[1]} pieces={passage.there} />
        </section>
      ))}
    </Card>
  );
}

function Side({ work, file, pieces }: { work: string; file: string; pieces: Piece[] }) {
  return (
    <div className="side-text">
      <div className="soft small digest">
        {work} · {file}
      </div>
      <p>
        {pieces.map((piece, place) =>
          piece.sort === "same" ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no name but their place
            <mark key={place}>{piece.text}</mark>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no name but their place
            <span key={place} className={piece.sort === "grey" ? "everybodys" : "soft"}>
              {piece.text}
            </span>
          ),
        )}
      </p>
    </div>
  );
}

function Steps({ one, of }: { one: Case; of: Structure }) {
  const { t } = useTexts();
  return (
    <Card title={t("contests.likeness.steps")}>
      <p className="row tight">
        {SURVIVED.map((name) => (
          <span key={name}>
            {t(`contests.likeness.survived.${name}`)} {percent(of[name])}
          </span>
        ))}
      </p>
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">{one.one}</th>
            <th scope="col" className="words">
              {one.other}
            </th>
            <th scope="col">{t("contests.likeness.share")}</th>
            <th scope="col" className="words">
              {t("contests.likeness.common")}
            </th>
          </tr>
        </thead>
        <tbody>
          {of.steps.map((step) => (
            <tr key={`${step.one} ${step.other}`}>
              <th scope="row">{step.one}</th>
              <td className="words">{step.other}</td>
              <td>{percent(step.share)}</td>
              <td className="words digest">{step.common.join(t("semicolon"))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="soft">
        {t("contests.likeness.only", {
          one: of.only_one.join(t("comma")) || "—",
          other: of.only_other.join(t("comma")) || "—",
        })}
      </p>
    </Card>
  );
}

interface Word {
  word: Schemas["LikenessWord"]["word"];
  work?: string;
  reason: string;
}

function Said({ page, one }: { page: Page; one: Case }) {
  const { t } = useTexts();
  return (
    <Card title={t("contests.likeness.verdict")}>
      <div className="stack">
        {one.verdicts.length > 0 && (
          <ul className="reasons">
            {one.verdicts.map((said) => (
              <li key={said.by}>
                {said.by} <span className="number soft">{moment(said.at)}</span> {wordOf(said.word, t)}
                {t("colon")}
                {said.reason}
              </li>
            ))}
          </ul>
        )}
        {one.state.code === "decided" && (
          <Alert
            type="success"
            showIcon
            title={t("contests.likeness.decided", { word: wordOf(one.word, t) })}
          />
        )}
        {one.state.code !== "decided" && one.said > 0 && !one.verdicts.length && (
          <Alert type="info" showIcon title={t("contests.likeness.first.hidden")} />
        )}
        {one.state.code !== "decided" && one.verdicts.length > 0 && (
          <Alert
            type="info"
            showIcon
            title={t(one.said > 1 ? "contests.likeness.differ" : "contests.likeness.second")}
          />
        )}
        {one.may_say && <Say page={page} one={one} />}
      </div>
    </Card>
  );
}

function Say({ page, one }: { page: Page; one: Case }) {
  const { t } = useTexts();
  const words = useWords();
  const send = useSend(page.slug);
  const [form] = Form.useForm<Word>();
  const word = Form.useWatch("word", form);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const must = [{ required: true, message: t("act.required") }];
  const works = one.origin === "contest" ? [one.one, one.other] : [one.one];
  const go = async () => {
    const given = await filled(form);
    if (!given) return;
    setBusy(true);
    setError(undefined);
    try {
      const body = { word: given.word, work: given.work ?? "", reason: given.reason.trim() };
      const path = { slug: page.slug, number: one.id };
      await send(() => api.POST("/api/contests/{slug}/likeness/{number}", { params: { path }, body }));
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Form form={form} layout="vertical" onFinish={go}>
      {error !== undefined && <Alert type="error" showIcon title={words(error)} />}
      <p>{t("contests.likeness.sure")}</p>
      <Form.Item name="word" label={t("contests.likeness.say")} rules={must}>
        <Radio.Group
          options={(["common", "own", "copied"] as const).map((value) => ({
            value,
            label: t(`contests.likeness.choice.${value}`),
          }))}
        />
      </Form.Item>
      {word === "copied" && (
        <Form.Item name="work" label={t("contests.likeness.fails")} rules={must}>
          <Radio.Group options={works.map((value) => ({ value, label: value }))} />
        </Form.Item>
      )}
      <Form.Item
        name="reason"
        label={t("contests.why")}
        rules={[{ required: true, whitespace: true, message: t("act.required") }]}
      >
        <Input.TextArea rows={3} maxLength={1000} showCount />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy}>
        {t("contests.likeness.say.go")}
      </Button>
    </Form>
  );
}
