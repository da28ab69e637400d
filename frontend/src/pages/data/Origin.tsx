/** Where a delivery was fetched from, and fetching the same again. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { Link, useNavigate } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";

type Origin = Schemas["OriginInfo"];

/** A table with its schema. */
export function full(one: { space: string; table: string }): string {
  return one.space ? `${one.space}.${one.table}` : one.table;
}

/** The address of a table's form. */
export function placeOf(source: string, space: string, table: string): string {
  return `/data/sources/${encodeURIComponent(source)}?${new URLSearchParams({ space, table })}`;
}

/** What a delivery's page says of it. */
export function useOrigin(origin: Origin | null) {
  const { t } = useTexts();
  if (!origin) return [];
  const said = [
    ...(origin.columns.length ? [t("source.of_columns", { n: origin.columns.length })] : []),
    ...(origin.since
      ? [
          origin.since === "***"
            ? t("source.since.hidden", { column: origin.newer })
            : t("source.since", { column: origin.newer, value: origin.since }),
        ]
      : []),
  ];
  const from = (
    <div>
      <Link to={placeOf(origin.source, origin.space, origin.table)}>
        {origin.source} · {full(origin)}
      </Link>
      {said.length > 0 && <div className="soft">{said.join(t("semicolon"))}</div>}
    </div>
  );
  return [
    { key: "from", label: t("source.from"), children: from },
    ...(origin.at
      ? [
          { key: "fetched", label: t("source.at"), children: moment(origin.at) },
          {
            key: "rows",
            label: t("source.taken"),
            children: <span className="number">{origin.rows?.toLocaleString("en-US")}</span>,
          },
        ]
      : []),
  ];
}

interface Fetched {
  id: number;
  version: number;
  state: Schemas["Coded"];
  origin?: Origin | null;
}

/** Fetch it again: in its own place where it did not succeed, else as a new delivery. */
export function Again({ of, small }: { of: Fetched; small?: boolean }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const words = useWords();
  const go = useNavigate();
  const queries = useQueryClient();
  const act = useMutation({
    mutationFn: () =>
      got(
        api.POST("/api/data/uploads/{number}/again", {
          params: { path: { number: of.id } },
          body: { version: of.version },
        }),
      ),
    onSuccess: (made) => {
      for (const key of ["upload", "uploads", "sources"]) void queries.invalidateQueries({ queryKey: [key] });
      void go(`/data/uploads/${made.id}`);
    },
    onError: (error) => void message.error(words(error)),
  });
  if (!of.origin || of.state.code === "fetching") return null;
  return (
    <Button size={small ? "small" : "middle"} loading={act.isPending} onClick={() => act.mutate()}>
      {t(of.state.code === "unfetched" ? "source.retry.fetch" : "source.again")}
    </Button>
  );
}
