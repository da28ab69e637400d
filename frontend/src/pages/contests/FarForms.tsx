/** Forms far from the others: the judge is asked, or it is settled with a reason; no score is changed here. */
import { useQuery } from "@tanstack/react-query";
import { Button, Card, Popconfirm, Skeleton, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { Mark, type Tone } from "../../parts/values";
import { type Key, useTexts } from "../../texts/texts";
import { Reasoned } from "./Reasoned";
import { byText, None, PAGED } from "./tables";
import { useAct, useSend } from "./useAct";
import type { Page } from "./useContest";
import { useJudges } from "./useSeats";

type Far = Schemas["FarInfo"];
const TONES: Record<string, Tone> = { open: "amber", asked: "blue", answered: "violet", closed: "green" };
const ORDER = ["open", "answered", "asked", "closed"];

export function FarForms({ page }: { page: Page }) {
  const { t } = useTexts();
  const { slug } = page;
  const { act } = useAct(slug);
  const send = useSend(slug);
  const [closing, setClosing] = useState<Far>();
  const list = useQuery({
    queryKey: ["contest", slug, "far"],
    queryFn: () => got(api.GET("/api/contests/{slug}/far", { params: { path: { slug } } })),
  });
  const answer = (one: Far, action: "ask" | "close", why: string) =>
    api.POST("/api/contests/{slug}/far/{number}", {
      params: { path: { slug, number: one.id } },
      body: { action, why, version: one.version },
    });
  const columns = useColumns(
    page,
    (one) => act(() => answer(one, "ask", ""), t("contests.far.asked")),
    setClosing,
  );
  if (list.isError && !list.data) return <Problem error={list.error} retry={list.refetch} />;
  const items = [...(list.data?.items ?? [])].sort(
    (one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state),
  );
  const open = items.filter((one) => one.state !== "closed").length;
  return (
    <Card title={t("contests.far")}>
      {!list.data && <Skeleton active />}
      {list.data && (
        <div className="stack">
          <p className="soft">{t("contests.far.hint", { n: open })}</p>
          <Table<Far>
            rowKey="id"
            size="small"
            columns={columns}
            dataSource={items}
            pagination={PAGED}
            locale={{ emptyText: <None>{t("contests.far.none")}</None> }}
          />
        </div>
      )}
      {closing && (
        <Reasoned
          title={t("contests.far.close.of", { form: closing.form, work: closing.work })}
          ok={t("contests.far.close")}
          label={t("contests.far.why")}
          go={(why) => send(() => answer(closing, "close", why))}
          close={() => setClosing(undefined)}
        >
          {closing.answer && <p>{t("contests.far.answered", { answer: closing.answer })}</p>}
        </Reasoned>
      )}
    </Card>
  );
}

function useColumns(
  page: Page,
  ask: (one: Far) => Promise<boolean>,
  close: (one: Far) => void,
): TableColumnsType<Far> {
  const { t } = useTexts();
  const { called } = useJudges(page);
  return [
    {
      key: "form",
      title: t("contests.sheet"),
      sorter: byText((row) => `${row.form}`),
      render: (_, row) => (
        <>
          {t("contests.form.n", { n: row.form })}
          <div className="soft">
            {called(row.judge)} · <span className="number">{row.work}</span>
          </div>
        </>
      ),
    },
    {
      key: "state",
      title: t("contests.work.state"),
      sorter: byText((row) => row.state),
      render: (_, row) => (
        <>
          <Mark tone={TONES[row.state] ?? "plain"}>{t(`contests.far.state.${row.state}` as Key)}</Mark>
          {row.answer && <div>{t("contests.far.answered", { answer: row.answer })}</div>}
          {row.why && <div className="soft">{t("contests.why.told", { why: row.why })}</div>}
        </>
      ),
    },
    {
      key: "act",
      title: t("contests.act"),
      render: (_, row) => (
        <div className="row tight">
          {row.state === "open" && (
            <Popconfirm
              title={t("contests.far.ask.sure")}
              okText={t("contests.far.ask")}
              cancelText={t("cancel")}
              onConfirm={() => ask(row)}
            >
              <Button size="small">{t("contests.far.ask")}</Button>
            </Popconfirm>
          )}
          {row.state !== "closed" && (
            <Button size="small" onClick={() => close(row)}>
              {t("contests.far.close")}
            </Button>
          )}
        </div>
      ),
    },
  ];
}
