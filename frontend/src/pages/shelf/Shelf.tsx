/** The shelf: models on their road, those that were published, and what waits for the reader. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  Alert,
  App,
  Button,
  Checkbox,
  Empty,
  Input,
  Modal,
  Segmented,
  Select,
  Table,
  type TableColumnsType,
  Upload,
} from "antd";
import { useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Mark, moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { EntryTag } from "./tags";

type Row = Schemas["ShelfRow"];
type List = Schemas["ShelfList"];
const VIEWS = ["all", "waiting", "mine", "taken", "favourite"] as const;

export function Shelf() {
  const { t, say } = useTexts();
  useTitle(t("nav.shelf"));
  const [params, setParams] = useSearchParams();
  const view = VIEWS.find((one) => one === params.get("view")) ?? "all";
  const page = Number(params.get("page") ?? 1);
  const [state, line, q] = ["state", "line", "q"].map((name) => params.get(name) ?? "");
  const here = params.get("here") === "yes";
  const [sending, setSending] = useState(false);
  const query = { view, page, state, line, q, here };
  const list = useQuery({
    queryKey: ["shelf", query],
    queryFn: () => got(api.GET("/api/shelf", { params: { query } })),
    placeholderData: keepPreviousData,
  });
  const columns = useColumns();
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  const go = (more: Record<string, string>) => {
    const next = { view, state, line, q, here: here ? "yes" : "", ...more };
    setParams(Object.fromEntries(Object.entries(next).filter((pair): pair is [string, string] => !!pair[1])));
  };
  const pick = (all: Schemas["Counted"][] | undefined) =>
    (all ?? []).map((one) => ({ value: one.code, label: `${say(one)} (${one.count})` }));
  return (
    <div className="stack">
      <div className="row">
        <h1 className="grow">{t("nav.shelf")}</h1>
        {list.data?.may_receive && <Receive />}
        {list.data?.may_send && (
          <Button type="primary" onClick={() => setSending(true)}>
            {t("shelf.send")}
          </Button>
        )}
      </div>
      <p className="soft">{t("shelf.hint")}</p>
      <Notices list={list.data} />
      <div className="row no-print">
        <Segmented
          aria-label={t("shelf.view")}
          value={view}
          options={VIEWS.map((value) => ({ value, label: label(value, list.data, t) }))}
          onChange={(value) => go({ view: value })}
          style={{ maxWidth: "100%", overflowX: "auto" }}
        />
        <Select
          allowClear
          aria-label={t("shelf.state")}
          placeholder={t("shelf.state")}
          value={state || undefined}
          options={pick(list.data?.states)}
          onChange={(value) => go({ state: value ?? "" })}
          style={{ minWidth: 160 }}
        />
        <Select
          allowClear
          aria-label={t("shelf.line")}
          placeholder={t("shelf.line")}
          value={line || undefined}
          options={pick(list.data?.lines)}
          onChange={(value) => go({ line: value ?? "" })}
          style={{ minWidth: 160 }}
        />
        <Input.Search
          allowClear
          aria-label={t("shelf.search")}
          placeholder={t("shelf.search")}
          defaultValue={q}
          onSearch={(value) => go({ q: value.trim() })}
          style={{ width: 220 }}
        />
        <Checkbox checked={here} onChange={(event) => go({ here: event.target.checked ? "yes" : "" })}>
          {t("shelf.here")}
        </Checkbox>
      </div>
      <Table<Row>
        rowKey="id"
        size="middle"
        loading={list.isPending}
        columns={columns}
        dataSource={list.data?.items ?? []}
        scroll={{ x: 920 }}
        locale={{
          emptyText: (
            <Empty
              image={Empty.PRESENTED_IMAGE_SIMPLE}
              description={t(
                view !== "all"
                  ? `shelf.none.${view}`
                  : list.data?.may_send
                    ? "shelf.none.send"
                    : "shelf.none",
              )}
            />
          ),
        }}
        pagination={{ current: page, pageSize: 20, total: list.data?.total ?? 0, showSizeChanger: false }}
        onChange={(at) => go({ page: String(at.current) })}
      />
      {sending && <Send close={() => setSending(false)} />}
    </div>
  );
}

function label(view: (typeof VIEWS)[number], list: List | undefined, t: ReturnType<typeof useTexts>["t"]) {
  const told = t(`shelf.view.${view}`);
  return view === "waiting" && list?.waiting ? `${told} (${list.waiting})` : told;
}

/** Models that were withdrawn while this office could run them. */
function Notices({ list }: { list: List | undefined }) {
  const { t, say } = useTexts();
  return (list?.notices ?? []).map((one) => (
    <Alert
      key={one.id}
      type="error"
      showIcon
      title={
        <>
          <Link to={`/shelf/${one.id}`}>
            {say(one.title)} {one.model_version}
          </Link>{" "}
          {t("shelf.withdrawn", { at: moment(one.at), why: one.why })}
        </>
      }
    />
  ));
}

function useColumns(): TableColumnsType<Row> {
  const { t, say } = useTexts();
  return [
    {
      key: "title",
      title: t("shelf.model"),
      render: (_, row) => (
        <>
          <Link to={`/shelf/${row.id}`}>{say(row.title)}</Link>{" "}
          <span className="number">{row.model_version}</span>
          <div className="soft">{say(row.point)}</div>
          <div className="soft">
            {say(row.line)} · {say(row.office)} · {row.author.name}
          </div>
        </>
      ),
    },
    { key: "state", title: t("shelf.state"), width: 150, render: (_, row) => <EntryTag state={row.state} /> },
    {
      key: "lists",
      title: t("shelf.lists"),
      width: 200,
      render: (_, row) =>
        row.lacking.length === 0 ? (
          <Mark tone="green">{t("shelf.lists.here")}</Mark>
        ) : (
          <span className="soft">
            {t("shelf.lists.lacking", { lists: row.lacking.map(say).join(t("comma")) })}
          </span>
        ),
    },
    {
      key: "use",
      title: t("shelf.use"),
      width: 170,
      render: (_, row) => (
        <>
          {t("shelf.use.offices", { n: row.offices })}
          <div className="soft">
            {row.stars === null
              ? t("shelf.use.unrated")
              : t("shelf.use.stars", { n: row.stars, of: row.ratings })}
          </div>
          {row.taken && <Mark tone={row.taken.code === "taken" ? "green" : "amber"}>{say(row.taken)}</Mark>}
        </>
      ),
    },
    {
      key: "changed",
      title: t("shelf.changed"),
      width: 150,
      className: "number",
      render: (_, row) => moment(row.changed),
    },
  ];
}

/** One's own drafts of the workshop, to be sent as an idea. */
function Send({ close }: { close: () => void }) {
  const { t, say } = useTexts();
  const words = useWords();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<number>();
  const drafts = useQuery({
    queryKey: ["drafts", "to-send"],
    queryFn: () =>
      got(
        api.GET("/api/workshop/drafts", {
          params: { query: { view: "mine", closed: false, page: 1, size: 100 } },
        }),
      ),
  });
  const send = useMutation({
    mutationFn: () => {
      const one = drafts.data?.items.find((draft) => draft.id === chosen);
      return got(api.POST("/api/shelf", { body: { draft: chosen ?? 0, version: one?.version ?? 0 } }));
    },
    onSuccess: (entry) => navigate(`/shelf/${entry.id}`),
  });
  return (
    <Modal
      open
      title={t("shelf.send")}
      okText={t("shelf.send.do")}
      cancelText={t("cancel")}
      okButtonProps={{ disabled: chosen === undefined }}
      confirmLoading={send.isPending}
      onCancel={close}
      onOk={() => send.mutate()}
    >
      <div className="stack">
        <p className="soft">{t("shelf.send.hint")}</p>
        {send.isError && <Alert type="error" showIcon title={words(send.error)} />}
        <Select
          aria-label={t("shelf.send.draft")}
          placeholder={t("shelf.send.draft")}
          value={chosen}
          onChange={setChosen}
          loading={drafts.isPending}
          notFoundContent={<Link to="/workshop">{t("shelf.send.none")}</Link>}
          options={(drafts.data?.items ?? []).map((one) => ({
            value: one.id,
            label: `${say(one.title) || one.model} · ${moment(one.changed)}`,
          }))}
        />
      </div>
    </Modal>
  );
}

/** A bundle of another network. */
function Receive() {
  const { t } = useTexts();
  const words = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message, modal } = App.useApp();
  const receive = useMutation({
    mutationFn: async (file: File) => {
      const body = new FormData();
      body.append("file", file);
      return got(api.POST("/api/shelf/bundle", { body: { file: "" }, bodySerializer: () => body }));
    },
    onSuccess: async (taken) => {
      await queries.invalidateQueries({ queryKey: ["shelf"] });
      const told = { model: taken.model, version: taken.model_version, sender: taken.sender };
      if (taken.kind === "withdrawal") void message.warning(t("shelf.received.withdrawal", told));
      else void message.success(t(taken.already ? "shelf.received.already" : "shelf.received", told));
      if (taken.entry !== null) navigate(`/shelf/${taken.entry}`);
    },
    onError: (error) => modal.error({ title: t("shelf.receive"), content: words(error) }),
  });
  return (
    <Upload
      showUploadList={false}
      accept=".mjb"
      beforeUpload={(file) => {
        receive.mutate(file);
        return false;
      }}
    >
      <Button loading={receive.isPending}>{t("shelf.receive")}</Button>
    </Upload>
  );
}
