/** Taking a file in that came back from the unified case system: chosen, looked at, confirmed. */
import { InboxOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Modal, Table, Upload } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { ApiError, cookie, errorOf, type Schemas } from "../../client/client";
import { useMay } from "../../parts/me";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";

type Preview = Schemas["Preview"];

export function CardsIn() {
  const { t } = useTexts();
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (!may("see_clues") || !(may("decide") || may("assign"))) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("cards.in")}</Button>
      {open && <Dialogue close={() => setOpen(false)} />}
    </>
  );
}

function Dialogue({ close }: { close: () => void }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const words = useWords();
  const queries = useQueryClient();
  const [file, setFile] = useState<File>();
  const look = useMutation({ mutationFn: (chosen: File) => send<Preview>("preview", chosen) });
  const take = useMutation({
    mutationFn: () => send<Schemas["Imported"]>("import", file as File, look.data?.seen),
    onSuccess: async (made) => {
      message.success(t("cards.taken", { n: made.cases }));
      await queries.invalidateQueries();
      close();
    },
    onError: (error) => {
      if (error instanceof ApiError && error.status === 409 && file) look.mutate(file);
    },
  });
  const choose = (chosen: File) => {
    setFile(chosen);
    take.reset();
    look.mutate(chosen);
    return false;
  };
  const wrong = take.error ?? look.error;
  const changed = look.data?.cases.length ?? 0;
  return (
    <Modal
      open
      width={960}
      title={t("cards.in")}
      okText={changed ? t("cards.confirm", { n: changed }) : t("cards.confirm.none")}
      okButtonProps={{ disabled: !changed || look.isPending }}
      cancelText={t("cancel")}
      confirmLoading={take.isPending}
      onCancel={close}
      onOk={() => take.mutate()}
    >
      <div className="stack">
        <p className="soft">{t("cards.in.about")}</p>
        <Upload.Dragger
          accept=".xlsx,.json"
          showUploadList={false}
          beforeUpload={choose}
          disabled={look.isPending}
        >
          <InboxOutlined aria-hidden /> {file?.name ?? t("cards.choose")}
        </Upload.Dragger>
        {wrong && <Alert type="error" showIcon title={words(wrong)} />}
        {look.isPending && <p role="status">{t("cards.reading")}</p>}
        {look.data && !look.isPending && <Found found={look.data} />}
      </div>
    </Modal>
  );
}

function Found({ found }: { found: Preview }) {
  const { t, say } = useTexts();
  const changes = found.cases.flatMap((one) =>
    one.changes.map((change) => ({ ...change, key: `${one.case} ${change.field.code}`, one })),
  );
  const told = found.told.map((one, place) => ({ ...one, key: place }));
  const numbers = { rows: found.rows, n: found.cases.length, same: found.same, told: told.length };
  const paging = { pageSize: 10, hideOnSinglePage: true, showSizeChanger: false };
  return (
    <>
      <Alert type={found.cases.length ? "info" : "warning"} title={t("cards.found", numbers)} />
      {changes.length > 0 && (
        <Table
          size="small"
          className="card-changes"
          dataSource={changes}
          pagination={paging}
          columns={[
            {
              key: "number",
              title: t("cases.number"),
              width: 190,
              render: (_, { one }) => <Link to={`/cases/${one.case}`}>{one.number}</Link>,
            },
            { key: "field", title: t("cards.field"), width: 150, render: (_, row) => say(row.field) },
            { key: "old", title: t("cards.old"), render: (_, row) => row.old || "—" },
            { key: "new", title: t("cards.new"), render: (_, row) => <strong>{row.new}</strong> },
          ]}
        />
      )}
      {told.length > 0 && (
        <Table
          size="small"
          className="card-told"
          title={() => t("cards.told")}
          dataSource={told}
          pagination={paging}
          columns={[
            {
              key: "place",
              title: t("cards.place"),
              width: 170,
              render: (_, row) => [row.row, row.column].filter(Boolean).join(" · "),
            },
            { key: "number", title: t("cases.number"), width: 190, dataIndex: "number" },
            { key: "why", title: t("cards.why"), render: (_, row) => say(row) },
            { key: "near", title: t("cards.near"), width: 190, dataIndex: "nearest" },
          ]}
        />
      )}
    </>
  );
}

async function send<T>(what: "preview" | "import", file: File, seen?: string): Promise<T> {
  const body = new FormData();
  body.append("file", file);
  if (seen) body.append("seen", seen);
  const answer = await fetch(`/api/cards/${what}`, {
    method: "POST",
    body,
    headers: { "X-CSRFToken": cookie("csrftoken") },
  }).catch(() => {
    throw new ApiError(0);
  });
  if (!answer.ok) throw await errorOf(answer);
  return (await answer.json()) as T;
}
