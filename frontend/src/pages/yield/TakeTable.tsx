/** A table of measuring taken out as a file, for whoever may export. */
import { Button } from "antd";
import { useState } from "react";
import { api, type Schemas } from "../../client/client";
import { useMay } from "../../parts/me";
import { TABLE, TakeOut } from "../../parts/TakeOut";
import { type Key, useTexts } from "../../texts/texts";

interface Props {
  title: Key;
  table: Schemas["MeasureFile"]["table"];
  number?: number;
  filters?: Schemas["YieldQuery"];
}

export function TakeTable({ title, table, number, filters }: Props) {
  const { t } = useTexts();
  const [taking, setTaking] = useState(false);
  if (!useMay()("export")) return null;
  return (
    <>
      <Button
        className="no-print end"
        aria-label={`${t("export.button")} ${t(title)}`}
        onClick={() => setTaking(true)}
      >
        {t("export.button")}
      </Button>
      {taking && (
        <TakeOut
          forms={TABLE}
          title={t(title)}
          about={t("measure.take")}
          send={(given) =>
            api.POST("/api/measure/file", {
              body: { ...given, table, number: number ?? null, filters: filters ?? {} },
              parseAs: "blob",
            })
          }
          close={() => setTaking(false)}
        />
      )}
    </>
  );
}
