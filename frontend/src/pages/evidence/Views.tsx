/** When what happened, and which record is tied to which. */
import { useQuery } from "@tanstack/react-query";
import { Button, Card, Empty, Select, Skeleton, Timeline } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import { type Page, useForms } from "./kinds";

interface Props {
  page: Page;
  open: (record: string) => void;
}

export function Views({ page, open }: Props) {
  const { t } = useTexts();
  const path = { number: page.id };
  const found = useQuery({
    queryKey: ["evidence", "of", page.id, "views", page.version],
    queryFn: () => got(api.GET("/api/evidence/files/{number}/views", { params: { path } })),
  });
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return <Skeleton active />;
  return (
    <div className="proof-sides">
      <Card title={t("evidence.timeline")}>
        <Moments moments={found.data.moments} open={open} />
      </Card>
      <Card title={t("evidence.relations")}>
        <Relations views={found.data} open={open} />
      </Card>
    </div>
  );
}

function Moments({ moments, open }: { moments: Schemas["FileMoment"][]; open: Props["open"] }) {
  const { t, say } = useTexts();
  const forms = useForms().data;
  const [list, setList] = useState<string>();
  const label = (name: string) => say(forms?.forms.find((one) => one.name === name)?.label);
  if (moments.length === 0)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("evidence.timeline.none")} />;
  const kinds = [...new Set(moments.map((one) => one.list))];
  const shown = moments.filter((one) => !list || one.list === list);
  return (
    <>
      <Select
        allowClear
        className="no-print"
        style={{ width: 200, marginBottom: 16 }}
        aria-label={t("evidence.kinds")}
        placeholder={t("evidence.kinds")}
        value={list}
        onChange={setList}
        options={kinds.map((one) => ({ value: one, label: label(one) }))}
      />
      <Timeline
        items={shown.map((one) => ({
          key: `${one.record} ${one.what.en} ${one.at}`,
          content: (
            <div>
              <span className="number">
                {one.at}
                {one.until && ` – ${one.until}`}
              </span>{" "}
              <Button type="link" size="small" style={{ padding: 0 }} onClick={() => open(one.record)}>
                {one.name}
              </Button>{" "}
              <span className="soft">
                {label(one.list)} · {say(one.what)}
              </span>
            </div>
          ),
        }))}
      />
    </>
  );
}

/** Around one record: what it names, and what names it. */
function Relations({ views, open }: { views: Schemas["FileViews"]; open: Props["open"] }) {
  const { t, say } = useTexts();
  const forms = useForms().data;
  const first = views.nodes.find((one) => one.list === "persons") ?? views.nodes[0];
  const [chosen, setChosen] = useState(first?.id);
  const nodes = new Map(views.nodes.map((one) => [one.id, one]));
  const label = (name: string) => say(forms?.forms.find((one) => one.name === name)?.label);
  if (!first)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("evidence.relations.none")} />;
  const at = chosen && nodes.has(chosen) ? chosen : first.id;
  const ties = views.links
    .filter((one) => one.source === at || one.target === at)
    .map((one) => ({ ...one, other: nodes.get(one.source === at ? one.target : one.source) }));
  return (
    <>
      <div className="row no-print">
        <Select
          className="grow"
          showSearch={{ optionFilterProp: "label" }}
          aria-label={t("evidence.relations.of")}
          value={at}
          onChange={setChosen}
          options={views.nodes.map((one) => ({
            value: one.id,
            label: `${one.name} · ${label(one.list)} ${one.id}`,
          }))}
        />
        <Button onClick={() => open(at)}>{t("evidence.open")}</Button>
      </div>
      {ties.length === 0 && <p className="soft">{t("evidence.relations.alone")}</p>}
      <ul className="reasons">
        {ties.map((one) => (
          <li key={`${one.source} ${one.target} ${one.kind.en}`}>
            {one.source === at ? "→ " : "← "}
            <span className="soft">{say(one.kind)}</span>{" "}
            <Button type="link" size="small" style={{ padding: 0 }} onClick={() => setChosen(one.other?.id)}>
              {one.other?.name}
            </Button>{" "}
            <span className="soft">{one.other && label(one.other.list)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
