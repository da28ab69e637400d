/** Which charges a text may tell: candidates with the words for and against each, what decides, articles and sums. */
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Card, DatePicker, Input } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { useTexts } from "../../texts/texts";
import { Upload } from "../sentencing/Upload";
import { articlePlace } from "../statutes/places";
import "../sentencing/sentencing.css";
import { Candidate } from "./Candidate";
import { MarkedText } from "./MarkedText";
import { Sums } from "./Sums";

export function Advice() {
  const { t } = useTexts();
  useTitle(t("nav.advice"));
  const words = useWords();
  const [params] = useSearchParams();
  const about = { case: Number(params.get("case")) || null, clue: params.get("clue") ?? "" };
  const [text, setText] = useState("");
  const [on, setOn] = useState("");
  const ask = useMutation({
    mutationFn: async (said: { text: string; on: string | null }) => ({
      said: said.text,
      found: await got(api.POST("/api/charges/advise", { body: said })),
    }),
  });
  return (
    <div className="stack">
      <div className="row">
        <h1 className="grow">{t("nav.advice")}</h1>
        <span className="row no-print">
          <Link to="/advice/confusable">{t("advice.confusable")}</Link>
          {about.case && <Link to={`/cases/${about.case}`}>{t("sentencing.to_case")}</Link>}
          {about.clue && <Link to={`/clues/${about.clue}`}>{t("sentencing.to_clue")}</Link>}
        </span>
      </div>
      <p className="soft">{t("advice.hint")}</p>
      <Card className="no-print">
        <div className="stack tight">
          <Input.TextArea
            aria-label={t("advice.text")}
            placeholder={t("advice.text")}
            rows={6}
            maxLength={300_000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <div className="row">
            <DatePicker
              aria-label={t("advice.on")}
              placeholder={t("advice.on")}
              value={on ? dayjs(on) : null}
              onChange={(day) => setOn(day ? day.format("YYYY-MM-DD") : "")}
            />
            <Button
              type="primary"
              disabled={!text.trim()}
              loading={ask.isPending}
              onClick={() => ask.mutate({ text, on: on || null })}
            >
              {t("advice.go")}
            </Button>
            <Upload read={setText} />
          </div>
        </div>
      </Card>
      {ask.isError && <Alert type="error" showIcon title={words(ask.error)} />}
      {ask.data && <Found key={ask.submittedAt} said={ask.data.said} found={ask.data.found} about={about} />}
    </div>
  );
}

interface Props {
  said: string;
  found: Schemas["ChargeAdvice"];
  about: { case: number | null; clue: string };
}

function Found({ said, found, about }: Props) {
  const { t, say } = useTexts();
  const all = [...found.candidates, ...found.near];
  const [charge, setCharge] = useState(all[0]?.charge ?? "");
  const chosen = all.find((one) => one.charge === charge);
  const amount = whole(found.amount.yuan);
  return (
    <>
      <Alert
        type="info"
        showIcon
        title={say(found.disclaimer)}
        description={
          <>
            {found.learned ? t("advice.learned", { n: found.learned_from }) : t("advice.elements_only")}{" "}
            {found.on ? t("advice.law_of", { day: found.on }) : t("advice.law_now")}{" "}
            {t("advice.uncovered", { n: found.uncovered })}
          </>
        }
      />
      {found.doubts.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t("advice.cannot_tell")}
          description={
            <ul className="reasons">
              {found.doubts.map((one) => (
                <li key={one.text.zh}>{say(one.text)}</li>
              ))}
            </ul>
          }
        />
      )}
      <div className="halves">
        <div className="stack">
          {found.candidates.map((one) => (
            <Candidate
              key={one.charge}
              one={one}
              said={said}
              chosen={one.charge === charge}
              choose={() => setCharge(one.charge)}
              about={about}
              amount={amount}
            />
          ))}
          {found.near.length > 0 && (
            <Card title={t("advice.near")}>
              <p className="soft">{t("advice.near.hint")}</p>
              <ul className="reasons">
                {found.near.map((one) => {
                  const missing = one.elements
                    .filter((each) => !each.places.length)
                    .map((each) => say(each.role));
                  return (
                    <li key={one.charge}>
                      <Button type="link" style={{ padding: 0 }} onClick={() => setCharge(one.charge)}>
                        {one.charge}
                      </Button>{" "}
                      <span className="soft">
                        {missing.length > 0 && t("advice.missing", { list: missing.join(t("comma")) })}
                        {one.under && t("advice.under", { charge: one.under })}
                      </span>
                    </li>
                  );
                })}
              </ul>
            </Card>
          )}
          <Articles articles={found.articles} on={found.on} />
          <Sums found={found} said={said} />
        </div>
        <Card
          title={chosen ? t("advice.marked", { charge: chosen.charge }) : t("advice.told")}
          className="keep-in-view"
        >
          <MarkedText said={said} one={chosen} />
        </Card>
      </div>
    </>
  );
}

function Articles({ articles, on }: { articles: Schemas["ArticleTold"][]; on: string | null }) {
  const { t, say } = useTexts();
  if (!articles.length) return null;
  return (
    <Card title={t("advice.articles")}>
      <ul className="reasons">
        {articles.map((one) => (
          <li key={one.number}>
            <Link to={articlePlace(one.law, one.number, on)}>
              {t("advice.article", { label: one.label })}
            </Link>
            {one.paragraphs.length > 0 &&
              ` ${t("advice.paragraphs", { list: one.paragraphs.join(t("comma")) })}`}{" "}
            <span className="soft">{say(one.why)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** A sum in whole yuan, as the form of sentencing takes it. */
function whole(yuan: string | null): string {
  const number = Math.floor(Number(yuan ?? ""));
  return number > 0 ? String(number) : "";
}
