/** Materials of a type: the parts a work consists of, as which files, how long, which words must be there. */
import { Button, Checkbox, InputNumber, Select } from "antd";
import { useState } from "react";
import type { Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";
import { materialEdits, useEdits } from "./edits";
import { isNamed, type PartColumn, PartsTable } from "./PartsTable";
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
  names: [],
  optional: false,
};

export function MaterialsForm({ page, of }: { page: Page; of: Schemas["ContestTypeInfo"] }) {
  const { t, say } = useTexts();
  const { edit, busy } = useEdits(page);
  const [rows, setRows] = useState<Material[]>(of.materials);
  const columns = useColumns();
  const right = isNamed(rows) && rows.every((one) => one.kinds.length > 0);
  const edits = right ? materialEdits(of.type.code, of.materials, rows) : [];
  return (
    <section aria-label={t("contests.materials.of", { type: say(of.type) })}>
      <h2>{t("contests.materials")}</h2>
      <PartsTable
        rows={rows}
        change={setRows}
        known={of.materials.map((one) => one.id)}
        columns={columns}
        beside={(one, set) => (
          <Checkbox checked={one.optional} onChange={(event) => set({ optional: event.target.checked })}>
            {t("contests.optional")}
          </Checkbox>
        )}
      />
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

function useColumns(): PartColumn<Material>[] {
  const { t } = useTexts();
  return [
    {
      title: t("contests.kinds"),
      field: (one, set, row) => (
        <Select
          mode="multiple"
          style={{ minWidth: 130, width: "100%" }}
          aria-label={t("contests.kinds.row", row)}
          value={one.kinds}
          options={KINDS.map((value) => ({ value, label: value }))}
          onChange={(kinds) => set({ kinds })}
        />
      ),
    },
    {
      title: t("contests.length.least"),
      field: (one, set, row) => (
        <InputNumber
          aria-label={t("contests.length.least.row", row)}
          min={0}
          precision={0}
          value={one.least}
          onChange={(least) => set({ least: least ?? 0 })}
        />
      ),
    },
    {
      title: t("contests.length.most"),
      field: (one, set, row) => (
        <InputNumber
          aria-label={t("contests.length.most.row", row)}
          min={1}
          precision={0}
          value={one.most}
          onChange={(most) => set({ most })}
        />
      ),
    },
    {
      title: t("contests.material.names"),
      field: (one, set, row) => (
        <Select
          mode="tags"
          open={false}
          suffixIcon={null}
          style={{ minWidth: 130, width: "100%" }}
          aria-label={t("contests.material.names.row", row)}
          value={one.names}
          onChange={(names) => set({ names })}
        />
      ),
    },
  ];
}
