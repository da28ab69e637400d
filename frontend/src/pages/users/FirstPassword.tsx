/** The first password of somebody, shown once. */
import { Button, Modal, Typography } from "antd";
import { useTexts } from "../../texts/texts";
import type { Done } from "./Users";

export function FirstPassword({ done, close }: { done: Done; close: () => void }) {
  const { t } = useTexts();
  return (
    <Modal
      open
      title={t("users.password")}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={close}>
          {t("users.known")}
        </Button>
      }
    >
      <p>{t("users.password.hint", { who: `${done.user.name} ${done.user.username}` })}</p>
      <Typography.Paragraph copyable code className="first-password">
        {done.password ?? ""}
      </Typography.Paragraph>
    </Modal>
  );
}
