/** Signed files between desks on separate networks: taking one in, handing clues over, telling what became of them. */
import { UploadOutlined } from "@ant-design/icons";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Empty, Space, Table, type TableColumnsType, Upload } from "antd";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { api, cookie, errorOf, got, type Schemas } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Mark, moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { SendForm } from "./SendForm";

type Row = Schemas["FileInfo"];

export function Exchange() {
  const { t } = useTexts();
  useTitle(t("nav.exchange"));
  const [params, setParams] = useSearchParams();
  const page = Number(params.get("page") ?? 1);
  const clues = params.get("clues")?.split(",") ?? [];
  const [asked, setAsked] = useState<"clues" | "outcomes" | undefined>(clues.length ? "clues" : undefined);
  const [refused, setRefused] = useState("");
  const list = useQuery({
    queryKey: ["exchange", page],
    queryFn: () => got(api.GET("/api/exchange", { params: { query: { page } } })),
    placeholderData: keepPreviousData,
  });
  const receive = useReceive(setRefused);
  const columns = useColumns();
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  return (
    <div className="stack">
      <div className="row">
        <h1 className="grow">{t("nav.exchange")}</h1>
        <Space wrap>
          {list.data?.may_receive && (
            <Upload
              showUploadList={false}
              beforeUpload={(file) => {
                void receive(file);
                return false;
              }}
            >
              <Button type="primary" icon={<UploadOutlined />}>
                {t("exchange.receive")}
              </Button>
            </Upload>
          )}
          {list.data?.may_send && (
            <>
              <Button onClick={() => setAsked("clues")}>{t("exchange.send")}</Button>
              <Button onClick={() => setAsked("outcomes")}>{t("exchange.outcomes")}</Button>
            </>
          )}
        </Space>
      </div>
      <p className="soft">{t("exchange.hint")}</p>
      {refused && <Alert type="error" showIcon closable title={refused} afterClose={() => setRefused("")} />}
      <Table<Row>
        rowKey="id"
        size="middle"
        loading={list.isPending}
        columns={columns}
        dataSource={list.data?.items ?? []}
        expandable={{
          rowExpandable: (row) => row.sent.length > 0,
          expandedRowRender: (row) => <SentClues row={row} />,
        }}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("exchange.none")} />,
        }}
        pagination={{ current: page, pageSize: 20, total: list.data?.total ?? 0, showSizeChanger: false }}
        onChange={(at) => setParams({ page: String(at.current) })}
        scroll={{ x: 860 }}
      />
      {asked && list.data && (
        <SendForm
          kind={asked}
          clues={clues}
          partners={list.data.partners}
          close={() => {
            setAsked(undefined);
            setParams({});
          }}
        />
      )}
    </div>
  );
}

function useReceive(refused: (why: string) => void) {
  const { t, say } = useTexts();
  const { message } = App.useApp();
  const words = useWords();
  const queries = useQueryClient();
  return async (file: File) => {
    refused("");
    const body = new FormData();
    body.append("file", file);
    try {
      const answer = await fetch("/api/exchange/receive", {
        method: "POST",
        body,
        headers: { "X-CSRFToken": cookie("csrftoken") },
      });
      if (!answer.ok) throw await errorOf(answer);
      const made = (await answer.json()) as Schemas["Received"];
      const told = { who: made.sender, n: made.items, what: say(made.kind) };
      message.success(made.already ? t("exchange.already") : t("exchange.received", told), 6);
      await queries.invalidateQueries();
    } catch (error) {
      refused(words(error));
    }
  };
}

function useColumns(): TableColumnsType<Row> {
  const { t, say } = useTexts();
  return [
    {
      key: "at",
      title: t("handovers.at"),
      width: 150,
      className: "number",
      render: (_, row) => moment(row.at),
    },
    {
      key: "way",
      title: t("exchange.way"),
      width: 110,
      render: (_, row) => (
        <Mark tone={row.outgoing ? "violet" : "green"}>
          {t(row.outgoing ? "exchange.out" : "exchange.in")}
        </Mark>
      ),
    },
    { key: "partner", title: t("exchange.partner"), dataIndex: "partner" },
    { key: "kind", title: t("exchange.kind"), width: 120, render: (_, row) => say(row.kind) },
    { key: "sequence", title: t("exchange.sequence"), width: 80, dataIndex: "sequence", className: "number" },
    { key: "items", title: t("exchange.items"), width: 80, dataIndex: "items", className: "number" },
    { key: "by", title: t("exchange.by"), width: 110, render: (_, row) => row.by.name },
    {
      key: "sha",
      title: "SHA-256",
      width: 130,
      render: (_, row) => <code title={row.sha256}>{row.sha256.slice(0, 12)}</code>,
    },
  ];
}

function SentClues({ row }: { row: Row }) {
  const { t, say } = useTexts();
  return (
    <ul className="plain">
      {row.sent.map((one) => (
        <li key={one.clue}>
          <Link to={`/clues/${one.clue}`}>{one.clue}</Link> {one.why}{" "}
          {one.outcome ? (
            <Mark tone="green">{say(one.outcome)}</Mark>
          ) : (
            <span className="soft">{t("exchange.waiting")}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
