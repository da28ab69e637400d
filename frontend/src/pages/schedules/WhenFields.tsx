/** When a schedule is due. */
import { Form, InputNumber, Select, TimePicker } from "antd";
import { useTexts } from "../../texts/texts";
import type { Values } from "./ScheduleForm";

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;

export function WhenFields({ models }: { models: boolean }) {
  const { t } = useTexts();
  const every = Form.useWatch<Values["every"] | undefined>("every") ?? "day";
  const choices = (["minutes", "day", "week", "month"] as const).map((value) => ({
    value: value as Values["every"],
    label: t(`schedules.every.${value}`),
  }));
  if (models) choices.unshift({ value: "none", label: t("schedules.every.none") });
  const label = t(models ? "schedules.also" : "schedules.when");
  return (
    <div className="row">
      <Form.Item name="every" label={label} rules={[{ required: true }]}>
        <Select style={{ width: 200 }} options={choices} />
      </Form.Item>
      {every === "minutes" && (
        <Form.Item name="minutes" label={t("schedules.minutes")}>
          <InputNumber min={1} max={1440} precision={0} />
        </Form.Item>
      )}
      {every === "week" && (
        <Form.Item name="weekday" label={t("schedules.weekday")}>
          <Select
            style={{ width: 120 }}
            options={DAYS.map((value) => ({ value, label: t(`schedules.day.${value}`) }))}
          />
        </Form.Item>
      )}
      {every === "month" && (
        <Form.Item name="day" label={t("schedules.monthday")}>
          <InputNumber min={1} max={31} precision={0} />
        </Form.Item>
      )}
      {["day", "week", "month"].includes(every) && (
        <Form.Item
          name="at"
          label={t("schedules.time")}
          rules={[{ required: true, message: t("act.required") }]}
        >
          <TimePicker format="HH:mm" allowClear={false} needConfirm={false} />
        </Form.Item>
      )}
    </div>
  );
}
