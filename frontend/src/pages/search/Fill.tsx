/** What the search holds and how old it is; making it anew, and adding judgments of an office. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Select } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { TakeFile } from "../../parts/TakeFile";
import { useTitle } from "../../parts/useTitle";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { goesOn, JobCard } from "../jobs/JobCard";

type State = Schemas["IndexState"];

export function useIndex() {
  return useQuery({
    queryKey: ["search", "index"],
    queryFn: () => got(api.GET("/api/search/index")),
    refetchInterval: ({ state }) => (state.data?.jobs.some(goesOn) ? 3000 : false),
  });
}

export function Fill() {
  const { t, say } = useTexts();
  useTitle(t("search.fill"));
  const found = useIndex();
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return null;
  const state = found.data;
  return (
    <div className="stack">
      <Link to="/search">{t("search.fill.back")}</Link>
      <h1>{t("search.fill")}</h1>
      <Age state={state} />
      <ul className="reasons">
        {state.kinds.map((one) => (
          <li key={one.code}>
            {say(one)} {one.count.toLocaleString()}
          </li>
        ))}
      </ul>
      {state.may && <Act state={state} />}
      {state.jobs.map((one) => (
        <JobCard key={one.id} first={one} />
      ))}
    </div>
  );
}

/** When it was made, and that statutes came since. */
export function Age({ state }: { state: State }) {
  const { t, say } = useTexts();
  if (state.fault) return <Alert type="error" showIcon title={say(state.fault)} />;
  const told = state.made ? t("search.made", { at: moment(state.made) }) : t("search.empty");
  if (state.behind) return <Alert type="warning" showIcon title={`${told} ${t("search.behind")}`} />;
  return <p className="soft">{told}</p>;
}

function Act({ state }: { state: State }) {
  const { t, say } = useTexts();
  const { message } = App.useApp();
  const words = useWords();
  const queries = useQueryClient();
  const [office, setOffice] = useState(state.offices[0]?.code ?? "");
  const again = () => void queries.invalidateQueries({ queryKey: ["search", "index"] });
  const refresh = useMutation({
    mutationFn: () => got(api.POST("/api/search/index", { body: { what: ["statutes", "models"] } })),
    onSuccess: again,
    onError: (error) => void message.error(words(error)),
  });
  return (
    <>
      <Card title={t("search.fill.refresh")}>
        <p className="soft">{t("search.fill.refresh.hint")}</p>
        <Button type="primary" loading={refresh.isPending} onClick={() => refresh.mutate()}>
          {t("search.fill.go")}
        </Button>
      </Card>
      <Card title={t("search.fill.judgments")}>
        <p className="soft">{t("search.fill.judgments.hint")}</p>
        <Select
          aria-label={t("search.fill.office")}
          value={office}
          onChange={setOffice}
          options={state.offices.map((one) => ({ value: one.code, label: say(one) }))}
          style={{ width: 320, maxWidth: "100%", marginBlockEnd: 12 }}
        />
        <TakeFile<Schemas["JobInfo"]>
          address={(file) => `/api/search/judgments?${new URLSearchParams({ name: file.name, office })}`}
          hint={t("search.fill.files")}
          disabled={!office}
          taken={again}
        />
      </Card>
    </>
  );
}
