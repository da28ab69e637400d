/** A day of the facts, picked. */
import { DatePicker, Form } from "antd";
import dayjs from "dayjs";

interface DayProps {
  label: string;
  day: string | undefined;
  pick: (day: string) => void;
  needed?: boolean;
}

export function Day({ label, day, pick, needed = false }: DayProps) {
  return (
    <Form.Item label={label} required={needed}>
      <DatePicker
        aria-label={label}
        style={{ width: "100%" }}
        value={day ? dayjs(day) : null}
        onChange={(picked) => pick(picked ? picked.format("YYYY-MM-DD") : "")}
      />
    </Form.Item>
  );
}
