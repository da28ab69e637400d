/** The name of a part: another name is written wherever the old one stands. */
import { Button, Input } from "antd";
import { useEffect, useState } from "react";
import { useTexts } from "../../../texts/texts";

interface Given {
  name: string;
  disabled: boolean;
  rename: (name: string) => Promise<boolean>;
  remove: () => void;
}

export function Name({ name, disabled, rename, remove }: Given) {
  const { t } = useTexts();
  const [text, setText] = useState(name);
  useEffect(() => setText(name), [name]);
  const send = () => text !== name && void rename(text);
  return (
    <div className="row">
      <Input
        className="grow"
        style={{ minWidth: 120 }}
        aria-label={t("workshop.name")}
        value={text}
        disabled={disabled}
        onChange={(event) => setText(event.target.value)}
        onPressEnter={send}
      />
      {!disabled && text !== name && <Button onClick={send}>{t("workshop.rename")}</Button>}
      {!disabled && (
        <Button danger onClick={remove}>
          {t("workshop.delete")}
        </Button>
      )}
    </div>
  );
}
