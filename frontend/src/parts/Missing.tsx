/** There is no such page; and: a page failed. */
import { Button } from "antd";
import { useTexts } from "../texts/texts";
import { Notice } from "./Notice";

export function Missing() {
  const { t } = useTexts();
  const way = (
    <Button type="primary" href="/">
      {t("error.back")}
    </Button>
  );
  return <Notice title={t("error.missing")} way={way} />;
}

export function Broken() {
  const { t } = useTexts();
  const way = (
    <Button type="primary" onClick={() => window.location.reload()}>
      {t("error.retry")}
    </Button>
  );
  return <Notice title={t("error.broken")} way={way} />;
}
