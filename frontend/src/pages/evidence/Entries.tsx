/** What a layer says, entry by entry, each to be changed or taken away. */
import { Button, Space } from "antd";
import { useTexts } from "../../texts/texts";
import type { EntryKind } from "./EntryForm";
import { useForms, type Values } from "./kinds";
import type { LayerChange } from "./Layer";

interface Props {
  own: Values;
  may: boolean;
  change: (given: LayerChange) => Promise<boolean>;
  edit: (entry: { kind: EntryKind; name: string; value: Values }) => void;
}
interface Entry {
  kind: EntryKind;
  name: string;
  value: Values;
  path: (string | number)[];
  says: string;
}

export function Entries({ own, may, change, edit }: Props) {
  const { t } = useTexts();
  const entries = useEntries(own);
  if (entries.length === 0) return <p className="soft">{t("evidence.layer.none")}</p>;
  return entries.map((one) => (
    <div key={one.path.join(".")} className="proof-item row">
      <span className="grow">
        <span className="soft">{t(`evidence.entry.${one.kind}.name`)}</span> {one.says}
      </span>
      {may && (
        <Space>
          {one.kind !== "point" && (
            <Button size="small" onClick={() => edit(one)}>
              {t("evidence.edit")}
            </Button>
          )}
          <Button size="small" danger onClick={() => void change(taking(one.path))}>
            {t("evidence.remove")}
          </Button>
        </Space>
      )}
    </div>
  ));
}

function taking(path: Entry["path"]): LayerChange {
  return { kind: "remove", name: "", path, value: {} };
}

/** The entries of what a layer says; a text that is half written says fewer. */
function useEntries(own: Values): Entry[] {
  const { t, say } = useTexts();
  const forms = useForms().data;
  const title = (value: unknown) => say(value as { zh: string; en: string });
  const materials = (codes: unknown) =>
    list(codes)
      .map((one) => say(forms?.materials.find((kind) => kind.code === one)) || String(one))
      .join(t("comma"));
  const found: Entry[] = [];
  for (const [name, said] of Object.entries(map(own.points))) {
    const point = map(said);
    found.push({
      kind: "point",
      name,
      value: point,
      path: ["points", name],
      says: title(point.title) || name,
    });
    list(point.needs).forEach((need, at) => {
      const value = map(need);
      const level = say(forms?.levels.find((one) => one.code === value.level));
      const stage = say(forms?.stages.find((one) => one.code === value.stage));
      const says = [value.id, title(value.title) || materials(value.any_of), level, stage].filter(Boolean);
      found.push({ kind: "need", name, value, path: ["points", name, "needs", at], says: says.join(" · ") });
    });
  }
  for (const [name, said] of Object.entries(map(own.facts)))
    found.push({
      kind: "fact",
      name,
      value: map(said),
      path: ["facts", name],
      says: title(map(said).title) || name,
    });
  list(own.favourable).forEach((said, at) => {
    const value = map(said);
    const says = title(value.title) || String(value.id);
    found.push({ kind: "favourable", name: String(value.id), value, path: ["favourable", at], says });
  });
  return found;
}

function map(value: unknown): Values {
  return value && typeof value === "object" && !Array.isArray(value) ? (value as Values) : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
