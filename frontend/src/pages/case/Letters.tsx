/** The letters of a case, and drafting one more. */
import { DownOutlined } from "@ant-design/icons";
import { Alert, Button, Card, Dropdown, Empty } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { useMe } from "../../parts/me";
import { Mark, StateTag } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import type { Changed, Page } from "./Case";
import { LetterForm } from "./LetterForm";
import { LetterStep } from "./LetterStep";
import { Paper } from "./Paper";

export type Letter = Schemas["LetterInfo"];

export function Letters({ page, changed }: { page: Page; changed: Changed }) {
  const { t, say, lang } = useTexts();
  const me = useMe().data;
  const mine = page.owner.username === me?.username && page.state.code !== "closed";
  const draft = (kind: string) =>
    changed(
      got(api.POST("/api/cases/{number}/letters", { params: { path: { number: page.id } }, body: { kind } })),
    );
  const kinds = page.kinds.map((one) => ({
    key: one.kind.code,
    label: (
      <span>
        {say(one.kind)} {one.proposed && <Mark tone="green">{t("case.proposed")}</Mark>}
        {one.to && <span className="soft">{lang === "zh" ? `→ ${one.to.zh}` : `→ ${one.to.en}`}</span>}
      </span>
    ),
    onClick: () => void draft(one.kind.code),
  }));
  const add = mine && (
    <Dropdown menu={{ items: kinds }} trigger={["click"]}>
      <Button type={page.letters.length ? "default" : "primary"}>
        {t("case.new_letter")} <DownOutlined />
      </Button>
    </Dropdown>
  );
  return (
    <Card title={t("case.letters")} extra={add}>
      {page.letters.length === 0 && <Empty description={t("case.letters.none")} />}
      <div className="stack">
        {page.letters.map((one) => (
          <OneLetter
            key={one.id}
            letter={one}
            changed={changed}
            mine={mine}
            unfolded={page.letters.length === 1 || one.editable || one.actions.length > 0}
          />
        ))}
      </div>
    </Card>
  );
}

interface Shown {
  letter: Letter;
  changed: Changed;
  mine: boolean;
  unfolded: boolean;
}

function OneLetter({ letter, changed, mine, unfolded }: Shown) {
  const { t, say } = useTexts();
  const [editing, setEditing] = useState(false);
  const [shown, setShown] = useState(unfolded);
  const urge = () =>
    changed(got(api.POST("/api/letters/{number}/urge", { params: { path: { number: letter.id } } })));
  return (
    <section className="letter">
      <div className="row">
        <strong className="cap">{say(letter.kind)}</strong>
        <StateTag state={letter.state} />
        <span className="number">{letter.number ?? t("letter.draft")}</span>
      </div>
      <Dates letter={letter} />
      {letter.gathered && <Alert type="warning" showIcon title={t("letter.gathered")} />}
      <div className="row no-print" style={{ margin: "8px 0 12px" }}>
        {letter.editable && <Button onClick={() => setEditing(true)}>{t("letter.edit")}</Button>}
        {letter.actions.map((one) => (
          <LetterStep key={one.code} letter={letter} action={one} changed={changed} />
        ))}
        {mine &&
          letter.state.code === "served" &&
          letter.reply_due &&
          dayjs(letter.reply_due).isBefore(dayjs(), "day") && (
            <Button onClick={() => void urge()}>{t("letter.urge")}</Button>
          )}
        <Button type="text" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {t(shown ? "letter.fold" : "letter.unfold")}
        </Button>
        <Button href={`/api/letters/${letter.id}/file?form=docx`}>{t("letter.docx")}</Button>
        <Button href={`/api/letters/${letter.id}/file?form=pdf`}>{t("letter.pdf")}</Button>
      </div>
      {shown && <Paper letter={letter} />}
      {editing && <LetterForm letter={letter} changed={changed} close={() => setEditing(false)} />}
    </section>
  );
}

function Dates({ letter }: { letter: Letter }) {
  const { t } = useTexts();
  const told = [
    letter.state.code === "review" &&
      (letter.signers.length
        ? t("letter.waits", { who: letter.signers.join(t("comma")) })
        : t("letter.waits.nobody")),
    letter.signed_on && t("letter.signed", { who: letter.signed_by ?? "", day: letter.signed_on }),
    letter.served_on &&
      (letter.reply_due
        ? t("letter.served", { day: letter.served_on, due: letter.reply_due })
        : t("letter.served.nodue", { day: letter.served_on })),
    letter.replied_on && t("letter.replied", { day: letter.replied_on }),
    letter.accepted !== null && (letter.accepted ? t("letter.accepted") : t("letter.refused")),
    letter.reply,
  ].filter(Boolean);
  return <div className="soft">{told.join(" · ")}</div>;
}
