/** Search and facets with their counts, and views a user saved. */
import { Button, Input, Select } from "antd";
import { useEffect, useState } from "react";
import type { Schemas } from "../../client/client";
import { type Key, useTexts } from "../../texts/texts";
import { type Name, PART, type useFilters } from "./filters";
import { Views } from "./views";

type Filters = ReturnType<typeof useFilters>;
type Option = { value: string; label: string };
const FACETS: { name: "state" | "level" | "model" | "line"; text: Key; width: number }[] = [
  { name: "state", text: "clues.state", width: 140 },
  { name: "level", text: "clues.level", width: 110 },
  { name: "model", text: "clues.model", width: 190 },
  { name: "line", text: "clues.line", width: 130 },
];

export function FilterBar({ filters, facets }: { filters: Filters; facets: Schemas["Facets"] | undefined }) {
  const { t, say } = useTexts();
  const pick = (name: Name, label: Key, options: Option[], width: number) => (
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
    <div className="stack tight">
      <div className="row">
        <Words filters={filters} />
        <Views filters={filters} />
        {Object.keys(filters.given).length > 0 && <Button onClick={filters.clear}>{t("clues.clear")}</Button>}
      </div>
      <div className="row">
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
            { value: "gone", label: t("clues.gone") },
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
        {pick(
          "found",
          "clues.found",
          [
            { value: "present", label: t("clues.found.present") },
            { value: "vanished", label: t("clues.vanished") },
          ],
          130,
        )}
        {PART.some((name) => filters.given[name]) && (
          <span className="soft">
            {t("figures.filtered")}{" "}
            {PART.filter((name) => name !== "below")
              .map((name) => filters.given[name])
              .filter(Boolean)
              .join(" · ")}
          </span>
        )}
        {pick("touched", "clues.sources", [{ value: "true", label: t("clues.touched") }], 130)}
      </div>
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
      onSearch={(value) => value !== given && filters.change({ q: value })}
      maxLength={100}
    />
  );
}
