/** What went wrong, in the words of the server, and a way to go on. */
import { Button, Result } from "antd";
import { ApiError } from "../client/client";
import { useTexts } from "../texts/texts";

export function Problem({ error, retry }: { error: unknown; retry: () => unknown }) {
  const { t } = useTexts();
  const words = useWords();
  const missing = error instanceof ApiError && error.status === 404;
  return (
    <Result
      status={missing ? "404" : "warning"}
      title={missing ? t("error.missing") : t("error.title")}
      subTitle={missing ? undefined : words(error)}
      extra={
        missing ? (
          <Button type="primary" href="/">
            {t("error.back")}
          </Button>
        ) : (
          <Button type="primary" onClick={() => void retry()}>
            {t("error.retry")}
          </Button>
        )
      }
    />
  );
}

/** The words of an error in the chosen language. */
export function useWords(): (error: unknown) => string {
  const { t, say } = useTexts();
  return (error) => {
    if (!(error instanceof ApiError)) return t("error.broken");
    if (error.said) return say(error.said);
    return error.status === 0 ? t("error.unreachable") : t("error.server", { n: error.status });
  };
}
