/** The relationship graph: a drawing, the same as a table beside it, the rows behind what is chosen. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, App, Button, Skeleton } from "antd";
import { useMemo, useState } from "react";
import { api, got } from "../../../client/client";
import { Problem, useWords } from "../../../parts/Problem";
import { useTexts } from "../../../texts/texts";
import { Details } from "./Details";
import { Drawing } from "./Drawing";
import { merge, type Part } from "./merge";
import { NodeTable } from "./NodeTable";
import { nodeText } from "./words";

export function Graph({ id }: { id: string }) {
  const { t, lang } = useTexts();
  const { message } = App.useApp();
  const words = useWords();
  const [hops, setHops] = useState<Part[]>([]);
  const [chosen, setChosen] = useState<string>();
  const [told, setTold] = useState("");
  const beginning = useQuery({
    queryKey: ["graph", id],
    queryFn: () => got(api.GET("/api/clues/{clue}/graph", { params: { path: { clue: id } } })),
    staleTime: 300_000,
  });
  const whole = useMemo(() => merge(beginning.data ? [beginning.data, ...hops] : []), [beginning.data, hops]);
  const expand = useMutation({
    mutationFn: (node: string) =>
      got(api.POST("/api/clues/{clue}/graph/expand", { params: { path: { clue: id } }, body: { node } })),
    onSuccess: (made, node) => {
      const before = new Set(whole.nodes.map((one) => one.id));
      const added = made.nodes.filter((one) => !before.has(one.id)).length;
      setHops((all) => [...all, made]);
      setChosen(node);
      setTold(t("graph.added", { n: added }));
    },
    onError: (error) => void message.error(words(error)),
  });
  if (beginning.isError) return <Problem error={beginning.error} retry={beginning.refetch} />;
  if (!beginning.data) return <Skeleton active />;
  const start = (node: string) => {
    const found = whole.nodes.find((one) => one.id === node);
    if (found?.expandable && !whole.expanded.has(node) && !expand.isPending) expand.mutate(node);
  };
  const undo = () => {
    const last = hops.at(-1);
    const rest = merge([beginning.data, ...hops.slice(0, -1)]);
    setHops((all) => all.slice(0, -1));
    setChosen((now) => (rest.nodes.some((one) => one.id === now) ? now : (last?.expanded ?? undefined)));
    setTold(t("graph.undone"));
  };
  const selected = whole.nodes.find((one) => one.id === chosen);
  const hubs = [...whole.expanded].flatMap(([node, totals]) =>
    (totals ?? [])
      .filter((one) => one.total > one.shown)
      .map((one) => ({ node: whole.nodes.find((other) => other.id === node), ...one })),
  );
  return (
    <div className="stack graph">
      <div className="row no-print">
        <Button
          disabled={!selected?.expandable || whole.expanded.has(selected.id)}
          loading={expand.isPending}
          onClick={() => chosen && start(chosen)}
        >
          {selected ? t("graph.expand_one", { what: nodeText(selected, lang) }) : t("graph.expand")}
        </Button>
        <Button disabled={hops.length === 0} onClick={undo}>
          {t("graph.undo")}
        </Button>
        <span className="soft">{t("graph.logged")}</span>
      </div>
      <div aria-live="polite" className="soft small">
        {told}
      </div>
      {hubs.map((one) => (
        <Alert
          key={`${one.node?.id}${one.kind.code}`}
          type="info"
          showIcon
          title={t("graph.hub", {
            what: one.node ? nodeText(one.node, lang) : "",
            kind: one.kind[lang],
            total: one.total,
            shown: one.shown,
          })}
        />
      ))}
      <div className="graph-both">
        <Drawing whole={whole} chosen={chosen} choose={setChosen} expand={start} />
        <Details whole={whole} chosen={selected} />
      </div>
      <NodeTable whole={whole} chosen={chosen} choose={setChosen} expand={start} busy={expand.isPending} />
    </div>
  );
}
