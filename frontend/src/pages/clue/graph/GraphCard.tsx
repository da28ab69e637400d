/** The door to the relationship graph: what draws it is loaded, and the reading logged, only when somebody asks. */
import { Button, Card, Skeleton } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTexts } from "../../../texts/texts";

const Graph = lazy(async () => ({ default: (await import("./Graph")).Graph }));

export function GraphCard({ id }: { id: string }) {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  return (
    <Card title={t("graph.title")} className={open ? "" : "no-print"}>
      {open ? (
        <Suspense fallback={<Skeleton active />}>
          <Graph id={id} />
        </Suspense>
      ) : (
        <>
          <p className="soft">{t("graph.hint")}</p>
          <Button onClick={() => setOpen(true)}>{t("graph.open")}</Button>
        </>
      )}
    </Card>
  );
}
