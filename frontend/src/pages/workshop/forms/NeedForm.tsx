/** The form of a list the model reads: which of its columns it may read, and which are shown as evidence. */
import { Form } from "antd";
import { useTexts } from "../../../texts/texts";
import { type Palette, readNames, type Tree } from "../parts";
import type { Bench } from "../useDraft";
import { Columns } from "./Columns";
import { inside, type Part, Value } from "./Entries";
import { Name } from "./Name";

interface Given {
  bench: Bench;
  palette: Palette;
  need: Tree["inputs"][number];
  choose: (name: string | null) => void;
}

export function NeedForm({ bench, palette, need, choose }: Given) {
  const { t, say } = useTexts();
  const { draft, edit } = bench;
  const disabled = !draft.may_edit;
  const standard = palette.standards.find((one) => one.id === need.standard);
  const value = need.value && typeof need.value === "object" ? (need.value as Record<string, unknown>) : {};
  const path = (part: string) => ["needs", need.name, part];
  const set = (part: string) => (next: unknown) =>
    void edit(
      next === null ? { kind: "remove", path: path(part) } : { kind: "set", path: path(part), value: next },
    );
  const titles = Object.fromEntries((standard?.columns ?? []).map((one) => [one.name, say(one)]));
  const more: Part[] = [
    { at: ["quarantined"], label: t("workshop.need.quarantined"), kind: "tick" },
    { at: ["optional"], label: t("workshop.need.optional"), kind: "tick" },
    ...(["zh", "en"] as const).map(
      (lang): Part => ({
        at: ["called", lang],
        label: `${t("workshop.need.called")} · ${t(`workshop.lang.${lang}`)}`,
        kind: "text",
        lang,
      }),
    ),
  ];
  const all = [...(standard?.subjects ?? []), ...(standard?.columns ?? []).map((one) => one.name)];
  return (
    <Form layout="vertical" className="bench-form">
      <Name
        name={need.name}
        disabled={disabled}
        rename={async (name) => {
          const made = await edit({ kind: "rename_need", old: need.name, new: name });
          if (made) choose(name);
          return made;
        }}
        remove={() => {
          void edit({ kind: "remove", path: ["needs", need.name] }).then((made) => made && choose(null));
        }}
      />
      <p className="soft">
        {say(standard) || need.standard} <code>{need.standard}</code>
      </p>
      <Form.Item label={t("workshop.need.columns")} extra={t("workshop.need.columns.hint")}>
        <Columns
          label={t("workshop.need.columns")}
          value={need.columns}
          names={all}
          titles={titles}
          disabled={disabled}
          set={set("columns")}
        />
      </Form.Item>
      <Form.Item label={t("workshop.need.show")}>
        <Columns
          label={t("workshop.need.show")}
          value={readNames(value.show)}
          names={need.columns}
          titles={titles}
          disabled={disabled}
          set={set("show")}
        />
      </Form.Item>
      <Form.Item label={t("workshop.need.damaged")}>
        <Columns
          label={t("workshop.need.damaged")}
          value={readNames(value.damaged)}
          names={need.columns}
          titles={titles}
          disabled={disabled}
          set={set("damaged")}
        />
      </Form.Item>
      {more.map((part) => (
        <Form.Item key={part.at.join(".")} label={part.label}>
          <Value
            bench={bench}
            part={part}
            path={["needs", need.name]}
            value={inside(value, part.at)}
            label={part.label}
          />
        </Form.Item>
      ))}
      {standard && (
        <details className="about">
          <summary>{t("workshop.need.all", { n: standard.columns.length })}</summary>
          <dl>
            {standard.columns.map((one) => (
              <div key={one.name}>
                <dt>
                  <code>{one.name}</code> <span className="soft">{say(one.kind)}</span>
                </dt>
                <dd>{say(one)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </Form>
  );
}
