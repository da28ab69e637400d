/** A record's values in words. What is not recorded is not shown: it is unknown, never "no". */
import { useTexts } from "../../texts/texts";
import { type EvidenceField, type Page, useForms, type Values } from "./kinds";

interface Props {
  page: Page;
  name: string;
  values: Values;
}

const LONGEST = 120;

export function Summary({ page, name, values }: Props) {
  const { t, say } = useTexts();
  const forms = useForms().data;
  const fields = forms?.forms.find((one) => one.name === name)?.fields ?? [];
  const names = new Map(page.lists.flatMap((list) => list.records.map((one) => [one.id, one.name])));
  const word = (field: EvidenceField, value: unknown): string => {
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    if (field.kind === "choice") return say(field.choices.find((one) => one.code === value)) || String(value);
    if (field.kind === "material")
      return say(forms?.materials.find((one) => one.code === value)) || String(value);
    if (field.kind === "record") return names.get(String(value)) ?? String(value);
    const text = String(value);
    return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  };
  const shown = fields.filter((one) => one.name !== "id" && values[one.name] !== undefined);
  return (
    <div className="proof-values">
      {shown.map((field) => {
        const value = values[field.name];
        const listed = Array.isArray(value) ? value : [value];
        const said =
          field.kind === "span" ? listed.join("–") : listed.map((one) => word(field, one)).join(t("comma"));
        return (
          <span key={field.name}>
            <span className="soft">{say(field.label)}</span> {said}
          </span>
        );
      })}
    </div>
  );
}
