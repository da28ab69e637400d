/** The day a law or an article is asked for; empty is today. */
import { Button, DatePicker } from "antd";
import dayjs from "dayjs";
import { useTexts } from "../../texts/texts";

export function DayPicker({ on, pick }: { on: string; pick: (day: string) => void }) {
  const { t } = useTexts();
  return (
    <span className="row no-print">
      <label htmlFor="statutes-on">{t("statutes.on")}</label>
      <DatePicker
        id="statutes-on"
        value={on ? dayjs(on) : null}
        placeholder={t("statutes.today")}
        onChange={(day) => pick(day ? day.format("YYYY-MM-DD") : "")}
      />
      {on && <Button onClick={() => pick("")}>{t("statutes.today")}</Button>}
    </span>
  );
}
