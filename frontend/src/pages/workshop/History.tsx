/** What was done to the draft, and who else may edit it. */
import { Button, Input, Tag } from "antd";
import { useState } from "react";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import type { Bench } from "./useDraft";

export function History({ bench }: { bench: Bench }) {
  const { t, say } = useTexts();
  const { draft } = bench;
  const [who, setWho] = useState("");
  const invite = async () => {
    if (await bench.act("invite", who.trim())) setWho("");
  };
  return (
    <div className="stack">
      <div className="row">
        <span>{t("workshop.editors")}</span>
        {draft.editors.map((one) => (
          <Tag
            key={one.username}
            closable={draft.may_manage}
            onClose={(event) => {
              event.preventDefault();
              void bench.act("uninvite", one.username);
            }}
          >
            {one.name}
          </Tag>
        ))}
        {draft.editors.length === 0 && <span className="soft">{t("workshop.editors.none")}</span>}
        {draft.may_manage && (
          <>
            <Input
              style={{ width: 180 }}
              aria-label={t("workshop.invite.who")}
              placeholder={t("workshop.invite.who")}
              value={who}
              onChange={(event) => setWho(event.target.value)}
              onPressEnter={() => void invite()}
            />
            <Button disabled={who.trim() === ""} onClick={() => void invite()}>
              {t("workshop.invite")}
            </Button>
          </>
        )}
      </div>
      {draft.history.length === 0 && <p className="soft">{t("workshop.history.none")}</p>}
      <ol className="history">
        {draft.history.map((one) => (
          <li key={one.number} className={one.undone ? "undone" : ""}>
            {say(one)}
            <span className="soft">
              {" "}
              {one.by.name} · {moment(one.at)} {one.undone && t("workshop.undone")}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
