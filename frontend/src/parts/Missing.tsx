/** There is no such page; and: a page failed. */
import { Button, Result } from "antd";
import { useTexts } from "../texts/texts";

export function Missing() {
  const { t } = useTexts();
  return (
    <Result
      status="404"
      title={t("error.missing")}
      extra={
        <Button type="primary" href="/">
          {t("error.back")}
        </Button>
      }
    />
  );
}

export function Broken() {
  const { t } = useTexts();
  return (
    <Result
      status="error"
      title={t("error.broken")}
      extra={
        <Button type="primary" onClick={() => window.location.reload()}>
          {t("error.retry")}
        </Button>
      }
    />
  );
}
