/** What a model says of itself: title, point, problem; legal basis, traps and disposition as the file has them. */
import { Form } from "antd";
import { useTexts } from "../../../texts/texts";
import type { Bench } from "../useDraft";
import { Anything, Words } from "./inputs";

const TEXTS = ["title", "point", "problem"] as const;
const LISTS = ["basis", "traps", "disposition"] as const;

export function AboutForm({ bench }: { bench: Bench }) {
  const { t } = useTexts();
  const { draft, edit } = bench;
  const disabled = !draft.may_edit;
  const about = draft.tree?.about ?? {};
  return (
    <Form layout="vertical" className="bench-form">
      {(["version", "catalogue"] as const).map((part) => (
        <Form.Item key={part} label={t(`workshop.about.${part}`)}>
          <Words
            label={t(`workshop.about.${part}`)}
            value={about[part]}
            names={[]}
            disabled={disabled}
            set={(value) =>
              void edit(
                value === null ? { kind: "remove", path: [part] } : { kind: "set", path: [part], value },
              )
            }
          />
        </Form.Item>
      ))}
      {TEXTS.flatMap((part) =>
        (["zh", "en"] as const).map((lang) => {
          const given =
            about[part] && typeof about[part] === "object" ? (about[part] as Record<string, unknown>) : {};
          const label = `${t(`workshop.about.${part}`)} · ${t(`workshop.lang.${lang}`)}`;
          return (
            <Form.Item key={`${part}.${lang}`} label={label}>
              <Words
                label={label}
                value={given[lang]}
                names={[]}
                disabled={disabled}
                lines={2}
                set={(text) =>
                  void edit({ kind: "text", path: [part], lang, text: typeof text === "string" ? text : "" })
                }
              />
            </Form.Item>
          );
        }),
      )}
      {LISTS.map((part) => (
        <Form.Item key={part} label={t(`workshop.about.${part}`)} extra={t("workshop.json")}>
          <Anything
            label={t(`workshop.about.${part}`)}
            value={about[part]}
            names={[]}
            disabled={disabled}
            set={(value) => void edit({ kind: "set", path: [part], value: value ?? [] })}
          />
        </Form.Item>
      ))}
    </Form>
  );
}
