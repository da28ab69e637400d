/** Citations of a text checked against the law of a day: marked in the text, and listed gravest first. */
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Card, Empty, Input, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { TakeFile } from "../../parts/TakeFile";
import { useTitle } from "../../parts/useTitle";
import { useTexts } from "../../texts/texts";
import { DayPicker } from "./DayPicker";
import { articlePlace } from "./places";
import "./statutes.css";

type Checked = Schemas["CheckedText"];
type Citation = Schemas["CheckedCitation"];

const COLORS: Record<string, string> = { ok: "green", wrong: "red", doubt: "orange", open: "default" };
const GRAVE = ["wrong", "doubt", "open", "ok"];

export function Check() {
  const { t } = useTexts();
  useTitle(t("statutes.check"));
  const words = useWords();
  const [text, setText] = useState("");
  const [on, setOn] = useState("");
  const [shown, setShown] = useState<Checked>();
  const check = useMutation({
    mutationFn: () => got(api.POST("/api/statutes/check", { body: { text, ...(on ? { on } : {}) } })),
    onSuccess: setShown,
  });
  return (
    <div className="stack">
      <Link to="/statutes" className="no-print">
        {t("statutes.fill.back")}
      </Link>
      <h1>{t("statutes.check")}</h1>
      <p className="soft">{t("statutes.check.hint")}</p>
      <div className="two no-print">
        <Input.TextArea
          rows={8}
          value={text}
          maxLength={200_000}
          aria-label={t("statutes.check.text")}
          placeholder={t("statutes.check.text")}
          onChange={(event) => setText(event.target.value)}
        />
        <TakeFile<Checked>
          address={(file) =>
            `/api/statutes/check/file?${new URLSearchParams({ name: file.name, ...(on ? { on } : {}) })}`
          }
          hint={t("statutes.check.file")}
          taken={(made) => {
            setText(made.text);
            setShown(made);
          }}
        />
      </div>
      <div className="row no-print">
        <DayPicker on={on} pick={setOn} label="statutes.check.day" none="statutes.check.own_day" />
        <Button
          type="primary"
          disabled={!text.trim()}
          loading={check.isPending}
          onClick={() => check.mutate()}
        >
          {t("statutes.check.go")}
        </Button>
      </div>
      {check.isError && <Alert type="error" showIcon title={words(check.error)} />}
      {shown && <Result checked={shown} />}
    </div>
  );
}

function Result({ checked }: { checked: Checked }) {
  const { t, say } = useTexts();
  const sorted = [...checked.citations].sort(
    (a, b) => GRAVE.indexOf(a.grave.code) - GRAVE.indexOf(b.grave.code),
  );
  return (
    <>
      <p className="soft" role="status">
        {checked.on ? t("statutes.check.on", { day: checked.on }) : t("statutes.check.no_day")}
      </p>
      {sorted.length === 0 && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("statutes.check.none")} />
      )}
      {sorted.length > 0 && (
        <Card title={t("statutes.check.found", { n: sorted.length })}>
          <ul className="reasons">
            {sorted.map((one) => (
              <li key={`${one.start} ${one.cites}`}>
                <Tag color={COLORS[one.grave.code] ?? "default"}>{say(one.grave)}</Tag>
                <Cited one={one} /> <span className="soft">{say(one.said)}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title={t("statutes.check.marked")} className="statute-text">
        <Annotated checked={checked} />
      </Card>
      <p className="soft">{say(checked.limit)}</p>
    </>
  );
}

function Cited({ one }: { one: Citation }) {
  if (!one.law) return <b>{one.cites}</b>;
  return <Link to={articlePlace(one.law, one.article, one.on)}>{one.cites}</Link>;
}

/** Places count code points, as the server does. Citations that stand within another (a range) are marked once. */
function Annotated({ checked }: { checked: Checked }) {
  const { say } = useTexts();
  const signs = Array.from(checked.text);
  let at = 0;
  const parts = [...checked.citations]
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .flatMap((one) => {
      if (one.start < at) return [];
      const before = signs.slice(at, one.start).join("");
      at = one.end;
      return [
        <span key={one.start}>
          {before}
          <mark
            className={`cited-${one.grave.code}`}
            title={`${say(one.grave)}: ${one.cites} ${say(one.said)}`}
          >
            {signs.slice(one.start, one.end).join("")}
          </mark>
        </span>,
      ];
    });
  return (
    <div style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
      {parts}
      {signs.slice(at).join("")}
    </div>
  );
}
