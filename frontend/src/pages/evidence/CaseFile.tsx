/** A case file: its records, its check, timeline and relations, its text and what was done with it. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Card, Dropdown, Popconfirm, Skeleton, Space, Tabs } from "antd";
import { useState } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { ApiError, api, got, type Schemas } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Mark, moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { AsText } from "./AsText";
import { Check } from "./Check";
import { Head } from "./Head";
import type { Kept, Page } from "./kinds";
import { ReadPapers } from "./ReadPapers";
import { Records } from "./Records";
import { Views } from "./Views";
import "./evidence.css";

/** Do something with the file; what is wrong with what was given, or nothing once it is kept. */
export type Change = (made: Promise<Kept>) => Promise<Kept["problems"] | undefined>;

export function CaseFile() {
  const id = Number(useParams().id);
  const queries = useQueryClient();
  const { message } = App.useApp();
  const words = useWords();
  const key = ["evidence", "file", id];
  const found = useQuery({
    queryKey: key,
    queryFn: () => got(api.GET("/api/evidence/files/{number}", { params: { path: { number: id } } })),
  });
  useTitle(found.data?.title);
  const took = async (page: Page) => {
    queries.setQueryData(key, page);
    await queries.invalidateQueries({ queryKey: ["evidence", "of", id] });
  };
  const failed = async (error: unknown) => {
    message.error(words(error), 8);
    if (error instanceof ApiError && error.status === 409) await queries.invalidateQueries({ queryKey: key });
  };
  const change: Change = async (made) => {
    try {
      const kept = await made;
      if (kept.page) await took(kept.page);
      return kept.problems;
    } catch (error) {
      await failed(error);
      return undefined;
    }
  };
  const act = async (action: Schemas["CaseFileAct"]["action"], version: number) => {
    try {
      const body = { action, version };
      await took(
        await got(api.POST("/api/evidence/files/{number}/act", { params: { path: { number: id } }, body })),
      );
    } catch (error) {
      await failed(error);
    }
  };
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  return <Body page={found.data} change={change} act={(action) => act(action, found.data.version)} />;
}

interface Props {
  page: Page;
  change: Change;
  act: (action: Schemas["CaseFileAct"]["action"]) => Promise<void>;
}

function Body({ page, change, act }: Props) {
  const { t } = useTexts();
  const [params, setParams] = useSearchParams();
  const [record, setRecord] = useState<string>();
  const records = page.lists.reduce((sum, one) => sum + one.records.length, 0);
  const tab = params.get("tab") ?? "records";
  const open = (one: string) => {
    setRecord(one);
    setParams({ tab: "records" });
  };
  const tabs = [
    {
      key: "records",
      label: `${t("evidence.records")} (${records})`,
      children: <Records page={page} change={change} asked={record} answered={() => setRecord(undefined)} />,
    },
    { key: "check", label: t("evidence.check"), children: <Check page={page} change={change} open={open} /> },
    { key: "views", label: t("evidence.views"), children: <Views page={page} open={open} /> },
    { key: "history", label: t("evidence.history"), children: <History page={page} /> },
    { key: "text", label: t("evidence.text"), children: <AsText page={page} change={change} /> },
  ];
  return (
    <div className="stack">
      <Above page={page} change={change} act={act} />
      <Tabs
        activeKey={tab}
        destroyOnHidden
        items={tabs}
        onChange={(key) => setParams(key === "records" ? {} : { tab: key })}
      />
    </div>
  );
}

function Above({ page, change, act }: Props) {
  const { t, say, lang } = useTexts();
  const [editing, setEditing] = useState(false);
  const [reading, setReading] = useState(false);
  const base = `/api/evidence/files/${page.id}`;
  const papers = [
    { key: "outline", label: <a href={`${base}/outline?lang=${lang}`}>{t("evidence.outline")}</a> },
    { key: "matrix", label: <a href={`${base}/matrix`}>{t("evidence.matrix")}</a> },
    { key: "yaml", label: <a href={`${base}/text`}>{t("evidence.yaml")}</a> },
  ];
  return (
    <Card size="small">
      <div className="row">
        <h1 className="grow">
          {page.title} {!page.open && <Mark tone="plain">{t("evidence.put.away")}</Mark>}
        </h1>
        <Space wrap className="no-print">
          <Button disabled={!page.may_edit || !page.can_undo} onClick={() => void act("undo")}>
            {t("evidence.undo")}
          </Button>
          <Button disabled={!page.may_edit || !page.can_redo} onClick={() => void act("redo")}>
            {t("evidence.redo")}
          </Button>
          <Dropdown menu={{ items: papers }} trigger={["click"]}>
            <Button>{t("evidence.papers")}</Button>
          </Dropdown>
          {page.may_edit && <Button onClick={() => setReading(true)}>{t("evidence.read")}</Button>}
          {page.may_edit && <Button onClick={() => setEditing(true)}>{t("evidence.head")}</Button>}
          {page.may_edit && (
            <Popconfirm
              title={t("evidence.close.sure")}
              okText={t("evidence.close")}
              cancelText={t("cancel")}
              onConfirm={() => act("close")}
            >
              <Button>{t("evidence.close")}</Button>
            </Popconfirm>
          )}
          {!page.open && <Button onClick={() => void act("reopen")}>{t("evidence.reopen")}</Button>}
        </Space>
      </div>
      <div className="row">
        <strong>{page.charges.join(t("comma"))}</strong>
        <span>{say(page.stage)}</span>
        <span className="soft">
          {say(page.office)} · {say(page.line)} · {page.owner.name}
        </span>
        {page.case && <Link to={`/cases/${page.case}`}>{page.case_number}</Link>}
        {page.clue && <Link to={`/clues/${page.clue}`}>{t("evidence.a.clue")}</Link>}
        <span className="soft">
          {t("evidence.last", { at: moment(page.changed), who: page.changed_by.name })}
        </span>
      </div>
      {!page.may_edit && page.open && <p className="soft">{t("evidence.read.only")}</p>}
      {reading && <ReadPapers page={page} change={change} close={() => setReading(false)} />}
      {editing && <Head page={page} change={change} close={() => setEditing(false)} />}
    </Card>
  );
}

function History({ page }: { page: Page }) {
  const { t, say } = useTexts();
  if (page.history.length === 0) return <p className="soft">{t("evidence.history.none")}</p>;
  return (
    <ul className="reasons">
      {page.history.map((one) => (
        <li key={one.number} className={one.undone ? "soft" : undefined}>
          <span className="number soft">{moment(one.at)}</span> {one.by.name} · {say(one.text)}{" "}
          {one.undone && <Mark tone="plain">{t("evidence.undone")}</Mark>}
        </li>
      ))}
    </ul>
  );
}
