/** Something done in a contest: told when it went wrong, and everything of the contest is asked for again. */
import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useState } from "react";
import { useWords } from "../../parts/Problem";

/** Runs what is given; whether it was done or refused, the pages then show what the desk has. Errors pass through. */
export function useSend(slug: string) {
  const queries = useQueryClient();
  return async <T>(make: () => Promise<T>): Promise<T> => {
    try {
      return await make();
    } finally {
      await queries.invalidateQueries({ queryKey: ["contest", slug] });
    }
  };
}

/** As `useSend`, for a button: what went wrong is told in passing. Answers whether it was done. */
export function useAct(slug: string) {
  const { message } = App.useApp();
  const words = useWords();
  const send = useSend(slug);
  const [busy, setBusy] = useState(false);
  const act = async (make: () => Promise<unknown>, done?: string): Promise<boolean> => {
    setBusy(true);
    try {
      await send(make);
      if (done) message.success(done);
      return true;
    } catch (error) {
      message.error(words(error), 8);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { act, busy };
}
