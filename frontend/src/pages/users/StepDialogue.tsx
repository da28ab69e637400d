/** Asking once more before somebody is locked, unlocked, deactivated or given a new password. */
import { Input, Modal } from "antd";
import { useState } from "react";
import { api, got } from "../../client/client";
import { useTexts } from "../../texts/texts";
import { type Done, type Row, STEP, type Step } from "./Users";

interface Props {
  row: Row;
  action: Step;
  made: (answer: Promise<Done>) => Promise<boolean>;
  close: () => void;
}

export function StepDialogue({ row, action, made, close }: Props) {
  const { t } = useTexts();
  const [why, setWhy] = useState("");
  const [busy, setBusy] = useState(false);
  const go = async () => {
    setBusy(true);
    const body = { action, version: row.version, why };
    await made(got(api.POST("/api/users/{number}/act", { params: { path: { number: row.id } }, body })));
    close();
  };
  const ends = action !== "unlock" && action !== "activate";
  return (
    <Modal
      open
      title={t(STEP[action])}
      okText={t(STEP[action])}
      confirmLoading={busy}
      onCancel={close}
      onOk={go}
    >
      <p>{t("users.sure", { what: t(STEP[action]), who: `${row.name} ${row.username}` })}</p>
      {ends && <p className="soft">{t("users.ends")}</p>}
      <Input
        maxLength={200}
        value={why}
        placeholder={t("users.why")}
        aria-label={t("users.why")}
        onChange={(event) => setWhy(event.target.value)}
      />
    </Modal>
  );
}
