/** What no form is made for yet, as JSON. */
import { Input } from "antd";
import { useEffect, useState } from "react";
import { useTexts } from "../../../texts/texts";
import type { Field } from "./inputs";

/** Whatever a file may hold, as JSON; a day is {"$day": "2024-01-31"}. */
export function Anything({ label, value, disabled, set }: Field) {
  const { t } = useTexts();
  const before = value === undefined ? "" : JSON.stringify(value, null, 1);
  const [text, setText] = useState(before);
  const [wrong, setWrong] = useState(false);
  useEffect(() => setText(before), [before]);
  const leave = () => {
    if (text === before) return;
    try {
      const next: unknown = text.trim() === "" ? null : JSON.parse(text);
      setWrong(false);
      set(next);
    } catch {
      setWrong(true);
    }
  };
  return (
    <>
      <Input.TextArea
        aria-label={label}
        className="code"
        autoSize={{ minRows: 2, maxRows: 14 }}
        value={text}
        disabled={disabled}
        {...(wrong ? { status: "error" as const } : {})}
        onChange={(event) => setText(event.target.value)}
        onBlur={leave}
      />
      {wrong && <div className="bad">{t("workshop.json.wrong")}</div>}
    </>
  );
}
