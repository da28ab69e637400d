/** The title of the window: the page first, so that several open ones can be told apart. */
import { useEffect } from "react";
import { useTexts } from "../texts/texts";

export function useTitle(page: string | undefined): void {
  const { t } = useTexts();
  const app = t("app");
  useEffect(() => {
    document.title = page ? `${page} · ${app}` : app;
  }, [page, app]);
}
