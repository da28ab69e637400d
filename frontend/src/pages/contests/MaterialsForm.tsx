/** Materials of a type: the parts a work consists of, as which files, how long. */
import { Button, Checkbox, Input, InputNumber, Select } from "antd";
import { useState } from "react";
import type { Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";
import { ID } from "./CriteriaForm";
import { materialEdits, useEdits } from "./edits";
import type { Page } from "./useContest";

type Material = Schemas["MaterialInfo"];
const KINDS = ["docx", "pdf", "md", "txt", "model", "yaml", "sql", "py", "png", "jpg"];
const EMPTY: Material = {
  id: "",
  zh: "",
  en: "",
  asks: null,
  kinds: ["docx", "pdf"],
  least: 0,
  most: null,
  optional: false,
};

export function MaterialsForm({ page, of }: { page: Page; of: Schemas["ContestTypeInfo"] }) {
  const { t, say } = useTexts();
  const { edit, busy } = useEdits(page);
  const [rows, setRows] = useState<Material[]>(of.materials);
  const set = (place: number, part: Partial<Material>) =>
    setRows(rows.map((one, at) => (at === place ? { ...one, ...part } : one)));
  const known = of.materials.map((one) => one.id);
  const right =
    rows.every((one) => ID.test(one.id) && one.zh.trim() && one.en.trim() && one.kinds.length > 0) &&
    new Set(rows.map((one) => one.id)).size === rows.length;
  const edits = right ? materialEdits(of.type.code, of.materials, rows) : [];
  return (
    <section aria-label={t("contests.materials.of", { type: say(of.type) })}>
      <h2>{t("contests.materials")}</h2>
      <table className="parts-table">
        <thead>
          <tr>
            <th scope="col">{t("contests.id")}</th>
            <th scope="col">{t("contests.name.zh")}</th>
            <th scope="col">{t("contests.name.en")}</th>
            <th scope="col">{t("contests.kinds")}</th>
            <th scope="col">{t("contests.length.least")}</th>
            <th scope="col">{t("contests.length.most")}</th>
            <th scope="col">{t("contests.act")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one, place) => {
            const row = { row: place + 1 };
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a new part has no name yet but its place
              <tr key={place}>
                <td>
                  <Input
                    aria-label={t("contests.id.row", row)}
                    placeholder={t("contests.id")}
                    maxLength={40}
                    disabled={known.includes(one.id)}
                    value={one.id}
                    onChange={(event) => set(place, { id: event.target.value.trim() })}
                  />
                </td>
                <td>
                  <Input
                    aria-label={t("contests.name.zh.row", row)}
                    maxLength={200}
                    value={one.zh}
                    onChange={(event) => set(place, { zh: event.target.value })}
                  />
                </td>
                <td>
                  <Input
                    aria-label={t("contests.name.en.row", row)}
                    maxLength={200}
                    value={one.en}
                    onChange={(event) => set(place, { en: event.target.value })}
                  />
                </td>
                <td>
                  <Select
                    mode="multiple"
                    style={{ minWidth: 130, width: "100%" }}
                    aria-label={t("contests.kinds.row", row)}
                    value={one.kinds}
                    options={KINDS.map((value) => ({ value, label: value }))}
                    onChange={(kinds) => set(place, { kinds })}
                  />
                </td>
                <td>
                  <InputNumber
                    aria-label={t("contests.length.least.row", row)}
                    min={0}
                    precision={0}
                    value={one.least}
                    onChange={(least) => set(place, { least: least ?? 0 })}
                  />
                </td>
                <td>
                  <InputNumber
                    aria-label={t("contests.length.most.row", row)}
                    min={1}
                    precision={0}
                    value={one.most}
                    onChange={(most) => set(place, { most })}
                  />
                </td>
                <td>
                  <div className="row tight">
                    <Checkbox
                      checked={one.optional}
                      onChange={(event) => set(place, { optional: event.target.checked })}
                    >
                      {t("contests.optional")}
                    </Checkbox>
                    <Button
                      aria-label={t("contests.remove.row", row)}
                      disabled={rows.length === 1}
                      onClick={() => setRows(rows.filter((_, at) => at !== place))}
                    >
                      {t("contests.remove")}
                    </Button>
                  </div>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <div className="row" style={{ marginTop: 8 }}>
        <Button size="small" onClick={() => setRows([...rows, EMPTY])}>
          {t("contests.material.add")}
        </Button>
        <Button disabled={!edits.length} loading={busy} onClick={() => void edit(edits)}>
          {t("contests.materials.keep")}
        </Button>
        {!right && <span className="soft">{t("contests.id.hint")}</span>}
      </div>
    </section>
  );
}
