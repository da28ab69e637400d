/** When each phase begins, in the zone of the contest; what has begun is fixed. */
import { Button, Card, DatePicker, Form } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { useState } from "react";
import { useTexts } from "../../texts/texts";
import { onTheWall } from "./clock";
import { timeEdits, useEdits } from "./edits";
import type { Page } from "./useContest";

const SHOWN = "YYYY-MM-DD HH:mm";
/** Of these the file says no time: the first is where it begins, the other comes of the second signature. */
const WITHOUT = ["draft", "signed"];
const NEEDED = ["open", "closed"];

export function Times({ page }: { page: Page }) {
  const { t, say } = useTexts();
  const { edit, busy } = useEdits(page);
  const { zone } = page;
  const phases = page.phases.filter((one) => !WITHOUT.includes(one.code));
  const before = Object.fromEntries(
    phases.flatMap((one) => (one.may_begin ? [[one.code, onTheWall(one.may_begin, zone)]] : [])),
  ) as Record<string, string>;
  const [times, setTimes] = useState<Record<string, string>>(before);
  const set = (name: string, when: Dayjs | null) => {
    const next = { ...times };
    if (when) next[name] = when.format(SHOWN);
    else delete next[name];
    // in the order of the phases, in which the file has them
    setTimes(Object.fromEntries(phases.flatMap(({ code }) => (next[code] ? [[code, next[code]]] : []))));
  };
  const edits = timeEdits(before, times);
  return (
    <Card title={t("contests.times")}>
      <div className="stack">
        <p className="soft">{t("contests.times.hint", { zone })}</p>
        <Form layout="vertical">
          <div className="cards">
            {phases.map((one) => (
              <Form.Item
                key={one.code}
                label={<span className="cap">{say(one)}</span>}
                htmlFor={`time-${one.code}`}
                required={NEEDED.includes(one.code)}
                style={{ marginBottom: 8 }}
              >
                <DatePicker
                  id={`time-${one.code}`}
                  style={{ width: "100%" }}
                  showTime={{ format: "HH:mm" }}
                  format={SHOWN}
                  allowClear={!NEEDED.includes(one.code)}
                  disabled={one.began !== null}
                  value={times[one.code] ? dayjs(times[one.code]) : null}
                  onChange={(when) => set(one.code, when)}
                />
              </Form.Item>
            ))}
          </div>
        </Form>
        <div>
          <Button disabled={!edits.length} loading={busy} onClick={() => void edit(edits)}>
            {t("contests.times.keep")}
          </Button>
        </div>
      </div>
    </Card>
  );
}
