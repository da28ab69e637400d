/** Mending a row: only the cells that are written anew change; masked ones can be shown, which is logged. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { api, got } from "../../client/client";
import { useMay } from "../../parts/me";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import type { Row } from "./Quarantine";

interface Given {
  dataset: string;
  version: number;
  row: Row;
  close: () => void;
}

export function Mend({ dataset, version, row, close }: Given) {
  const { t, say } = useTexts();
  const may = useMay();
  const words = useWords();
  const queries = useQueryClient();
  const [shown, setShown] = useState(row);
  const [why, setWhy] = useState("");
  const [cells, setCells] = useState<Record<string, string>>({});
  const place = { version, file: row.file, line: row.line };
  const path = { dataset };
  const reveal = useMutation({
    mutationFn: () =>
      got(
        api.POST("/api/data/datasets/{dataset}/quarantine/reveal", {
          params: { path },
          body: { ...place, why },
        }),
      ),
    onSuccess: setShown,
  });
  const act = useMutation({
    mutationFn: () =>
      got(
        api.POST("/api/data/datasets/{dataset}/quarantine/mend", {
          params: { path },
          body: { ...place, cells },
        }),
      ),
    onSuccess: () => {
      for (const key of ["quarantine", "dataset", "datasets"])
        void queries.invalidateQueries({ queryKey: [key] });
      close();
    },
  });
  const masked = shown.cells.some((one) => one.masked);
  const error = act.error ?? reveal.error;
  return (
    <Modal
      open
      width={760}
      title={t("data.mend.title", { n: row.line })}
      okText={t("save")}
      cancelText={t("cancel")}
      okButtonProps={{ disabled: !Object.keys(cells).length }}
      confirmLoading={act.isPending}
      onCancel={close}
      onOk={() => act.mutate()}
    >
      <div className="stack tight">
        <Alert type="info" showIcon title={shown.reasons.map(say).join(t("semicolon"))} />
        {error && <Alert type="error" showIcon title={words(error)} />}
        {shown.raw && <code className="detail">{shown.raw}</code>}
        <Form layout="vertical" className="mend">
          {shown.cells.map((one) => (
            <Form.Item
              key={one.header}
              label={one.column ? `${one.header} · ${say(one.column)}` : one.header}
              extra={t("data.was", { value: one.value || "—" })}
            >
              <Input
                aria-label={one.header}
                placeholder={one.mended ?? t("data.mend.as")}
                value={cells[one.header] ?? ""}
                onChange={(event) => {
                  const next = { ...cells, [one.header]: event.target.value };
                  if (!event.target.value) delete next[one.header];
                  setCells(next);
                }}
              />
            </Form.Item>
          ))}
        </Form>
        {masked && may("unmask") && (
          <div className="row">
            <Input
              className="grow"
              maxLength={200}
              placeholder={t("data.reveal.why")}
              aria-label={t("data.reveal.why")}
              value={why}
              onChange={(event) => setWhy(event.target.value)}
            />
            <Button disabled={!why.trim()} loading={reveal.isPending} onClick={() => reveal.mutate()}>
              {t("data.reveal")}
            </Button>
          </div>
        )}
      </div>
    </Modal>
  );
}
