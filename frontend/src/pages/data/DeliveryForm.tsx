/** With what a delivery is taken in: kind, owner, day of extraction, what it is complete for. */
import { Button, DatePicker, Input, Radio, Select } from "antd";
import dayjs from "dayjs";
import type { ReactNode } from "react";
import type { Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";
import type { Page } from "./Delivery";
import type { Draft } from "./MappingForm";
import { Notes } from "./MappingTable";

const KINDS = ["full", "append", "correction"] as const;
const DAY = "YYYY-MM-DD";
export type Span = Schemas["CoverageGiven"];

interface Given {
  page: Page;
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  fresh: boolean;
}

export function DeliveryForm({ page, draft, change, fresh }: Given) {
  const { t, say } = useTexts();
  const notes = page.plan?.notes ?? [];
  const row = (name: string, label: string, hint: string, field: ReactNode) => (
    <div className="field" key={name}>
      <div className="field-label">{label}</div>
      <div>
        {field}
        <div className="soft small">{hint}</div>
        <Notes of={notes} at={name} fresh={fresh} />
      </div>
    </div>
  );
  return (
    <div className="stack tight">
      {row(
        "delivery",
        t("data.kind"),
        t(`data.kind.${draft.delivery ?? "full"}.hint`),
        <Radio.Group
          value={draft.delivery}
          onChange={(event) => change({ delivery: event.target.value })}
          options={KINDS.map((value) => ({ value, label: t(`data.kind.${value}`) }))}
        />,
      )}
      {row(
        "owner",
        t("data.owner"),
        t("data.owner.hint"),
        <Select
          showSearch={{ optionFilterProp: "label" }}
          style={{ width: 320 }}
          aria-label={t("data.owner")}
          value={draft.owner || undefined}
          onChange={(owner) => change({ owner })}
          options={page.owners.map((one) => ({ value: one.code, label: say(one) }))}
        />,
      )}
      {row(
        "dataset",
        t("data.name"),
        t("data.name.hint"),
        <Input
          style={{ width: 320 }}
          aria-label={t("data.name")}
          placeholder={page.plan?.standard.split("@")[0]}
          maxLength={63}
          value={draft.dataset}
          onChange={(event) => change({ dataset: event.target.value.trim() })}
        />,
      )}
      {row(
        "extracted_on",
        t("data.extracted"),
        t("data.extracted.hint"),
        <DatePicker
          aria-label={t("data.extracted")}
          value={draft.extracted_on ? dayjs(draft.extracted_on) : null}
          maxDate={dayjs()}
          onChange={(day) => change({ extracted_on: day ? day.format(DAY) : null })}
        />,
      )}
      {row(
        "coverage",
        t("data.coverage"),
        t("data.coverage.hint"),
        <Spans
          spans={draft.coverage ?? []}
          change={(coverage) => change({ coverage })}
          notes={notes}
          fresh={fresh}
        />,
      )}
    </div>
  );
}

interface SpansGiven {
  spans: Span[];
  change: (spans: Span[]) => void;
  notes: Schemas["NoteInfo"][];
  fresh: boolean;
}

export function Spans({ spans, change, notes, fresh }: SpansGiven) {
  const { t } = useTexts();
  const set = (place: number, part: Partial<Span>) =>
    change(spans.map((one, number) => (number === place ? { ...one, ...part } : one)));
  return (
    <div className="stack tight">
      {spans.map((one, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: spans have no name but their place
        <div key={place}>
          <div className="row tight">
            <Input
              style={{ width: 130 }}
              aria-label={t("data.region")}
              placeholder={t("data.region")}
              maxLength={12}
              value={one.region}
              onChange={(event) => set(place, { region: event.target.value.trim() })}
            />
            <DatePicker.RangePicker
              value={[dayjs(one.start), dayjs(one.end)]}
              allowClear={false}
              onChange={(days) => {
                const [start, end] = days ?? [];
                if (start && end) set(place, { start: start.format(DAY), end: end.format(DAY) });
              }}
            />
            <Button onClick={() => change(spans.filter((_, number) => number !== place))}>
              {t("data.remove")}
            </Button>
          </div>
          <Notes of={notes} at={`coverage.${place}`} fresh={fresh} />
        </div>
      ))}
      <div>
        <Button
          size="small"
          onClick={() =>
            change([
              ...spans,
              { region: "", start: dayjs().subtract(1, "year").format(DAY), end: dayjs().format(DAY) },
            ])
          }
        >
          {t("data.coverage.add")}
        </Button>
      </div>
    </div>
  );
}
