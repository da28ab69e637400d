/** Shapes of the answers, and what several pages of evidence guidance ask alike. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, got, type Schemas } from "../../client/client";

export type Page = Schemas["CaseFilePage"];
export type Forms = Schemas["EvidenceForms"];
export type EvidenceForm = Schemas["EvidenceForm"];
export type EvidenceField = Schemas["EvidenceField"];
export type Kept = Schemas["CaseFileKept"];
export type EvidenceProblem = Schemas["EvidenceProblem"];
export type Values = Record<string, unknown>;

const FORMS = queryOptions({
  queryKey: ["evidence", "forms"],
  queryFn: () => got(api.GET("/api/evidence/forms")),
  staleTime: 600_000,
});

export function useForms() {
  return useQuery(FORMS);
}
