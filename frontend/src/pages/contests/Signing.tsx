/** The digest, what the independent program said of it, and the two who sign it. */
import { Alert, Button, Card, Popconfirm } from "antd";
import { useState } from "react";
import { api } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import type { Result } from "./Results";
import { useAct, useSend } from "./useAct";
import type { Page } from "./useContest";

const SIGNERS = 2;

export function Signing({ page, result }: { page: Page; result: Result }) {
  const { t } = useTexts();
  const words = useWords();
  const send = useSend(page.slug);
  const [error, setError] = useState<unknown>();
  const sign = async () => {
    setError(undefined);
    try {
      const body = { digest: result.digest };
      await send(() =>
        api.POST("/api/contests/{slug}/sign", { params: { path: { slug: page.slug } }, body }),
      );
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Card title={t("contests.signing")} className={result.digest ? undefined : "no-print"}>
      <div className="stack">
        {error !== undefined && <Alert type="error" showIcon title={words(error)} />}
        {result.digest ? (
          <p>
            {t("contests.digest")} <code className="digest">{result.digest}</code>
          </p>
        ) : (
          <Alert type="info" showIcon title={t("contests.results.wait")} />
        )}
        {result.shadow && (
          <Alert
            type={result.shadow.ok ? "success" : "error"}
            showIcon
            title={t(result.shadow.ok ? "contests.shadow.yes" : "contests.shadow.no")}
            description={result.shadow.said || undefined}
          />
        )}
        {page.phase.code === "frozen" && page.may.includes("rejudging") && !result.digest && (
          <Again page={page} />
        )}
        {result.digest && (
          <p>
            {result.signatures.length
              ? result.signatures
                  .map((one) => t("contests.signed.by", { name: one.name, at: moment(one.at) }))
                  .join(t("semicolon"))
              : t("contests.signed.none")}
            {result.signatures.length > 0 && result.signatures.length < SIGNERS && t("contests.signed.one")}
          </p>
        )}
        {result.may_sign && !result.signed_by_me && (
          <div className="no-print">
            <Popconfirm
              title={t("contests.sign.sure")}
              okText={t("contests.sign")}
              cancelText={t("cancel")}
              onConfirm={sign}
            >
              <Button type="primary">{t("contests.sign")}</Button>
            </Popconfirm>
          </div>
        )}
      </div>
    </Card>
  );
}

/** Should the job have been lost, or have counted otherwise. */
function Again({ page }: { page: Page }) {
  const { t } = useTexts();
  const { act, busy } = useAct(page.slug);
  const path = { slug: page.slug };
  return (
    <div className="no-print">
      <Button
        loading={busy}
        onClick={() => act(() => api.POST("/api/contests/{slug}/results/again", { params: { path } }))}
      >
        {t("contests.results.again")}
      </Button>
    </div>
  );
}
