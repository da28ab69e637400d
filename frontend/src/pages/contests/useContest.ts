/** A contest as its page has it, the server's clock beside it; and how a change of it is made. */
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useState } from "react";
import { api, type Schemas } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { ahead } from "./clock";

export type Page = Schemas["ContestPage"];
export interface Held {
  page: Page;
  /** Milliseconds the server's clock is ahead of ours. */
  offset: number;
}

async function held(answer: Promise<{ data?: Page; response: Response }>): Promise<Held> {
  const page = (await answer).data as Page;
  return { page, offset: ahead(page.now) };
}

const contest = (slug: string) =>
  queryOptions({
    queryKey: ["contest", slug],
    queryFn: () => held(api.GET("/api/contests/{slug}", { params: { path: { slug } } })),
    refetchInterval: 60_000,
  });

export function useContest(slug: string) {
  return useQuery(contest(slug));
}

type Answer = Promise<{ data?: Page; response: Response }>;

/** Makes a change that answers with the contest; tells what went wrong and whether it was made. */
export function useChange(slug: string) {
  const { message } = App.useApp();
  const words = useWords();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const change = async (make: () => Answer): Promise<Page | null> => {
    setBusy(true);
    try {
      const after = await held(make());
      queries.setQueryData(contest(slug).queryKey, after);
      void queries.invalidateQueries({ queryKey: ["contests"] });
      return after.page;
    } catch (error) {
      message.error(words(error), 8);
      await queries.invalidateQueries({ queryKey: ["contest", slug] });
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { change, busy };
}
