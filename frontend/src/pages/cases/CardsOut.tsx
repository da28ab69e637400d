/** Taking case cards out: those of the list as it is filtered, or of one case. */
import { Button } from "antd";
import { useState } from "react";
import { api, type Schemas } from "../../client/client";
import { useMay } from "../../parts/me";
import { TakeOut } from "../../parts/TakeOut";
import { useTexts } from "../../texts/texts";

type Which = Pick<Schemas["NewCards"], "filters" | "case">;

export function CardsOut({ which, total }: { which: Which; total: number | undefined }) {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  if (!useMay()("export")) return null;
  return (
    <>
      <Button disabled={!total} onClick={() => setOpen(true)}>
        {t("cards.out")}
      </Button>
      {open && (
        <TakeOut
          forms={["xlsx", "json"] as const}
          title={t("cards.out")}
          about={t("cards.out.about", { n: total ?? 0 })}
          send={(given) => api.POST("/api/cards/export", { body: { ...given, ...which }, parseAs: "blob" })}
          close={() => setOpen(false)}
        />
      )}
    </>
  );
}
