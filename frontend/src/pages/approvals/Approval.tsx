/** One request: what exactly is asked for, its impact assessment, what became of it, and what the reader may do. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Descriptions, Drawer, Input } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { type Row, StandingMark } from "./Approvals";
import { ASSESSED } from "./AskForApproval";

type Action = Schemas["ApprovalAct"]["action"];

export function Approval({ row, close }: { row: Row; close: () => void }) {
  const { t, say } = useTexts();
  const items = (listed: [string, React.ReactNode][]) =>
    listed.filter(([, value]) => value !== "").map(([label, children]) => ({ key: label, label, children }));
  const parameters = Object.entries(row.parameters).map(([name, value]) => `${name} = ${value}`);
  return (
    <Drawer open size={640} title={`${row.number} · ${say(row.title)}`} onClose={close}>
      <div className="stack">
        <Descriptions
          bordered
          size="small"
          column={1}
          title={t("approvals.what")}
          items={items([
            [t("users.state"), <StandingMark key="state" row={row} />],
            [t("model.run.purpose"), row.purpose],
            [t("approvals.model"), `${row.model} ${row.model_version} · ${row.fingerprint.slice(0, 12)}`],
            [t("approvals.sensitivity"), t("approvals.level", { n: row.sensitivity })],
            [t("approvals.exception"), row.exception],
            [
              t("approvals.data"),
              <div key="data">
                {Object.values(row.datasets).map((one) => (
                  <div key={one}>
                    <code>{one}</code>
                  </div>
                ))}
              </div>,
            ],
            [t("run.parameters"), parameters.join(t("semicolon")) || t("approvals.usual")],
            [t("approvals.by"), `${row.by.name} · ${say(row.office)} · ${moment(row.asked)}`],
            [t("approvals.until"), row.until],
          ])}
        />
        <Descriptions
          bordered
          size="small"
          column={1}
          title={t("approvals.assessment")}
          items={ASSESSED.map((name) => ({
            key: name,
            label: t(`approvals.${name}`),
            children: <span className="said">{row.assessment[name] ?? ""}</span>,
          }))}
        />
        {row.decided_by && row.decided && (
          <Descriptions
            bordered
            size="small"
            column={1}
            title={t("approvals.decision")}
            items={items([
              [t("approvals.decided_by"), `${row.decided_by.name} · ${moment(row.decided)}`],
              [t("approvals.why"), row.why],
              [t("approvals.signer"), row.signer],
            ])}
          />
        )}
        <Decide row={row} />
      </div>
    </Drawer>
  );
}

function Decide({ row }: { row: Row }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const words = useWords();
  const queries = useQueryClient();
  const [why, setWhy] = useState("");
  const steps = row.can.filter((one): one is Action => one !== "use");
  const act = useMutation({
    mutationFn: (action: Action) => {
      const params = { path: { number: row.id } };
      return got(
        api.POST("/api/approvals/{number}/act", { params, body: { action, why, version: row.version } }),
      );
    },
    onSuccess: () => message.success(t("users.done")),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: ["approvals"] });
      await queries.invalidateQueries({ queryKey: ["home"] });
    },
  });
  if (!steps.length) return null;
  return (
    <div className="stack">
      {act.isError && <Alert type="error" showIcon title={words(act.error)} />}
      <Input.TextArea
        rows={3}
        maxLength={500}
        value={why}
        placeholder={t("approvals.why.hint")}
        aria-label={t("approvals.why")}
        onChange={(event) => setWhy(event.target.value)}
      />
      <div className="row">
        {steps.map((one) => (
          <Button
            key={one}
            type={one === "approve" ? "primary" : "default"}
            danger={one !== "approve"}
            disabled={one !== "approve" && !why.trim()}
            loading={act.isPending}
            onClick={() => act.mutate(one)}
          >
            {t(`approvals.${one}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}
