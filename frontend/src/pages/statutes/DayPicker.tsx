/** The day a law or an article is asked for; empty is today, or what `none` says. */
import { Button, DatePicker } from "antd";
import dayjs from "dayjs";
import { type Key, useTexts } from "../../texts/texts";

interface Props {
  on: string;
  pick: (day: string) => void;
  label?: Key;
  none?: Key;
}

export function DayPicker({ on, pick, label = "statutes.on", none = "statutes.today" }: Props) {
  const { t } = useTexts();
  return (
    <span className="row no-print">
      <label htmlFor="statutes-on">{t(label)}</label>
      <DatePicker
        id="statutes-on"
        value={on ? dayjs(on) : null}
        placeholder={t(none)}
        onChange={(day) => pick(day ? day.format("YYYY-MM-DD") : "")}
      />
      {on && <Button onClick={() => pick("")}>{t(none)}</Button>}
    </span>
  );
}
