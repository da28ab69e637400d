/** Rows and counts of every step over the draft's examples, asked anew for every version. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api, got, type Schemas } from "../../client/client";
import type { Draft } from "./parts";

export type Look = Schemas["LookInfo"];

export function usePreview(draft: Draft) {
  const query = useQuery({
    queryKey: ["draft", draft.id, "preview", draft.version],
    queryFn: () =>
      got(
        api.POST("/api/workshop/drafts/{number}/preview", {
          params: { path: { number: draft.id } },
          body: { rows: 20 },
        }),
      ),
    enabled: Object.keys(draft.files).length > 1,
    placeholderData: keepPreviousData,
  });
  const files = query.data?.files ?? [];
  const looks = new Map<string, Look>();
  for (const one of files[0]?.looks ?? []) looks.set(one.name, one);
  const cautions = [...(files[0]?.cautions ?? [])];
  if (files.length === 0) cautions.push(...draft.cautions);
  return { query, looks, cautions, problems: query.data?.problems ?? [], file: files[0]?.file };
}
