/** The versions of one kind, and what may be done with each. */
import { Button, Input, Modal, Space, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { Mark, moment, type Tone } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import type { Changed, Kind } from "./Templates";

type Version = Schemas["TemplateVersion"];
type Action = Schemas["TemplateAction"];
const TONE: Record<string, Tone> = { in_use: "green", proposed: "amber", refused: "red" };

export function Versions({ kind, lang, changed }: { kind: Kind; lang: string; changed: Changed }) {
  const { t, say } = useTexts();
  const [asked, setAsked] = useState<{ version: Version; action: Action }>();
  const preview = (one: Version) =>
    `/api/letter-templates/${kind.kind.code}/preview?form=pdf&lang=${lang}&version=${one.id}`;
  const columns: TableColumnsType<Version> = [
    { key: "number", title: t("templates.version"), width: 80, dataIndex: "number", className: "number" },
    {
      key: "state",
      title: t("clues.state"),
      width: 110,
      render: (_, row) => <Mark tone={TONE[row.state.code] ?? "plain"}>{say(row.state)}</Mark>,
    },
    {
      key: "file",
      title: t("templates.file"),
      render: (_, row) => (
        <>
          <a href={`/api/template-versions/${row.id}/file`}>{row.name}</a>{" "}
          <a href={preview(row)}>{t("templates.preview.pdf")}</a>
          {row.note && <div className="soft">{row.note}</div>}
        </>
      ),
    },
    {
      key: "who",
      title: t("templates.who"),
      render: (_, row) => (
        <>
          <div>
            {row.by.name} <span className="soft number">{moment(row.at)}</span>
          </div>
          {row.decided_by && row.decided_at && (
            <div>
              {row.decided_by.name} <span className="soft number">{moment(row.decided_at)}</span> {row.why}
            </div>
          )}
        </>
      ),
    },
    { key: "letters", title: t("templates.letters"), width: 110, dataIndex: "letters", className: "number" },
    {
      key: "acts",
      title: t("users.actions"),
      render: (_, row) => (
        <Space wrap size="small">
          {row.actions.map((action) => (
            <Button key={action.code} size="small" onClick={() => setAsked({ version: row, action })}>
              {say(action)}
            </Button>
          ))}
          {row.state.code === "proposed" && row.actions.length === 0 && (
            <span className="soft">{t("templates.second")}</span>
          )}
        </Space>
      ),
    },
  ];
  return (
    <>
      <Table<Version>
        rowKey="id"
        size="small"
        columns={columns}
        dataSource={kind.versions}
        pagination={false}
      />
      {asked && <Ask {...asked} changed={changed} close={() => setAsked(undefined)} />}
    </>
  );
}

function Ask(asked: { version: Version; action: Action; changed: Changed; close: () => void }) {
  const { t, say } = useTexts();
  const [why, setWhy] = useState("");
  const { version, action, changed, close } = asked;
  const send = async () => {
    const path = { number: version.id };
    const body = { action: action.code, why };
    if (await changed(got(api.POST("/api/template-versions/{number}/act", { params: { path }, body }))))
      close();
  };
  return (
    <Modal
      open
      title={say(action)}
      okText={say(action)}
      okButtonProps={{ disabled: action.needs_why && !why.trim() }}
      onCancel={close}
      onOk={send}
    >
      {action.code === "approve" && <p>{t("templates.approve.hint")}</p>}
      <Input.TextArea
        rows={2}
        maxLength={1000}
        value={why}
        placeholder={t("act.why")}
        aria-label={t("act.why")}
        onChange={(event) => setWhy(event.target.value)}
      />
    </Modal>
  );
}
