/** Seats of a contest, and what its judges are called: by code, with the name for who may see who that is. */
import { useQuery } from "@tanstack/react-query";
import { api, got } from "../../client/client";
import type { Page } from "./useContest";

export function useSeats(page: Page) {
  const { slug } = page;
  return useQuery({
    queryKey: ["contest", slug, "seats"],
    queryFn: () => got(api.GET("/api/contests/{slug}/seats", { params: { path: { slug } } })),
    enabled: page.may.includes("seats"),
  });
}

/** Judges of a kind to choose from, and how one of a code is called. */
export function useJudges(page: Page, kind = "judge") {
  const seats = (useSeats(page).data?.items ?? []).filter((one) => one.kind.code === kind);
  const names = new Map(seats.map((one) => [one.code, one.person.name]));
  const called = (code: string) => (names.has(code) ? `${code} ${names.get(code)}` : code);
  return { seats, called, options: seats.map((one) => ({ value: one.code, label: called(one.code) })) };
}
