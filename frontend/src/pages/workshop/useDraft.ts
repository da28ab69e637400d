/** A draft and its edits: one after another, each on the version that the last one gave. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useCallback, useRef, useState } from "react";
import { api, got } from "../../client/client";
import { useWords } from "../../parts/Problem";
import type { Draft, Edit } from "./parts";

export interface Bench {
  draft: Draft;
  busy: boolean;
  /** The draft as the last edit left it. */
  now: () => Draft | undefined;
  /** Whether it was made; what stood in the way is told. */
  edit: (what: Edit) => Promise<boolean>;
  put: (name: string, text: string) => Promise<boolean>;
  paste: (source: number, step: string) => Promise<boolean>;
  step: (which: "undo" | "redo") => Promise<boolean>;
  act: (action: "close" | "reopen" | "invite" | "uninvite", who?: string) => Promise<boolean>;
}

export function useDraft(number: number) {
  const queries = useQueryClient();
  const { message } = App.useApp();
  const words = useWords();
  const [waiting, setWaiting] = useState(0);
  const turn = useRef<Promise<unknown>>(Promise.resolve());
  const params = { path: { number } };
  const query = useQuery({
    queryKey: ["draft", number],
    queryFn: () => got(api.GET("/api/workshop/drafts/{number}", { params: { path: { number } } })),
  });
  const change = useCallback(
    (send: (version: number) => Promise<{ data?: Draft }>): Promise<boolean> => {
      const key = ["draft", number];
      setWaiting((n) => n + 1);
      const made = turn.current.then(async () => {
        try {
          const now = queries.getQueryData<Draft>(key);
          if (!now) return false;
          queries.setQueryData(key, await got(send(now.version)));
          return true;
        } catch (error) {
          message.error(words(error), 8);
          await queries.invalidateQueries({ queryKey: key });
          return false;
        } finally {
          setWaiting((n) => n - 1);
        }
      });
      turn.current = made;
      return made;
    },
    [number, queries, message, words],
  );
  const bench = (draft: Draft): Bench => ({
    draft,
    busy: waiting > 0,
    now: () => queries.getQueryData<Draft>(["draft", number]),
    edit: (edit) =>
      change((version) =>
        api.POST("/api/workshop/drafts/{number}/edits", { params, body: { edit, version } }),
      ),
    put: (name, text) =>
      change((version) =>
        api.PUT("/api/workshop/drafts/{number}/file", { params, body: { name, text, version } }),
      ),
    paste: (source, step) =>
      change((version) =>
        api.POST("/api/workshop/drafts/{number}/paste", { params, body: { source, step, version } }),
      ),
    step: (which) =>
      change((version) =>
        which === "undo"
          ? api.POST("/api/workshop/drafts/{number}/undo", { params, body: { version } })
          : api.POST("/api/workshop/drafts/{number}/redo", { params, body: { version } }),
      ),
    act: (action, who = "") =>
      change((version) =>
        api.POST("/api/workshop/drafts/{number}/act", { params, body: { action, who, version } }),
      ),
  });
  return { query, bench };
}
