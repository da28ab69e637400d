/** Asks for the reason that goes into the audit log before something masked is shown. */
import { Input, Modal } from "antd";
import { useState } from "react";
import { useTexts } from "../../texts/texts";

export function AskWhy(props: {
  title: string;
  busy: boolean;
  close: () => void;
  done: (why: string) => void;
}) {
  const { t } = useTexts();
  const [why, setWhy] = useState("");
  return (
    <Modal
      open
      title={props.title}
      okText={props.title}
      okButtonProps={{ disabled: why.trim().length < 2 }}
      confirmLoading={props.busy}
      onCancel={props.close}
      onOk={() => props.done(why)}
    >
      <Input.TextArea
        rows={3}
        value={why}
        maxLength={500}
        placeholder={t("clue.unmask.why")}
        aria-label={t("clue.unmask.why")}
        onChange={(event) => setWhy(event.target.value)}
      />
    </Modal>
  );
}
