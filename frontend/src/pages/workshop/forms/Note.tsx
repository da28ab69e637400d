/** What its author wants to say of a part, in both languages. */
import { Form } from "antd";
import { useTexts } from "../../../texts/texts";
import type { Bench } from "../useDraft";
import { Value } from "./Entries";

export function Note({ bench, path, value }: { bench: Bench; path: string[]; value: unknown }) {
  const { t } = useTexts();
  const given = value && typeof value === "object" ? (value as Record<string, unknown>) : {};
  return (["zh", "en"] as const).map((lang) => {
    const label = `${t("workshop.note")} · ${t(`workshop.lang.${lang}`)}`;
    return (
      <Form.Item key={lang} label={label}>
        <Value
          bench={bench}
          part={{ at: ["note", lang], label, kind: "text", lang }}
          path={path}
          value={given[lang]}
          label={label}
        />
      </Form.Item>
    );
  });
}
