/** Papers read into a case file: what was read with the words it came from; a person confirms record by record. */
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Card, Modal, Upload } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import type { Change } from "./CaseFile";
import type { Kept, Page } from "./kinds";
import { Problems } from "./Problems";

const TAKEN = ".zip,.docx,.pdf,.txt,.md";
type Told = Schemas["PapersTold"];
type Row = Schemas["PaperRecord"];

export function ReadPapers({ page, change, close }: { page: Page; change: Change; close: () => void }) {
  const { t } = useTexts();
  const words = useWords();
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const [wrong, setWrong] = useState<Kept["problems"]>([]);
  const path = { number: page.id };
  const read = useMutation({
    mutationFn: (file: File) => {
      const body = new FormData();
      body.set("file", file);
      return got(
        api.POST("/api/evidence/files/{number}/papers", {
          params: { path },
          body: body as never,
          bodySerializer: () => body as never,
        }),
      );
    },
    onSuccess: () => setDone(new Set()),
  });
  const confirm = async (rows: Row[]) => {
    const records = rows.map(({ list, value }) => ({ list, value }));
    const body = { version: page.version, records };
    const problems = await change(
      got(api.POST("/api/evidence/files/{number}/confirmed", { params: { path }, body })),
    );
    setWrong(problems ?? []);
    if (problems?.length === 0) setDone(new Set([...done, ...rows.map((row) => row.id)]));
  };
  const told = read.data;
  const left = told?.records.filter((row) => !done.has(row.id)) ?? [];
  return (
    <Modal
      open
      width={860}
      title={t("evidence.read")}
      onCancel={close}
      footer={
        <>
          {left.length > 0 && (
            <Button onClick={() => void confirm(left)}>
              {t("evidence.read.all", { count: left.length })}
            </Button>
          )}
          <Button type="primary" onClick={close}>
            {t("evidence.read.close")}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{t("evidence.read.hint")}</p>
        <Upload.Dragger
          accept={TAKEN}
          maxCount={1}
          showUploadList={false}
          beforeUpload={(file) => {
            read.mutate(file);
            return false;
          }}
        >
          <p>{read.isPending ? t("evidence.read.busy") : t("evidence.upload.choose")}</p>
        </Upload.Dragger>
        {read.isError && <Alert type="error" showIcon title={words(read.error)} />}
        {wrong.length > 0 && <Problems problems={wrong} />}
        {told && <Lacks told={told} />}
        {told?.records.map((row) => (
          <Record
            key={row.id}
            row={row}
            done={done.has(row.id)}
            confirm={() => void confirm(withNamed(row, told.records, done))}
          />
        ))}
      </div>
    </Modal>
  );
}

/** A record behind the new ones it names, and those they name. */
function withNamed(row: Row, all: Row[], done: ReadonlySet<string>, seen = new Set<string>()): Row[] {
  if (seen.has(row.id) || done.has(row.id)) return [];
  seen.add(row.id);
  const named = all.filter((one) => row.names.includes(one.id));
  return [...named.flatMap((one) => withNamed(one, all, done, seen)), row];
}

function Record({ row, done, confirm }: { row: Row; done: boolean; confirm: () => void }) {
  const { t, say } = useTexts();
  return (
    <Card
      size="small"
      title={`${say(row.title)} · ${row.paper}`}
      extra={
        done ? (
          <Mark tone="green">{t("evidence.read.done")}</Mark>
        ) : (
          <Button size="small" onClick={confirm}>
            {t("evidence.read.confirm")}
          </Button>
        )
      }
    >
      <ul className="reasons">
        {row.values.map((one) => (
          <li key={one.name.en}>
            {say(one.name)}
            {t("colon")}
            <strong>{say(one.value)}</strong> {one.words && <q className="soft">{one.words}</q>}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Lacks({ told }: { told: Told }) {
  const { t, say } = useTexts();
  const all = [...told.problems, ...told.lacks];
  if (all.length === 0) return null;
  const list = (
    <ul className="reasons">
      {all.map((one) => (
        <li key={`${one.file} ${one.line} ${one.says.en}`}>
          {one.file}:{one.line} {say(one.says)}
        </li>
      ))}
    </ul>
  );
  return <Alert type="warning" showIcon title={t("evidence.read.lacks")} description={list} />;
}
