/** Tokens for other systems: one's own, and for the security administrator those of his people. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Empty, Input, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { useMay } from "../../parts/me";
import { Problem, useWords } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Mark, moment, type Tone } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { AskForToken } from "./AskForToken";

export type Row = Schemas["TokenRow"];
type Action = Schemas["TokenAct"]["action"];
const TONE: Record<string, Tone> = { asked: "amber", active: "green", expired: "plain", revoked: "red" };

export function Tokens() {
  const { t } = useTexts();
  useTitle(t("nav.tokens"));
  const { message, modal } = App.useApp();
  const words = useWords();
  const queries = useQueryClient();
  const manages = useMay()("manage_users");
  const [asking, setAsking] = useState(false);
  const list = useQuery({ queryKey: ["tokens"], queryFn: () => got(api.GET("/api/tokens")) });
  const act = (row: Row, action: Action) => {
    let why = "";
    modal.confirm({
      title: t(`tokens.${action}`),
      content: (
        <div className="stack">
          <p>
            {t(`tokens.${action}.sure`, { what: row.name, who: `${row.user.name} ${row.user.username}` })}
          </p>
          <Input
            maxLength={200}
            placeholder={t("users.why")}
            aria-label={t("users.why")}
            onChange={(event) => {
              why = event.target.value;
            }}
          />
        </div>
      ),
      okText: t(`tokens.${action}`),
      cancelText: t("cancel"),
      onOk: async () => {
        try {
          const params = { path: { number: row.id } };
          await got(api.POST("/api/tokens/{number}/act", { params, body: { action, why } }));
          message.success(t("users.done"));
        } catch (error) {
          message.error(words(error));
        }
        await queries.invalidateQueries({ queryKey: ["tokens"] });
      },
    });
  };
  const columns = useColumns(act);
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  const mine = (list.data?.rights.length ?? 0) > 0;
  return (
    <div className="stack">
      <div className="row">
        <h1 className="grow">{t("nav.tokens")}</h1>
        {mine && (
          <Button type="primary" onClick={() => setAsking(true)}>
            {t("tokens.ask")}
          </Button>
        )}
      </div>
      <p className="soft">
        {t(manages ? "tokens.hint.admin" : "tokens.hint")}{" "}
        <a href="/api/openapi.json" target="_blank" rel="noreferrer">
          {t("tokens.openapi")}
        </a>
      </p>
      <Table<Row>
        rowKey="id"
        size="middle"
        loading={list.isPending}
        columns={columns}
        dataSource={list.data?.items ?? []}
        pagination={false}
        locale={{ emptyText: <Empty description={t("tokens.empty")} /> }}
        scroll={{ x: 1000 }}
      />
      {asking && list.data && <AskForToken rights={list.data.rights} close={() => setAsking(false)} />}
    </div>
  );
}

function useColumns(act: (row: Row, action: Action) => void): TableColumnsType<Row> {
  const { t, say } = useTexts();
  return [
    {
      key: "name",
      title: t("tokens.name"),
      render: (_, row) => (
        <>
          <div>{row.name}</div>
          <code className="soft">{row.beginning}…</code>
        </>
      ),
    },
    {
      key: "user",
      title: t("tokens.user"),
      render: (_, row) => (
        <>
          <div>{row.user.name}</div>
          <div className="soft">{say(row.office)}</div>
        </>
      ),
    },
    { key: "why", title: t("tokens.why"), dataIndex: "why" },
    {
      key: "rights",
      title: t("tokens.rights"),
      render: (_, row) => (
        <>
          <div>{row.rights.map(say).join(t("comma"))}</div>
          {row.reads && <Mark tone="blue">{t("tokens.reads")}</Mark>}
        </>
      ),
    },
    {
      key: "state",
      title: t("users.state"),
      width: 110,
      render: (_, row) => <Mark tone={TONE[row.state.code] ?? "plain"}>{say(row.state)}</Mark>,
    },
    {
      key: "expires",
      title: t("tokens.expires"),
      width: 150,
      className: "number",
      render: (_, row) => moment(row.expires),
    },
    {
      key: "used",
      title: t("tokens.used"),
      width: 150,
      className: "number",
      render: (_, row) => (
        <>
          <div>{row.used ? moment(row.used) : t("tokens.never")}</div>
          <div className="soft">{row.used_from}</div>
        </>
      ),
    },
    {
      key: "actions",
      title: t("users.actions"),
      width: 150,
      render: (_, row) => (
        <span className="row">
          {row.can.map((one) => (
            <Button
              key={one}
              size="small"
              type={one === "allow" ? "primary" : "default"}
              onClick={() => act(row, one)}
            >
              {t(`tokens.${one}`)}
            </Button>
          ))}
        </span>
      ),
    },
  ];
}
