/** The filters of the inbox, kept in the address: a list can be linked to, and the back key works. */
import { useSearchParams } from "react-router";
import type { paths } from "../../client/schema";

export type Query = NonNullable<paths["/api/clues"]["get"]["parameters"]["query"]>;

/** The part of the figures a number led here from. */
export const PART = ["office", "below", "first", "last", "version"] as const;
const NAMES = [
  ...(["state", "level", "model", "line", "owner", "due", "found", "touched", "q", "sort"] as const),
  ...PART,
];
export type Name = (typeof NAMES)[number];

export function useFilters() {
  const [params, setParams] = useSearchParams();
  const query: Query = { page: Number(params.get("page") ?? 1), size: Number(params.get("size") ?? 20) };
  const given: Partial<Record<Name, string>> = {};
  for (const name of NAMES) {
    const value = params.get(name);
    if (value) given[name] = value;
  }
  const change = (changes: Partial<Record<Name | "page" | "size", string | undefined>>) => {
    const next = new URLSearchParams(params);
    if (!("page" in changes)) next.delete("page");
    for (const [name, value] of Object.entries(changes)) {
      if (value) next.set(name, value);
      else next.delete(name);
    }
    setParams(next);
  };
  return {
    query: { ...query, ...given } as Query,
    given,
    change,
    clear: () => setParams(new URLSearchParams()),
    search: params.toString(),
    replace: (search: string) => setParams(new URLSearchParams(search)),
  };
}
