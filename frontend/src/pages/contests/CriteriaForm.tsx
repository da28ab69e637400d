/** Criteria of a type: their weights are 100 together, else they cannot be kept. */
import { Button, Input, InputNumber } from "antd";
import { useState } from "react";
import type { Schemas } from "../../client/client";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { criteriaEdit, useEdits } from "./edits";
import type { Page } from "./useContest";

type Criterion = Schemas["CriterionInfo"];
const WHOLE = 100;
export const ID = /^[a-z][a-z0-9_]*$/;
const EMPTY: Criterion = { id: "", zh: "", en: "", asks: null, weight: 10, least: 0, most: 10, step: 1 };

export function CriteriaForm({ page, of }: { page: Page; of: Schemas["ContestTypeInfo"] }) {
  const { t, say } = useTexts();
  const { edit, busy } = useEdits(page);
  const [rows, setRows] = useState<Criterion[]>(of.criteria);
  const set = (place: number, part: Partial<Criterion>) =>
    setRows(rows.map((one, at) => (at === place ? { ...one, ...part } : one)));
  const sum = Math.round(rows.reduce((total, one) => total + one.weight, 0) * 1000) / 1000;
  const named = rows.every(
    (one) => ID.test(one.id) && one.zh.trim() && one.en.trim() && one.least < one.most,
  );
  const unique = new Set(rows.map((one) => one.id)).size === rows.length;
  const changed = JSON.stringify(rows) !== JSON.stringify(of.criteria);
  const known = of.criteria.map((one) => one.id);
  return (
    <section aria-label={t("contests.criteria.of", { type: say(of.type) })}>
      <h2>{t("contests.criteria")}</h2>
      <table className="parts-table">
        <thead>
          <tr>
            <th scope="col">{t("contests.id")}</th>
            <th scope="col">{t("contests.name.zh")}</th>
            <th scope="col">{t("contests.name.en")}</th>
            <th scope="col">{t("contests.weight")}</th>
            <th scope="col">{t("contests.scale.least")}</th>
            <th scope="col">{t("contests.scale.most")}</th>
            <th scope="col">{t("contests.act")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((one, place) => {
            const row = { row: place + 1 };
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a new criterion has no name yet but its place
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
                  <InputNumber
                    aria-label={t("contests.weight.row", row)}
                    min={0.1}
                    max={WHOLE}
                    value={one.weight}
                    onChange={(weight) => set(place, { weight: weight ?? 0 })}
                  />
                </td>
                <td>
                  <InputNumber
                    aria-label={t("contests.scale.least.row", row)}
                    value={one.least}
                    onChange={(least) => set(place, { least: least ?? 0 })}
                  />
                </td>
                <td>
                  <InputNumber
                    aria-label={t("contests.scale.most.row", row)}
                    value={one.most}
                    onChange={(most) => set(place, { most: most ?? 0 })}
                  />
                </td>
                <td>
                  <Button
                    aria-label={t("contests.remove.row", row)}
                    disabled={rows.length === 1}
                    onClick={() => setRows(rows.filter((_, at) => at !== place))}
                  >
                    {t("contests.remove")}
                  </Button>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <div className="row" style={{ marginTop: 8 }}>
        <Button size="small" onClick={() => setRows([...rows, EMPTY])}>
          {t("contests.criterion.add")}
        </Button>
        <span role="status">
          <Mark tone={sum === WHOLE ? "green" : "red"}>
            {t(sum === WHOLE ? "contests.sum" : "contests.sum.wrong", { sum })}
          </Mark>
        </span>
        <Button
          disabled={!changed || sum !== WHOLE || !named || !unique}
          loading={busy}
          onClick={() => void edit([criteriaEdit(of.type.code, rows)])}
        >
          {t("contests.criteria.keep")}
        </Button>
        {changed && !(named && unique) && <span className="soft">{t("contests.id.hint")}</span>}
      </div>
    </section>
  );
}
