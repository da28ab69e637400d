/** What a model says of itself: title, point, problem; legal basis, traps and disposition. */
import { Form } from "antd";
import { useTexts } from "../../../texts/texts";
import type { Palette } from "../parts";
import type { Bench } from "../useDraft";
import { Words } from "./inputs";
import { Lists } from "./Lists";

const TEXTS = ["title", "point", "problem"] as const;

export function AboutForm({ bench, palette }: { bench: Bench; palette: Palette }) {
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
      <Lists bench={bench} palette={palette} />
    </Form>
  );
}
