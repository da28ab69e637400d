/** The examples run: what must fire fires, what must not is silent; and the model read aloud. */
import { useMutation } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import Markdown from "react-markdown";
import { api, got } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import type { Draft } from "./parts";

export function Tests({ draft }: { draft: Draft }) {
  const { t, say, lang } = useTexts();
  const words = useWords();
  const params = { path: { number: draft.id } };
  const test = useMutation({
    mutationFn: () => got(api.POST("/api/workshop/drafts/{number}/test", { params })),
  });
  const told = useMutation({
    mutationFn: () => got(api.POST("/api/workshop/drafts/{number}/explain", { params, body: { lang } })),
  });
  const found = test.data;
  return (
    <div className="stack">
      <div className="row">
        <Button type="primary" loading={test.isPending} onClick={() => test.mutate()}>
          {t("workshop.test")}
        </Button>
        <Button loading={told.isPending} onClick={() => told.mutate()}>
          {t("workshop.explain")}
        </Button>
      </div>
      {(test.isError || told.isError) && (
        <Alert type="error" showIcon title={words(test.error ?? told.error)} />
      )}
      {found && (
        <>
          <p role="status">
            <Mark tone={found.ok ? "green" : "red"}>
              {t(found.ok ? "workshop.test.ok" : "workshop.test.bad")}
            </Mark>
            {found.version !== draft.version && <span className="soft"> {t("workshop.test.old")}</span>}
          </p>
          {found.problems.length > 0 && <p>{t("workshop.test.mend", { n: found.problems.length })}</p>}
          <ul className="reasons">
            {found.lacking.map((one) => (
              <li key={one.en}>{say(one)}</li>
            ))}
            {found.cases.map((one) => (
              <li key={`${one.file}:${one.name}`}>
                {one.ok ? "✓" : "✗"} {one.name}
                {one.trap && <span className="soft"> · {one.trap}</span>}
                {one.failures.map((failure) => (
                  <div key={failure.en} className="bad">
                    {say(failure)}
                  </div>
                ))}
                {one.ok &&
                  one.clues.map((clue) => (
                    <div key={clue.en} className="soft">
                      {say(clue)}
                    </div>
                  ))}
              </li>
            ))}
          </ul>
        </>
      )}
      {told.data && (
        <div className="told">
          {told.data.text ? (
            <Markdown>{told.data.text.replace(/^# .*\n/, "")}</Markdown>
          ) : (
            <p>{t("workshop.test.mend", { n: told.data.problems.length })}</p>
          )}
        </div>
      )}
    </div>
  );
}
