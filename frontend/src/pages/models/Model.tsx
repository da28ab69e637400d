/** One model: told aloud, how its versions fared, its runs. */
import { useQuery } from "@tanstack/react-query";
import { Button, Card, Empty, Skeleton, Table, Tag } from "antd";
import { useState } from "react";
import Markdown from "react-markdown";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { useMay } from "../../parts/me";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { AnswersCiting } from "../answers/AnswersCiting";
import { BasisLines } from "../statutes/BasisLines";
import { Share } from "./Models";
import { LastJob, RunButton } from "./RunModel";

type Page = Schemas["ModelPage"];

export function Model() {
  const { id = "" } = useParams();
  const version = useSearchParams()[0].get("version") ?? undefined;
  const { t, say } = useTexts();
  const may = useMay();
  const found = useQuery({
    queryKey: ["model", id, version],
    queryFn: () => got(api.GET("/api/models/{name}", { params: { path: { name: id }, query: { version } } })),
  });
  useTitle(found.data && say(found.data.title));
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const model = found.data;
  return (
    <div className="stack">
      <Link to="/models">{t("model.back")}</Link>
      <div className="row">
        <h1>{say(model.title)}</h1>
        <span className="soft">{say(model.line)}</span>
        {version && <span className="number">{model.version}</span>}
        {may("see_clues") && <Link to={`/clues?model=${model.id}`}>{t("model.see_clues")}</Link>}
        <RunButton model={model} />
      </div>
      <LastJob model={model} />
      <Card title={t("model.versions")}>
        <Versions model={model} />
      </Card>
      <Card title={t("clue.basis")}>
        <BasisLines basis={model.basis} />
        <AnswersCiting articles={model.basis.map((one) => `${one.law}${one.article}`)} />
      </Card>
      <Card title={t("model.explained")}>
        <div className="told">
          <Markdown>{say(model.explained).replace(/^# .*\n/, "")}</Markdown>
        </div>
      </Card>
      <Card title={t("model.runs")}>
        <Runs model={model} />
      </Card>
    </div>
  );
}

function Versions({ model }: { model: Page }) {
  const { t, say } = useTexts();
  return (
    <>
      <p className="soft">{t("model.precision.hint")}</p>
      <Table
        rowKey="version"
        size="small"
        pagination={false}
        dataSource={model.versions}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("model.no_runs")} />,
        }}
        columns={[
          { key: "version", title: t("model.version"), dataIndex: "version" },
          { key: "clues", title: t("models.clues"), dataIndex: "clues", align: "right" },
          { key: "confirmed", title: t("models.confirmed"), dataIndex: "confirmed", align: "right" },
          { key: "rejected", title: t("models.rejected"), dataIndex: "rejected", align: "right" },
          { key: "neutral", title: t("model.neutral"), dataIndex: "neutral", align: "right" },
          {
            key: "precision",
            title: t("models.precision"),
            align: "right",
            render: (_, one) => <Share of={one.precision} />,
          },
          {
            key: "reasons",
            title: t("model.reasons"),
            render: (_, one) =>
              one.reasons.map((reason) => <Tag key={reason.code}>{`${say(reason)} ${reason.count}`}</Tag>),
          },
        ]}
      />
    </>
  );
}

function Runs({ model }: { model: Page }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<string[]>([]);
  const compare = () => {
    // the list is newest first
    const [after, before] = model.runs.filter((one) => chosen.includes(one.id)).map((one) => one.id);
    void navigate(`/models/${model.id}/compare?before=${before}&after=${after}`);
  };
  return (
    <>
      {model.runs.length > 1 && (
        <p className="row">
          <Button disabled={chosen.length !== 2} onClick={compare}>
            {t("compare.do")}
          </Button>
          {chosen.length !== 2 && <span className="soft">{t("compare.pick")}</span>}
        </p>
      )}
      <Table
        rowKey="id"
        size="small"
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        dataSource={model.runs}
        rowSelection={
          model.runs.length > 1
            ? {
                selectedRowKeys: chosen,
                hideSelectAll: true,
                preserveSelectedRowKeys: true,
                getCheckboxProps: (one) => ({ "aria-label": t("compare.run", { n: one.number }) }),
                onChange: (keys) => setChosen(keys.map(String).slice(-2)),
              }
            : undefined
        }
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("model.no_runs")} />,
        }}
        columns={[
          { key: "number", title: t("clue.run"), dataIndex: "number" },
          { key: "started", title: t("model.run.started"), render: (_, one) => moment(one.started) },
          { key: "as_of", title: t("clue.asof"), dataIndex: "as_of" },
          { key: "version", title: t("model.version"), dataIndex: "version" },
          { key: "clues", title: t("models.clues"), align: "right", render: (_, one) => one.clues ?? "—" },
          { key: "purpose", title: t("model.run.purpose"), dataIndex: "purpose" },
          { key: "actor", title: t("model.run.actor"), dataIndex: "actor" },
        ]}
      />
    </>
  );
}
