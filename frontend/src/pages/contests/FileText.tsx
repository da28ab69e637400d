/** The contest file as text: taken away as the same bytes, checked, and given whole. */
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Button, Input, Skeleton } from "antd";
import { useState } from "react";
import { api, got } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import { Mistakes } from "./Mistakes";
import { type Page, useChange } from "./useContest";

/** The file's text as it stands at this version of the contest. */
export function useFileText(page: Page) {
  const { slug } = page;
  return useQuery({
    queryKey: ["contest", slug, "file", page.version],
    queryFn: () =>
      got(
        api.GET("/api/contests/{slug}/file", { params: { path: { slug } }, parseAs: "text" }),
      ) as Promise<string>,
    placeholderData: keepPreviousData,
  });
}

export function FileText({ page }: { page: Page }) {
  const found = useFileText(page);
  if (found.isError && !found.data) return <Problem error={found.error} retry={found.refetch} />;
  if (found.data === undefined || found.isPlaceholderData) return <Skeleton active />;
  return <Editor key={page.version} page={page} kept={found.data} />;
}

function Editor({ page, kept }: { page: Page; kept: string }) {
  const { t } = useTexts();
  const words = useWords();
  const { change, busy } = useChange(page.slug);
  const [text, setText] = useState(kept);
  const check = useMutation({
    mutationFn: () => got(api.POST("/api/contests/check", { body: { text } })),
  });
  const steers = page.may.includes("steer");
  const keep = () =>
    change(() =>
      api.PUT("/api/contests/{slug}/file", {
        params: { path: { slug: page.slug } },
        body: { text, version: page.version },
      }),
    );
  return (
    <div className="stack">
      <p className="soft">{t("contests.file.hint")}</p>
      <div className="row">
        <Button href={`/api/contests/${page.slug}/file`}>{t("contests.file.take")}</Button>
        <Button loading={check.isPending} onClick={() => check.mutate()}>
          {t("contests.file.check")}
        </Button>
        {steers && (
          <Button type="primary" disabled={text === kept} loading={busy} onClick={() => void keep()}>
            {t("contests.file.keep")}
          </Button>
        )}
      </div>
      {check.isError && <Alert type="error" showIcon title={words(check.error)} />}
      {check.data && <Mistakes found={check.data.problems} />}
      <Input.TextArea
        className="contest-file"
        aria-label={t("contests.file.text")}
        spellCheck={false}
        autoSize={{ minRows: 16, maxRows: 40 }}
        maxLength={400_000}
        value={text}
        readOnly={!steers}
        onChange={(event) => {
          setText(event.target.value);
          check.reset();
        }}
      />
    </div>
  );
}
