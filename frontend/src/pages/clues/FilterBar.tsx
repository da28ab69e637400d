/** Search and facets with their counts, and views a user saved. */
import { Button, Dropdown, Input, Select } from "antd";
import { useEffect, useState } from "react";
import type { Schemas } from "../../client/client";
import { type Key, useTexts } from "../../texts/texts";
import type { Name, useFilters } from "./filters";
import { SaveView, useViews } from "./views";

type Filters = ReturnType<typeof useFilters>;
const FACETS: { name: "state" | "level" | "model" | "line"; text: Key; width: number }[] = [
  { name: "state", text: "clues.state", width: 150 },
  { name: "level", text: "clues.level", width: 110 },
  { name: "model", text: "clues.model", width: 240 },
  { name: "line", text: "clues.line", width: 150 },
];

export function FilterBar({ filters, facets }: { filters: Filters; facets: Schemas["Facets"] | undefined }) {
  const { t, say } = useTexts();
  const views = useViews();
  const [saving, setSaving] = useState(false);
  const pick = (name: Name, label: Key, options: { value: string; label: string }[], width: number) => (
    <Select
      key={name}
      allowClear
      style={{ width }}
      placeholder={t(label)}
      aria-label={t(label)}
      value={filters.given[name]}
      options={options}
      onChange={(value?: string) => filters.change({ [name]: value })}
      popupMatchSelectWidth={false}
    />
  );
  return (
    <div className="row">
      <Words filters={filters} />
      {FACETS.map(({ name, text, width }) => {
        const listed = (facets?.[name] ?? []).map((one) => ({
          value: one.code,
          label: `${say(one)} ${one.count}`,
        }));
        const all = name === "state" ? [{ value: "open", label: t("clues.open") }, ...listed] : listed;
        return pick(name, text, all, width);
      })}
      {pick(
        "owner",
        "clues.owner",
        [
          { value: "me", label: t("clues.mine") },
          { value: "none", label: t("clues.nobody") },
        ],
        120,
      )}
      {pick(
        "due",
        "clues.due",
        [
          { value: "soon", label: t("clues.due.soon") },
          { value: "overdue", label: t("clues.due.overdue") },
        ],
        130,
      )}
      <Dropdown
        menu={{
          items: [
            ...views.all.map((one) => ({
              key: one.name,
              label: one.name,
              onClick: () => filters.replace(one.search),
            })),
            ...(views.all.length ? [] : [{ key: "-", label: t("clues.views.none"), disabled: true }]),
            { type: "divider" as const },
            { key: "+", label: t("clues.views.save"), onClick: () => setSaving(true) },
          ],
        }}
        trigger={["click"]}
      >
        <Button>{t("clues.views")}</Button>
      </Dropdown>
      {Object.keys(filters.given).length > 0 && <Button onClick={filters.clear}>{t("clues.clear")}</Button>}
      {saving && (
        <SaveView save={(name) => views.save(name, filters.search)} close={() => setSaving(false)} />
      )}
    </div>
  );
}

function Words({ filters }: { filters: Filters }) {
  const { t } = useTexts();
  const given = filters.given.q ?? "";
  const [words, setWords] = useState(given);
  useEffect(() => setWords(given), [given]);
  useEffect(() => {
    const later = setTimeout(() => words !== given && filters.change({ q: words }), 350);
    return () => clearTimeout(later);
  });
  return (
    <Input.Search
      id="search"
      className="grow"
      allowClear
      value={words}
      placeholder={t("clues.search")}
      aria-label={t("clues.search")}
      onChange={(event) => setWords(event.target.value)}
      onSearch={(value) => filters.change({ q: value })}
      maxLength={100}
    />
  );
}
