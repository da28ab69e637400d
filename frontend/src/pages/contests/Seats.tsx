/** Who is what in a contest: one person has one seat. Judges are called by their codes. */
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Empty, Popconfirm, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { api, type Schemas } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { SeatForm } from "./SeatForm";
import type { Page } from "./useContest";
import { useSeats } from "./useSeats";

type Seat = Schemas["SeatInfo"];
type Action = Schemas["SeatAct"]["action"];
const JUDGES = ["judge", "defence", "appeal"];

export function Seats({ page }: { page: Page }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const words = useWords();
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const { slug } = page;
  const list = useSeats(page);
  const act = async (seat: Seat, action: Action) => {
    try {
      const path = { slug, seat: seat.id };
      await api.POST("/api/contests/{slug}/seats/{seat}/act", { params: { path }, body: { action } });
    } catch (error) {
      message.error(words(error), 6);
    }
    await queries.invalidateQueries({ queryKey: ["contest", slug] });
  };
  const columns = useColumns(page, act);
  if (list.isError && !list.data) return <Problem error={list.error} retry={list.refetch} />;
  return (
    <div className="stack">
      <div className="row">
        <p className="grow soft">{t("contests.seats.hint")}</p>
        <Button type="primary" onClick={() => setAdding(true)}>
          {t("contests.seat.add")}
        </Button>
      </div>
      <Table<Seat>
        rowKey="id"
        size="middle"
        loading={list.isPending}
        columns={columns}
        dataSource={list.data?.items ?? []}
        pagination={false}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("contests.seats.none")} />,
        }}
      />
      {list.data && <p className="soft">{t("contests.entrants", { n: list.data.entrants })}</p>}
      {adding && <SeatForm page={page} close={() => setAdding(false)} />}
    </div>
  );
}

function useColumns(page: Page, act: (seat: Seat, action: Action) => Promise<void>): TableColumnsType<Seat> {
  const { t, say } = useTexts();
  const mine = (seat: Seat) => page.seat?.code === "organiser" || JUDGES.includes(seat.kind.code);
  return [
    {
      key: "who",
      title: t("contests.person"),
      render: (_, seat) => (
        <>
          {seat.person.name} <span className="soft">{seat.person.username}</span>
          <div className="soft">{say(seat.office)}</div>
        </>
      ),
    },
    {
      key: "kind",
      title: t("contests.seat"),
      render: (_, seat) => (
        <>
          <span className="cap">{say(seat.kind)}</span> <span className="number">{seat.code}</span>
          <div className="soft">
            {seat.types
              .map((code) => say(page.types.find((one) => one.type.code === code)?.type) || code)
              .join(t("comma"))}
            {seat.panel && t("contests.panel.of", { panel: seat.panel })}
            {seat.most !== null && t("contests.most.of", { n: seat.most })}
          </div>
        </>
      ),
    },
    {
      key: "topics",
      title: t("contests.topics"),
      responsive: ["lg"],
      render: (_, seat) => seat.topics.join(t("comma")) || "—",
    },
    {
      key: "confirmed",
      title: t("contests.confirmed"),
      width: 110,
      responsive: ["sm"],
      render: (_, seat) =>
        seat.idle ? (
          <Mark tone="red">{t("contests.seat.idle")}</Mark>
        ) : seat.confirmed ? (
          <Mark tone="green">{t("contests.confirmed.yes")}</Mark>
        ) : (
          <Mark tone="amber">{t("contests.confirmed.no")}</Mark>
        ),
    },
    {
      key: "act",
      title: t("contests.act"),
      width: 200,
      render: (_, seat) =>
        mine(seat) && (
          <div className="row tight">
            <Button size="small" onClick={() => void act(seat, seat.confirmed ? "doubt" : "confirm")}>
              {t(seat.confirmed ? "contests.seat.doubt" : "contests.seat.confirm")}
            </Button>
            <Popconfirm
              title={t("contests.seat.leave.sure", { name: seat.person.name })}
              okText={t("contests.seat.leave")}
              cancelText={t("cancel")}
              onConfirm={() => act(seat, "leave")}
            >
              <Button size="small" danger>
                {t("contests.seat.leave")}
              </Button>
            </Popconfirm>
          </div>
        ),
    },
  ];
}
