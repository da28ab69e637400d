/** What happened, newest first; what waits for somebody leads to the page where it goes on. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Checkbox, Empty, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { Mark, moment, type Tone } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Scroll } from "../data/Scroll";

type Turn = Schemas["TurnInfo"];
const TONE: Record<string, Tone> = {
  open: "blue",
  held: "amber",
  waits: "amber",
  done: "green",
  nothing: "plain",
  failed: "red",
  overtaken: "plain",
};

export function Turns({ schedule }: { schedule?: number | undefined }) {
  const { t } = useTexts();
  const [page, setPage] = useState(1);
  const [waiting, setWaiting] = useState(false);
  const query = { page, size: 20, waiting, ...(schedule ? { schedule } : {}) };
  const list = useQuery({
    queryKey: ["schedules", "turns", query],
    queryFn: () => got(api.GET("/api/schedules/turns", { params: { query } })),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.items.some((one) => !one.ended) ? 3000 : 10_000),
  });
  const columns = useColumns(schedule === undefined);
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  return (
    <div className="stack tight">
      <Checkbox
        checked={waiting}
        onChange={(event) => {
          setWaiting(event.target.checked);
          setPage(1);
        }}
      >
        {t("schedules.turns.waiting")}
      </Checkbox>
      <Scroll label={t("schedules.turns")} width={860}>
        <Table<Turn>
          rowKey="id"
          size="small"
          loading={list.isPending}
          columns={columns}
          dataSource={list.data?.items ?? []}
          locale={{
            emptyText: (
              <Empty
                image={Empty.PRESENTED_IMAGE_SIMPLE}
                description={t(waiting ? "schedules.turns.none_waits" : "schedules.turns.empty")}
              />
            ),
          }}
          pagination={{
            current: page,
            pageSize: 20,
            total: list.data?.total ?? 0,
            showSizeChanger: false,
            hideOnSinglePage: true,
            onChange: setPage,
          }}
        />
      </Scroll>
    </div>
  );
}

function useColumns(whose: boolean): TableColumnsType<Turn> {
  const { t, say } = useTexts();
  const schedule = {
    key: "schedule",
    title: t("schedules.name"),
    width: 160,
    render: (_: unknown, one: Turn) => one.schedule_name,
  };
  return [
    {
      key: "at",
      title: t("schedules.at"),
      width: 140,
      className: "number",
      render: (_, one) => moment(one.at),
    },
    ...(whose ? [schedule] : []),
    {
      key: "name",
      title: t("schedules.what"),
      render: (_, one) => (one.place ? <Link to={one.place}>{say(one.name)}</Link> : say(one.name)),
    },
    {
      key: "state",
      title: t("clues.state"),
      width: 130,
      render: (_, one) => <Mark tone={TONE[one.state.code] ?? "plain"}>{say(one.state)}</Mark>,
    },
    { key: "said", title: t("schedules.said"), render: (_, one) => say(one.said) },
  ];
}
