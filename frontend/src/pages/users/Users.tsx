/** The people of the reader's office and those below: who they are, what they may do, whether they can log in. */
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Card, Dropdown, Empty, Input, Select, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Mark, moment, type Tone } from "../../parts/values";
import { type Key, useTexts } from "../../texts/texts";
import { FirstPassword } from "./FirstPassword";
import { IdentityForm } from "./IdentityForm";
import { StepDialogue } from "./StepDialogue";
import { UserForm } from "./UserForm";

export type Row = Schemas["UserRow"];
export type Step = Schemas["UserAct"]["action"];
export type Done = Schemas["UserDone"];

const TONE: Record<string, Tone> = { active: "green", locked_out: "amber", locked: "red", inactive: "plain" };
const STEPS: Record<string, Step[]> = {
  active: ["lock", "reset", "deactivate"],
  locked_out: ["unlock", "lock", "reset", "deactivate"],
  locked: ["unlock", "reset", "deactivate"],
  inactive: ["activate"],
};
export const STEP: Record<Step, Key> = {
  lock: "users.lock",
  unlock: "users.unlock",
  reset: "users.reset",
  reset_factor: "users.reset_factor",
  deactivate: "users.deactivate",
  activate: "users.activate",
};

/** What can be done for somebody; a second factor is taken away only where there is one. */
function steps(row: Row): Step[] {
  const listed = STEPS[row.state.code] ?? [];
  return row.factor ? [...listed, "reset_factor"] : listed;
}

export function Users() {
  const { t, say } = useTexts();
  useTitle(t("nav.users"));
  const { message } = App.useApp();
  const words = useWords();
  const queries = useQueryClient();
  const [params, setParams] = useSearchParams();
  const [edited, setEdited] = useState<Row | "new">();
  const [step, setStep] = useState<{ row: Row; action: Step }>();
  const [known, setKnown] = useState<Row>();
  const [told, setTold] = useState<Done>();
  const change = (changes: Record<string, string | undefined>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(changes)) value ? next.set(name, value) : next.delete(name);
    setParams(next);
  };
  const asked = (name: string) => params.get(name) ?? undefined;
  const page = Number(params.get("page") ?? 1);
  const size = Number(params.get("size") ?? 20);
  const query = {
    page,
    size,
    q: asked("q"),
    office: asked("office"),
    role: asked("role") as Schemas["Role"] | undefined,
    state: asked("state") as Schemas["UserState"] | undefined,
  };
  const list = useQuery({
    queryKey: ["users", query],
    queryFn: () => got(api.GET("/api/users", { params: { query } })),
    placeholderData: keepPreviousData,
  });
  const offices = useQuery({ queryKey: ["offices"], queryFn: () => got(api.GET("/api/offices")) });
  /** Whether a change was made; what went wrong is told and the list is asked for again. */
  const made = async (answer: Promise<Done>): Promise<boolean> => {
    try {
      const done = await answer;
      message.success(t("users.done"));
      if (done.password) setTold(done);
      return true;
    } catch (error) {
      message.error(words(error));
      return false;
    } finally {
      void queries.invalidateQueries({ queryKey: ["users"] });
      void queries.invalidateQueries({ queryKey: ["offices"] });
    }
  };
  const columns = useColumns(setEdited, (row, action) => setStep({ row, action }), setKnown);
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  const choice = (
    name: "role" | "state" | "office",
    label: Key,
    options: { value: string; label: string }[],
  ) => (
    <Select
      allowClear
      showSearch={{ optionFilterProp: "label" }}
      style={{ width: 190 }}
      placeholder={t(label)}
      aria-label={t(label)}
      value={query[name]}
      options={options}
      onChange={(value?: string) => change({ [name]: value, page: undefined })}
    />
  );
  return (
    <div className="stack">
      <h1>{t("nav.users")}</h1>
      <Card size="small">
        <div className="row">
          <Input.Search
            className="grow"
            allowClear
            defaultValue={query.q}
            placeholder={t("users.search")}
            aria-label={t("users.search")}
            onSearch={(q) => change({ q, page: undefined })}
            maxLength={100}
          />
          {choice(
            "office",
            "users.office",
            (offices.data?.items ?? []).map((one) => ({ value: one.code, label: say(one) })),
          )}
          {choice(
            "role",
            "users.roles",
            (list.data?.roles ?? []).map((one) => ({ value: one.code, label: `${say(one)} ${one.count}` })),
          )}
          {choice(
            "state",
            "users.state",
            (list.data?.states ?? []).map((one) => ({ value: one.code, label: say(one) })),
          )}
          <Button type="primary" onClick={() => setEdited("new")}>
            {t("users.add")}
          </Button>
        </div>
      </Card>
      <Table<Row>
        rowKey="id"
        size="middle"
        loading={list.isPending}
        columns={columns}
        dataSource={list.data?.items ?? []}
        locale={{ emptyText: <Empty description={t("users.empty")} /> }}
        pagination={{ current: page, pageSize: size, total: list.data?.total ?? 0, showSizeChanger: true }}
        onChange={(at) => change({ page: String(at.current), size: String(at.pageSize) })}
        scroll={{ x: 1000 }}
      />
      {edited && list.data && (
        <UserForm
          user={edited === "new" ? undefined : edited}
          list={list.data}
          offices={offices.data?.items ?? []}
          made={made}
          close={() => setEdited(undefined)}
        />
      )}
      {step && <StepDialogue {...step} made={made} close={() => setStep(undefined)} />}
      {known && <IdentityForm row={known} made={made} close={() => setKnown(undefined)} />}
      {told?.password && <FirstPassword done={told} close={() => setTold(undefined)} />}
    </div>
  );
}

function useColumns(
  edit: (row: Row) => void,
  act: (row: Row, step: Step) => void,
  identify: (row: Row) => void,
): TableColumnsType<Row> {
  const { t, say } = useTexts();
  return [
    { key: "username", title: t("users.username"), dataIndex: "username", width: 130 },
    { key: "name", title: t("users.name"), dataIndex: "name", width: 110 },
    { key: "office", title: t("users.office"), render: (_, row) => say(row.office) },
    { key: "roles", title: t("users.roles"), render: (_, row) => row.roles.map(say).join(t("comma")) },
    {
      key: "state",
      title: t("users.state"),
      width: 170,
      render: (_, row) => (
        <span className="row">
          <Mark tone={TONE[row.state.code] ?? "plain"}>{say(row.state)}</Mark>
          {row.must_change && <Mark tone="blue">{t("users.must_change")}</Mark>}
          {(row.oidc || row.ldap) && <Mark tone="plain">{t("users.outside")}</Mark>}
          {row.factor && <Mark tone="plain">{t("users.factor")}</Mark>}
        </span>
      ),
    },
    {
      key: "last",
      title: t("users.last"),
      width: 150,
      className: "number",
      render: (_, row) => (row.last_login ? moment(row.last_login) : "—"),
    },
    {
      key: "actions",
      title: t("users.actions"),
      width: 190,
      fixed: "right",
      render: (_, row) => (
        <span className="row">
          <Button size="small" onClick={() => edit(row)}>
            {t("users.edit")}
          </Button>
          {row.own ? (
            <span className="soft">{t("users.own")}</span>
          ) : (
            <Dropdown
              trigger={["click"]}
              menu={{
                items: [
                  ...steps(row).map((step) => ({
                    key: step as string,
                    label: t(STEP[step]),
                    onClick: () => act(row, step),
                  })),
                  { key: "identities", label: t("users.identities"), onClick: () => identify(row) },
                ],
              }}
            >
              <Button size="small" aria-label={`${t("users.actions")} ${row.username}`}>
                …
              </Button>
            </Dropdown>
          )}
        </span>
      ),
    },
  ];
}
