/** Legal basis, known false positives, and what a verified clue becomes. */
import { useTexts } from "../../../texts/texts";
import type { Palette } from "../parts";
import type { Bench } from "../useDraft";
import { Entries, type Part } from "./Entries";

export function Lists({ bench, palette }: { bench: Bench; palette: Palette }) {
  const { t, say } = useTexts();
  const about = bench.draft.tree?.about ?? {};
  const both = (at: string[], label: string): Part[] =>
    (["zh", "en"] as const).map((lang) => ({
      at: [...at, lang],
      label: `${label} · ${t(`workshop.lang.${lang}`)}`,
      kind: "text",
      lang,
    }));
  const documents = Object.fromEntries(palette.documents.map((one) => [one.code, say(one)]));
  const tree = bench.draft.tree;
  const handlers = Object.fromEntries([
    ...[...(tree?.steps ?? []), ...(tree?.parameters ?? []), ...(tree?.inputs ?? [])].map((one) => [
      one.name,
      "",
    ]),
    ...palette.mechanisms.map((one) => [one.code, say(one)]),
  ]);
  return (
    <>
      <Entries
        bench={bench}
        path={["basis"]}
        label={t("workshop.about.basis")}
        value={about.basis}
        fresh={() => ({ law: "", article: "" })}
        parts={[
          { at: ["law"], label: t("workshop.basis.law"), kind: "words" },
          { at: ["article"], label: t("workshop.basis.article"), kind: "number" },
          { at: ["from"], label: t("workshop.basis.from"), kind: "day" },
          { at: ["to"], label: t("workshop.basis.to"), kind: "day" },
          { at: ["verified"], label: t("workshop.basis.verified"), kind: "tick" },
          ...both(["says"], t("workshop.basis.says")),
        ]}
      />
      <Entries
        bench={bench}
        path={["traps"]}
        label={t("workshop.about.traps")}
        value={about.traps}
        fresh={(n) => ({ id: `trap_${n}`, zh: "", en: "", handled: "" })}
        parts={[
          {
            at: ["id"],
            label: t("workshop.trap.id"),
            kind: "name",
            rename: (old, next) => void bench.edit({ kind: "rename_trap", old, new: next }),
          },
          ...both([], t("workshop.trap.what")),
          { at: ["handled"], label: t("workshop.trap.handled"), kind: "several", options: handlers },
        ]}
      />
      <Entries
        bench={bench}
        path={["disposition"]}
        label={t("workshop.about.disposition")}
        value={about.disposition}
        fresh={() => ({ document: "", to: { zh: "", en: "" } })}
        parts={[
          { at: ["document"], label: t("workshop.disposition.document"), kind: "choice", options: documents },
          ...both(["to"], t("workshop.disposition.to")),
          ...both(["asks"], t("workshop.disposition.asks")),
        ]}
      />
    </>
  );
}
