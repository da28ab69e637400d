/** Taking the inbox out as it is filtered. */
import { Button } from "antd";
import { useState } from "react";
import { api, type Schemas } from "../../client/client";
import { useMay } from "../../parts/me";
import { TABLE, TakeOut } from "../../parts/TakeOut";
import { useTexts } from "../../texts/texts";
import type { Query } from "./filters";

export function ExportButton({ query, total }: { query: Query; total: number | undefined }) {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  if (!useMay()("export")) return <span className="end" />;
  const { page: _, size: __, ...filters } = query;
  return (
    <>
      <Button className="end" disabled={!total} onClick={() => setOpen(true)}>
        {t("export.button")}
      </Button>
      {open && (
        <TakeOut
          forms={TABLE}
          title={t("export.title")}
          about={t("export.rows", { n: total ?? 0 })}
          send={(given) => {
            const body = { ...given, filters } as Schemas["NewExport"];
            return api.POST("/api/exports/clues", { body, parseAs: "blob" });
          }}
          close={() => setOpen(false)}
        />
      )}
    </>
  );
}
