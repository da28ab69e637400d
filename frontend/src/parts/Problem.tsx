/** What went wrong, in the words of the server, and a way to go on. */
import { Button } from "antd";
import { ApiError } from "../client/client";
import { useTexts } from "../texts/texts";
import { Missing } from "./Missing";
import { Notice } from "./Notice";

export function Problem({ error, retry }: { error: unknown; retry: () => unknown }) {
  const { t } = useTexts();
  const words = useWords();
  if (error instanceof ApiError && error.status === 404) return <Missing />;
  const way = (
    <Button type="primary" onClick={() => void retry()}>
      {t("error.retry")}
    </Button>
  );
  return (
    <Notice title={t("error.title")} way={way}>
      {words(error)}
    </Notice>
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
