/** Two runs of a model side by side: what was asked and read otherwise, the funnel, clues that came, went or changed. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Card, Descriptions, Empty, List, Skeleton, Tabs } from "antd";
import { Link, useParams, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";

type Compared = Schemas["Compared"];
type Kind = "new" | "gone" | "changed";
const KINDS: Kind[] = ["new", "gone", "changed"];
const SIZE = 20;

export function Compare() {
  const { id = "" } = useParams();
  const { t } = useTexts();
  const [address, setAddress] = useSearchParams();
  const kind = KINDS.find((one) => one === address.get("kind")) ?? "new";
  const query = {
    before: address.get("before") ?? "",
    after: address.get("after") ?? "",
    kind,
    page: Number(address.get("page") ?? 1),
    size: SIZE,
  };
  useTitle(t("compare.title"));
  const found = useQuery({
    queryKey: ["compare", id, query],
    queryFn: () => got(api.GET("/api/models/{name}/compare", { params: { path: { name: id }, query } })),
    placeholderData: keepPreviousData,
  });
  const go = (changes: Record<string, string>) =>
    setAddress({ ...Object.fromEntries(address), page: "1", ...changes }, { replace: true });
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const { data } = found;
  return (
    <div className="stack">
      <Link to={`/models/${id}`}>{t("compare.back")}</Link>
      <h1>{t("compare.title")}</h1>
      <div className="two even">
        <Side side={data.before} title={t("compare.before")} />
        <Side side={data.after} title={t("compare.after")} />
      </div>
      <div className="two even">
        <Unlike title={t("compare.settings")} of={data.settings} />
        <Unlike title={t("compare.data")} of={data.datasets} />
      </div>
      {data.steps.length > 0 && <Steps steps={data.steps} />}
      <Card title={t("compare.clues")} extra={t("compare.same", { n: data.same })}>
        <Tabs
          activeKey={kind}
          onChange={(key) => go({ kind: key })}
          items={KINDS.map((one) => ({
            key: one,
            label: `${t(`compare.${one}`)} ${data[one]}`,
            children: <Clues data={data} kind={one} page={query.page} go={(page) => go({ page })} />,
          }))}
        />
      </Card>
    </div>
  );
}

function Side({ side, title }: { side: Compared["before"]; title: string }) {
  const { t } = useTexts();
  return (
    <Card title={`${title} · ${t("compare.run", { n: side.number })}`}>
      <Descriptions
        column={1}
        size="small"
        items={[
          { key: "started", label: t("model.run.started"), children: moment(side.started) },
          { key: "as_of", label: t("clue.asof"), children: side.as_of },
          { key: "version", label: t("model.version"), children: side.version },
          { key: "purpose", label: t("model.run.purpose"), children: side.purpose },
          { key: "actor", label: t("model.run.actor"), children: side.actor },
        ]}
      />
    </Card>
  );
}

function Unlike({ title, of }: { title: string; of: Compared["settings"] }) {
  const { t, say } = useTexts();
  return (
    <Card title={title}>
      {of.length === 0 && <p className="soft">{t("compare.nothing")}</p>}
      {of.map((one) => (
        <p key={one.name}>
          {say(one)}
          <br />
          <span className="number">{one.before ?? t("compare.absent")}</span> →{" "}
          <strong className="number">{one.after ?? t("compare.absent")}</strong>
        </p>
      ))}
    </Card>
  );
}

/** Bars grow with the logarithm: a funnel goes from millions to a few. */
function Steps({ steps }: { steps: Compared["steps"] }) {
  const { t, say } = useTexts();
  const most = Math.max(2, ...steps.flatMap((one) => [one.before ?? 0, one.after ?? 0]));
  const width = (rows: number | null) => `${(100 * Math.log1p(rows ?? 0)) / Math.log1p(most)}%`;
  return (
    <Card title={t("compare.steps")}>
      <table className="bars">
        <thead>
          <tr>
            <td />
            <th scope="col">{t("compare.before")}</th>
            <th scope="col">{t("compare.after")}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((one) => (
            <tr key={one.step}>
              <th scope="row">{say(one)}</th>
              {[one.before, one.after].map((rows, side) => (
                <td key={side === 0 ? "before" : "after"}>
                  <span className="bar" style={{ width: width(rows) }} />
                  <span className="number">{rows === null ? "—" : rows.toLocaleString()}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Clues(props: { data: Compared; kind: Kind; page: number; go: (page: string) => void }) {
  const { data, kind } = props;
  const { t, say } = useTexts();
  return (
    <List
      dataSource={data.items}
      locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("compare.none")} /> }}
      pagination={{
        current: props.page,
        pageSize: SIZE,
        total: data[kind],
        hideOnSinglePage: true,
        showSizeChanger: false,
        onChange: (page) => props.go(String(page)),
      }}
      renderItem={(one) => (
        <List.Item key={one.id}>
          <div>
            <Link to={`/clues/${one.id}`}>{say(one.after ?? one.before)}</Link>
            {one.before && one.after && say(one.before) !== say(one.after) && (
              <div className="soft">{say(one.before)}</div>
            )}
            {one.fields.length > 0 && (
              <div className="soft small">
                {t("compare.fields", { names: one.fields.map(say).join(t("comma")) })}
              </div>
            )}
          </div>
        </List.Item>
      )}
    />
  );
}
