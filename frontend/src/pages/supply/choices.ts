/** What forms of supply choose from; asked once. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { api, got, type Schemas } from "../../client/client";
import { useWords } from "../../parts/Problem";
import type { Tone } from "../../parts/values";

export type Choices = Schemas["Choices"];

export function useChoices() {
  return useQuery({
    queryKey: ["supply", "choices"],
    queryFn: () => got(api.GET("/api/supply/choices")),
    staleTime: 60_000,
  });
}

/** Waits for a change, tells what went wrong, and asks anew for all that may have changed; whether it went well. */
export function useChange() {
  const { message } = App.useApp();
  const words = useWords();
  const queries = useQueryClient();
  return async <T>(done: Promise<T>): Promise<T | undefined> => {
    try {
      const made = await done;
      await queries.invalidateQueries({ queryKey: ["supply"] });
      return made;
    } catch (error) {
      message.error(words(error), 6);
      await queries.invalidateQueries({ queryKey: ["supply"] });
      return undefined;
    }
  };
}

export const TONES: Record<string, Tone> = {
  draft: "blue",
  sent: "amber",
  partial: "amber",
  delivered: "green",
  refused: "red",
  active: "green",
  expired: "red",
  due: "blue",
  delivered_late: "amber",
  late: "red",
  missing: "red",
};
