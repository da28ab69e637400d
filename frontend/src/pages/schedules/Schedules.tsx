/** What is done by itself: deliveries taken in, models run on new data; whether a scheduler is at work. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Empty, Skeleton, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Mark, moment, type Tone } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Scroll } from "../data/Scroll";
import { ScheduleForm } from "./ScheduleForm";
import { Turns } from "./Turns";

export type Schedule = Schemas["ScheduleInfo"];
type Action = Schemas["ScheduleAct"]["action"];

export function Schedules() {
  const { t } = useTexts();
  useTitle(t("schedules.title"));
  const [params, setParams] = useSearchParams();
  const [edited, edit] = useState<Schedule | "new" | null>(null);
  const list = useQuery({
    queryKey: ["schedules"],
    queryFn: () => got(api.GET("/api/schedules")),
    refetchInterval: 5000,
  });
  const columns = useColumns(edit, (id) => setParams({ schedule: String(id) }));
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  if (!list.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  const { items, scheduler, can } = list.data;
  const shown = items.find((one) => String(one.id) === params.get("schedule"));
  return (
    <div className="stack">
      <div className="row">
        <h1 className="grow">{t("schedules.title")}</h1>
        <Button type="primary" onClick={() => edit("new")}>
          {t("schedules.new")}
        </Button>
      </div>
      <p className="soft">{t("schedules.hint")}</p>
      <AtWork scheduler={scheduler} />
      <Scroll label={t("schedules.title")} width={980}>
        <Table<Schedule>
          rowKey="id"
          size="middle"
          columns={columns}
          dataSource={items}
          pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
          locale={{
            emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("schedules.empty")} />,
          }}
        />
      </Scroll>
      <Card
        size="small"
        title={shown ? t("schedules.turns.of", { name: shown.name }) : t("schedules.turns")}
        extra={shown && <Button onClick={() => setParams({})}>{t("schedules.turns.all")}</Button>}
      >
        <Turns key={shown?.id ?? 0} schedule={shown?.id} />
      </Card>
      {edited && <ScheduleForm of={edited === "new" ? null : edited} can={can} close={() => edit(null)} />}
    </div>
  );
}

function AtWork({ scheduler }: { scheduler: Schemas["Alive"] }) {
  const { t } = useTexts();
  if (!scheduler.ok) {
    const since = scheduler.at ? t("schedules.silent.since", { at: moment(scheduler.at) }) : "";
    return (
      <Alert
        type="warning"
        showIcon
        title={t("schedules.silent")}
        description={`${since}${t("schedules.silent.how")}`}
      />
    );
  }
  if (scheduler.error) {
    return <Alert type="error" showIcon title={t("schedules.trouble")} description={scheduler.error} />;
  }
  return null;
}

function stateOf(one: Schedule): [Tone, "paused" | "problem" | "held" | "approvals" | "busy" | "well"] {
  if (one.paused) return ["plain", "paused"];
  if (one.problem) return ["red", "problem"];
  if (one.held) return ["amber", "held"];
  if (one.approvals) return ["amber", "approvals"];
  return one.underway ? ["blue", "busy"] : ["green", "well"];
}

function useColumns(edit: (one: Schedule) => void, show: (id: number) => void): TableColumnsType<Schedule> {
  const { t, say } = useTexts();
  return [
    {
      key: "name",
      title: t("schedules.name"),
      sorter: (one, other) => one.name.localeCompare(other.name),
      render: (_, one) => (
        <>
          <Button type="link" style={{ padding: 0 }} onClick={() => show(one.id)}>
            {one.name}
          </Button>
          <div className="soft">{say(one.kind)}</div>
        </>
      ),
    },
    {
      key: "about",
      title: t("schedules.about"),
      render: (_, one) => (
        <>
          <div>{say(one.about)}</div>
          <div className="soft">{one.what.purpose}</div>
        </>
      ),
    },
    {
      key: "when",
      title: t("schedules.when"),
      width: 170,
      render: (_, one) => say(one.when),
    },
    {
      key: "next",
      title: t("schedules.next"),
      width: 140,
      className: "number",
      sorter: (one, other) => (one.next ?? "").localeCompare(other.next ?? ""),
      render: (_, one) => (one.next && !one.paused ? moment(one.next) : "—"),
    },
    {
      key: "state",
      title: t("schedules.state"),
      width: 200,
      render: (_, one) => {
        const [tone, code] = stateOf(one);
        return (
          <>
            <Mark tone={tone}>
              {t(`schedules.state.${code}`, { n: code === "held" ? one.held : one.approvals })}
            </Mark>
            {one.problem && <div className="soft">{say(one.problem)}</div>}
          </>
        );
      },
    },
    {
      key: "by",
      title: t("schedules.by"),
      width: 120,
      render: (_, one) => (
        <>
          {one.by.name}
          <div className="soft">{say(one.office)}</div>
        </>
      ),
    },
    {
      key: "act",
      title: t("users.actions"),
      width: 150,
      render: (_, one) => <Acts of={one} edit={edit} />,
    },
  ];
}

function Acts({ of, edit }: { of: Schedule; edit: (one: Schedule) => void }) {
  const { t } = useTexts();
  const { message, modal } = App.useApp();
  const words = useWords();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const act = async (action: Action) => {
    setBusy(true);
    try {
      const params = { path: { number: of.id } };
      await got(api.POST("/api/schedules/{number}/act", { params, body: { action, version: of.version } }));
      message.success(t(`schedules.${action}.done`));
    } catch (error) {
      message.error(words(error));
    }
    setBusy(false);
    await queries.invalidateQueries({ queryKey: ["schedules"] });
  };
  const end = () =>
    modal.confirm({
      title: t("schedules.end"),
      content: t("schedules.end.sure", { name: of.name }),
      okText: t("schedules.end"),
      okButtonProps: { danger: true },
      cancelText: t("cancel"),
      onOk: () => act("end"),
    });
  return (
    <span className="row">
      {of.can.map((one) => (
        <Button
          key={one}
          size="small"
          loading={busy && one === "now"}
          danger={one === "end"}
          onClick={() => (one === "change" ? edit(of) : one === "end" ? end() : void act(one as Action))}
        >
          {t(`schedules.${one as Action | "change"}`)}
        </Button>
      ))}
    </span>
  );
}
