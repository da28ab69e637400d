/** An exercise for its reader, and what can be done with it. A check on its way is followed to its end. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, got, type Schemas } from "../../client/client";
import { goesOn } from "../jobs/JobCard";

export type Exercise = Schemas["ExercisePage"];
export type Finding = Schemas["ExerciseFinding"];

export function useExercise(name: string) {
  const queries = useQueryClient();
  const params = { path: { name } };
  const queryKey = ["exercise", name];
  const query = useQuery({
    queryKey,
    queryFn: () => got(api.GET("/api/training/exercises/{name}", { params })),
    refetchInterval: ({ state }) => (state.data?.job && goesOn(state.data.job) ? 1500 : false),
  });
  const keep = (page: Exercise) => {
    queries.setQueryData(queryKey, page);
    void queries.invalidateQueries({ queryKey: ["training"] });
  };
  const begin = useMutation({
    mutationFn: () => got(api.POST("/api/training/exercises/{name}/begin", { params })),
    onSuccess: keep,
  });
  const hint = useMutation({
    mutationFn: () => got(api.POST("/api/training/exercises/{name}/hint", { params })),
    onSuccess: keep,
  });
  const handIn = useMutation({
    mutationFn: (body: Schemas["HandIn"]) =>
      got(api.POST("/api/training/exercises/{name}/hand-in", { params, body })),
    onSuccess: keep,
  });
  return { query, begin, hint, handIn };
}
