/** The columns of the standard, each with where it comes from, what stands there, how sure that is and what is wrong. */
import { Input, Select, Table, Tag, Tooltip } from "antd";
import type { Schemas } from "../../client/client";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import type { Draft } from "./MappingForm";
import { Scroll } from "./Scroll";

type Plan = Schemas["PlanInfo"];
type Column = Schemas["ColumnPlan"];
type Note = Schemas["NoteInfo"];
type Chosen = Schemas["ColumnFrom"];

interface Given {
  plan: Plan;
  units: string[];
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  /** Nothing was changed since the notes were made. */
  fresh: boolean;
}

const CONSTANT = "\u0000constant";

export function MappingTable({ plan, units, draft, change, fresh }: Given) {
  const { t, say } = useTexts();
  const columns = draft.columns ?? {};
  const used = new Map(Object.entries(columns).map(([name, one]) => [one.header, name]));
  const set = (name: string, chosen: Chosen) => change({ columns: { ...columns, [name]: chosen } });
  const free = plan.headers.filter((one) => !used.has(one.name));
  return (
    <div className="stack tight">
      <Scroll label={t("data.map.column")} width={860}>
        <Table<Column>
          rowKey="name"
          size="small"
          pagination={false}
          dataSource={plan.columns}
          columns={[
            {
              key: "column",
              title: t("data.map.column"),
              width: 210,
              render: (_, one) => (
                <>
                  <Tooltip title={one.note ? say(one.note) : one.name}>
                    <span>{say(one.label)}</span>
                  </Tooltip>{" "}
                  {one.required && <Mark tone="amber">{t("data.map.required")}</Mark>}
                  <div className="soft small">
                    {say(one.type)} · {t("data.level", { n: one.level })}
                  </div>
                </>
              ),
            },
            {
              key: "from",
              title: t("data.map.from"),
              width: 280,
              render: (_, one) => (
                <Origin
                  column={one}
                  chosen={columns[one.name] ?? {}}
                  headers={plan.headers}
                  used={used}
                  units={units}
                  set={(chosen) => set(one.name, chosen)}
                />
              ),
            },
            {
              key: "samples",
              title: t("data.map.samples"),
              render: (_, one) => {
                const header = columns[one.name]?.header;
                const moved = header !== (one.chosen.header ?? null);
                const samples = moved ? plan.headers.find((it) => it.name === header)?.samples : one.samples;
                return <Samples of={samples ?? []} masked={!moved && one.masked} />;
              },
            },
            {
              key: "sure",
              title: t("data.map.sure"),
              width: 190,
              render: (_, one) =>
                one.confidence !== null &&
                one.confidence !== undefined &&
                one.chosen.header === columns[one.name]?.header ? (
                  <>
                    <Mark tone={one.confidence >= 0.85 ? "green" : "amber"}>
                      {Math.round(100 * one.confidence)}%
                    </Mark>
                    <div className="soft small">{say(one.why)}</div>
                  </>
                ) : null,
            },
            {
              key: "notes",
              title: t("data.map.notes"),
              width: 220,
              render: (_, one) => <Notes of={plan.notes} at={one.name} fresh={fresh} />,
            },
          ]}
        />
      </Scroll>
      {free.length > 0 && (
        <div>
          <h2>{t("data.map.unused")}</h2>
          <div className="row tight">
            {free.map((one) => (
              <Tag key={one.name}>
                {one.name} <Samples of={one.samples.slice(0, 2)} masked={false} />
              </Tag>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}

export function Notes({ of, at, fresh }: { of: Note[]; at: string; fresh: boolean }) {
  const { say } = useTexts();
  if (!fresh) return null;
  return of
    .filter((one) => one.column === at)
    .map((one) => (
      <div key={one.zh} className={one.error ? "wrong" : "soft"}>
        {say(one)}
      </div>
    ));
}

function Samples({ of, masked }: { of: string[]; masked: boolean }) {
  const { t } = useTexts();
  return (
    <span className="soft number">
      {[...new Set(of)].slice(0, 3).join(t("comma"))}
      {masked && <span className="masked">{t("data.masked")}</span>}
    </span>
  );
}

interface OriginGiven {
  column: Column;
  chosen: Chosen;
  headers: Plan["headers"];
  used: Map<string | null | undefined, string>;
  units: string[];
  set: (chosen: Chosen) => void;
}

function Origin({ column, chosen, headers, used, units, set }: OriginGiven) {
  const { t, say } = useTexts();
  const constant = chosen.value !== null && chosen.value !== undefined;
  const label = say(column.label);
  const options = [
    ...headers.map((one) => ({
      value: one.name,
      label: one.name,
      disabled: used.has(one.name) && used.get(one.name) !== column.name,
    })),
    { value: CONSTANT, label: t("data.map.constant"), disabled: false },
  ];
  return (
    <div className="row tight">
      <Select
        allowClear
        showSearch
        style={{ width: 180 }}
        aria-label={t("data.map.from_for", { name: label })}
        placeholder={t("data.map.not")}
        value={constant ? CONSTANT : (chosen.header ?? undefined)}
        onChange={(value) =>
          set(value === CONSTANT ? { value: "" } : value ? { header: value, unit: chosen.unit ?? null } : {})
        }
        options={options}
      />
      {constant && (
        <Input
          style={{ width: 180 }}
          aria-label={t("data.map.value_for", { name: label })}
          value={chosen.value ?? ""}
          onChange={(event) => set({ ...chosen, value: event.target.value })}
        />
      )}
      {column.money && (chosen.header || constant) && (
        <Select
          style={{ width: 84 }}
          aria-label={t("data.map.unit_for", { name: label })}
          value={chosen.unit ?? units[0] ?? null}
          onChange={(unit) => set({ ...chosen, unit: unit === units[0] ? null : unit })}
          options={units.map((value) => ({ value: value as string | null, label: value }))}
        />
      )}
    </div>
  );
}
