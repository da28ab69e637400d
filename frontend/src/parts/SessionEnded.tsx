/** The session ended while somebody was writing: he logs in beside the page, and what he wrote is still there. */
import { Alert, Button, Modal } from "antd";
import { useEffect, useState } from "react";
import { ENDED, toLogin } from "../client/ended";
import { useTexts } from "../texts/texts";
import { useMe } from "./me";

/** Until he is back nobody reads what is on the page. */
const HIDES = { mask: { background: "#eef2f7" } };

/** Who is logged in now; asked past the client, which would take the answer for another session that ended. */
async function whoIsIn(): Promise<string | null> {
  const answer = await fetch("/api/me");
  return answer.ok ? ((await answer.json()) as { username: string }).username : null;
}

export function SessionEnded() {
  const { t } = useTexts();
  const me = useMe().data?.username;
  const [open, setOpen] = useState(false);
  const [out, setOut] = useState(false);
  useEffect(() => {
    const show = () => setOpen(true);
    window.addEventListener(ENDED, show);
    return () => window.removeEventListener(ENDED, show);
  }, []);
  const back = async () => {
    const now = await whoIsIn().catch(() => null);
    setOut(now === null);
    if (now === me) setOpen(false);
    else if (now !== null) window.location.reload(); // somebody else: what was written is not his
  };
  return (
    <Modal
      open={open}
      closable={false}
      keyboard={false}
      zIndex={3000}
      styles={HIDES}
      title={t("ended.title")}
      footer={[
        <Button key="drop" onClick={toLogin}>
          {t("ended.drop")}
        </Button>,
        <Button key="back" onClick={() => void back()}>
          {t("ended.back")}
        </Button>,
        <Button key="login" type="primary" href="/login" target="_blank">
          {t("ended.login")}
        </Button>,
      ]}
    >
      <div className="stack">
        <p>{t("ended.hint")}</p>
        {out && <Alert role="status" type="warning" showIcon title={t("ended.out")} />}
      </div>
    </Modal>
  );
}
