/** Criteria of a type: their weights are 100 together, else they cannot be kept. */
import { Button, InputNumber } from "antd";
import { useState } from "react";
import type { Schemas } from "../../client/client";
import { Mark } from "../../parts/values";
import { type Key, useTexts } from "../../texts/texts";
import { criteriaEdit, useEdits } from "./edits";
import { isNamed, type PartColumn, PartsTable } from "./PartsTable";
import type { Page } from "./useContest";

type Criterion = Schemas["CriterionInfo"];
const WHOLE = 100;
const EMPTY: Criterion = { id: "", zh: "", en: "", asks: null, weight: 10, least: 0, most: 10, step: 1 };

export function CriteriaForm({ page, of }: { page: Page; of: Schemas["ContestTypeInfo"] }) {
  const { t, say } = useTexts();
  const { edit, busy } = useEdits(page);
  const [rows, setRows] = useState<Criterion[]>(of.criteria);
  const sum = Math.round(rows.reduce((total, one) => total + one.weight, 0) * 1000) / 1000;
  const named = isNamed(rows) && rows.every((one) => one.least < one.most);
  const changed = JSON.stringify(rows) !== JSON.stringify(of.criteria);
  const number = (
    key: "weight" | "least" | "most",
    title: Key,
    label: Key,
    limits: { min?: number; max?: number } = {},
  ): PartColumn<Criterion> => ({
    title: t(title),
    field: (one, set, row) => (
      <InputNumber
        aria-label={t(label, row)}
        {...limits}
        value={one[key]}
        onChange={(value) => set({ [key]: value ?? 0 })}
      />
    ),
  });
  return (
    <section aria-label={t("contests.criteria.of", { type: say(of.type) })}>
      <h2>{t("contests.criteria")}</h2>
      <PartsTable
        rows={rows}
        change={setRows}
        known={of.criteria.map((one) => one.id)}
        columns={[
          number("weight", "contests.weight", "contests.weight.row", { min: 0.1, max: WHOLE }),
          number("least", "contests.scale.least", "contests.scale.least.row"),
          number("most", "contests.scale.most", "contests.scale.most.row"),
        ]}
      />
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
          disabled={!changed || sum !== WHOLE || !named}
          loading={busy}
          onClick={() => void edit([criteriaEdit(of.type.code, rows)])}
        >
          {t("contests.criteria.keep")}
        </Button>
        {changed && !named && <span className="soft">{t("contests.id.hint")}</span>}
      </div>
    </section>
  );
}
