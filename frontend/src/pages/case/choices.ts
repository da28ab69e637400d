/** What can be chosen for a step of a case. */
import { useQuery } from "@tanstack/react-query";
import { api, got, type Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";
import type { Page } from "./Case";

/** States of a case that may still take clues in. */
export const GOING = "filed,drafting,reviewing,signed,served,replied,rectified,looked_back";

type Choice = { value: string | number; label: string };

export function useChoices(page: Page, action: Schemas["CaseAction"]): Record<string, Choice[]> {
  const { say } = useTexts();
  const people = useQuery({
    queryKey: ["case", page.id, "people"],
    queryFn: () => got(api.GET("/api/cases/{number}/people", { params: { path: { number: page.id } } })),
    enabled: action.needs.includes("to_user"),
  });
  const others = useOwnCases(page.model, action.needs.includes("case"));
  return {
    to_user: (people.data ?? []).map((one) => ({ value: one.username, label: one.name })),
    case: others.filter((one) => one.value !== page.id),
    clue: page.clue_rows.map((one) => ({ value: one.id, label: say(one.says) })),
  };
}

/** The user's own cases of a model that are going on. */
export function useOwnCases(model: string, wanted: boolean): Choice[] {
  const { t, say } = useTexts();
  const found = useQuery({
    queryKey: ["cases", "own", model],
    queryFn: () =>
      got(api.GET("/api/cases", { params: { query: { owner: "me", model, state: GOING, size: 200 } } })),
    enabled: wanted,
  });
  return (found.data?.items ?? [])
    .filter((one) => one.clues > 0)
    .map((one) => ({
      value: one.id,
      label: `${one.number} ${say(one.title)} · ${t("case.holds", { n: one.clues })}`,
    }));
}
