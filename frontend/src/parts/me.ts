/** Who is logged in, and changing the language he works in. */
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, got, type Schemas } from "../client/client";
import { type Lang, setLang } from "../texts/texts";

export type Me = Schemas["Me"];
export type Right = Schemas["Right"];

/** Asked for while the page's own chunk is on its way: nothing is shown before it is here. */
export const ME = queryOptions({
  queryKey: ["me"],
  queryFn: () => got(api.GET("/api/me")),
  staleTime: 60_000,
});

export function useMe() {
  const query = useQuery(ME);
  const language = query.data?.language;
  useEffect(() => {
    if (language) setLang(language);
  }, [language]);
  return query;
}

export function useMay(): (right: Right) => boolean {
  const can = useMe().data?.can ?? [];
  return (right) => can.includes(right);
}

export function useChangeLanguage(): (lang: Lang) => Promise<void> {
  const queries = useQueryClient();
  return async (lang) => {
    setLang(lang);
    queries.setQueryData(["me"], await got(api.PUT("/api/me", { body: { language: lang } })));
  };
}
