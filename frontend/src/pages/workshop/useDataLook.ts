/** What the steps gave over the data when the reader last asked; a look that is on its way is followed to its end. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, got, type Schemas } from "../../client/client";
import { goesOn } from "../jobs/JobCard";
import type { Draft } from "./parts";
import type { Look } from "./usePreview";

export type DataLook = Schemas["DataLookInfo"];
export type DataAsked = Schemas["NewDataLook"];

export function useDataLook(draft: Draft, wanted: boolean) {
  const queries = useQueryClient();
  const params = { path: { number: draft.id } };
  const queryKey = ["draft", draft.id, "data"];
  const query = useQuery({
    queryKey,
    queryFn: () => got(api.GET("/api/workshop/drafts/{number}/data", { params })),
    enabled: wanted,
    refetchInterval: ({ state }) => (state.data?.job && goesOn(state.data.job) ? 2000 : false),
  });
  const ask = useMutation({
    mutationFn: (body: DataAsked) => got(api.POST("/api/workshop/drafts/{number}/data", { params, body })),
    onSuccess: (page) => queries.setQueryData(queryKey, page),
  });
  const look = query.data?.look ?? undefined;
  const looks = new Map<string, Look>((look?.looks ?? []).map((one) => [one.name, one]));
  return { query, ask, look, looks, cautions: look?.cautions ?? [] };
}
