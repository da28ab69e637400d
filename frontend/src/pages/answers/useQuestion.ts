/** A question, and the steps that can be taken with it as it was seen. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useNavigate } from "react-router";
import { ApiError, api, got, type Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";

export type Question = Schemas["QuestionPage"];
export type Given = Partial<Omit<Schemas["QuestionAct"], "version">> & { move: string };

export function useQuestion(number: number) {
  const queries = useQueryClient();
  const go = useNavigate();
  const { message } = App.useApp();
  const { t, say } = useTexts();
  const params = { path: { number } };
  const queryKey = ["answers", "one", number];
  const query = useQuery({ queryKey, queryFn: () => got(api.GET("/api/answers/{number}", { params })) });
  const act = useMutation({
    mutationFn: (given: Given) => {
      const body = { why: "", answer: "", to: "", title: "", text: "", own_office: false, ...given };
      const version = query.data?.version ?? 0;
      return got(api.POST("/api/answers/{number}/act", { params, body: { ...body, version } }));
    },
    onSuccess: (page) => {
      const last = page.steps.at(-1);
      if (last) void message.success(t("answers.done", { move: say(last.move) }));
      void queries.invalidateQueries({ queryKey: ["answers"] });
      queries.setQueryData(queryKey, page);
    },
    onError: (error) => {
      if (!(error instanceof ApiError) || error.status !== 404 || !error.said) return;
      void message.info(say(error.said));
      void queries.invalidateQueries({ queryKey: ["answers"] });
      void go("/answers");
    },
  });
  return { query, act };
}
