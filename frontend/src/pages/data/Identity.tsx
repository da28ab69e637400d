/** Records whose number fails: what was found about them, and those left for people to decide. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Empty, Segmented, Select, Skeleton, Table } from "antd";
import { Link, useNavigate, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Mark, moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Scroll } from "./Scroll";

type Page = Schemas["IdentityPage"];
export type RecordInfo = Schemas["RecordInfo"];
type State = "unsure" | "linked" | "decided";
type Kind = "person" | "company";
type Go = (part: Record<string, string | undefined>) => void;

const LOOK = 2000;
const LABEL = {
  unsure: "identity.unsure",
  linked: "identity.linked",
  decided: "identity.state.decided",
} as const;

export function Identity() {
  const { t } = useTexts();
  const [params, setParams] = useSearchParams();
  const query = {
    state: (params.get("state") ?? "unsure") as State,
    kind: params.get("kind") as Kind | null,
    dataset: params.get("dataset"),
    page: Number(params.get("page") ?? 1),
    size: 20,
  };
  const page = useQuery({
    queryKey: ["identity", query],
    queryFn: () => got(api.GET("/api/data/identity", { params: { query } })),
    placeholderData: keepPreviousData,
    refetchInterval: (found) => (found.state.data?.running ? LOOK : false),
  });
  useTitle(t("identity.title"));
  if (page.isError) return <Problem error={page.error} retry={page.refetch} />;
  if (!page.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const go: Go = (part) => {
    const next = new URLSearchParams(params);
    for (const [key, value] of Object.entries({ page: undefined, ...part }))
      value ? next.set(key, value) : next.delete(key);
    setParams(next);
  };
  return (
    <div className="stack">
      <Link to="/data">{t("data.back")}</Link>
      <h1>{t("identity.title")}</h1>
      <p className="soft">{t("identity.hint")}</p>
      <Newest found={page.data} />
      {page.data.newest && <Datasets found={page.data} go={go} />}
      {page.data.datasets.length > 0 && <Records found={page.data} query={query} go={go} />}
    </div>
  );
}

/** When it was last found out, and doing it again. */
function Newest({ found }: { found: Page }) {
  const { t } = useTexts();
  const words = useWords();
  const queries = useQueryClient();
  const start = useMutation({
    mutationFn: () => got(api.POST("/api/data/identity/resolve")),
    onSettled: () => queries.invalidateQueries({ queryKey: ["identity"] }),
  });
  const newest = found.newest;
  return (
    <Card size="small">
      <div className="row">
        {newest ? (
          <span>
            {t("identity.made", {
              at: moment(newest.made),
              known: newest.known.toLocaleString(),
              changed: newest.changed.toLocaleString(),
            })}
          </span>
        ) : (
          <span>{t("identity.none")}</span>
        )}
        <Button
          type={newest && !newest.stale ? "default" : "primary"}
          disabled={found.running !== null}
          loading={start.isPending}
          onClick={() => start.mutate()}
        >
          {t(newest ? "identity.again" : "identity.start")}
        </Button>
        {found.running !== null && <Link to="/jobs">{t("identity.running")}</Link>}
      </div>
      {newest?.stale && found.running === null && (
        <Alert type="info" showIcon title={t("identity.stale")} style={{ marginTop: 8 }} />
      )}
      {start.isError && <Alert type="error" showIcon title={words(start.error)} />}
    </Card>
  );
}

function Datasets({ found, go }: { found: Page; go: Go }) {
  const { t, say } = useTexts();
  if (!found.datasets.length)
    return (
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("identity.no_datasets")}>
        <Link to="/data">{t("data.back")}</Link>
      </Empty>
    );
  const number = (key: "rows" | "linked" | "unsure", title: string) => ({
    key,
    title,
    align: "right" as const,
    className: "number",
    render: (_: unknown, one: Schemas["IdentityDataset"]) => one[key].toLocaleString(),
  });
  return (
    <Scroll label={t("identity.datasets")} width={640}>
      <Table
        size="small"
        rowKey="dataset"
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        dataSource={found.datasets}
        columns={[
          {
            title: t("data.dataset"),
            render: (_, one) => (
              <Button
                type="link"
                size="small"
                style={{ padding: 0 }}
                onClick={() => go({ dataset: one.dataset })}
              >
                {say(one.title)}
              </Button>
            ),
          },
          number("rows", t("identity.number_rows")),
          number("linked", t("identity.linked")),
          number("unsure", t("identity.unsure")),
        ]}
      />
    </Scroll>
  );
}

interface Given {
  found: Page;
  query: { state: State; kind: Kind | null; dataset: string | null; page: number; size: number };
  go: Go;
}

function Records({ found, query, go }: Given) {
  const { t, say } = useTexts();
  const navigate = useNavigate();
  const kinds = [
    { value: "", label: t("identity.kind.all") },
    ...(["person", "company"] as const).map((value) => ({ value, label: t(`identity.kind.${value}`) })),
  ];
  return (
    <>
      <div className="row">
        <Segmented<State>
          aria-label={t("clues.state")}
          value={query.state}
          options={(["unsure", "linked", "decided"] as const).map((value) => ({
            value,
            label: t(LABEL[value]),
          }))}
          onChange={(state) => go({ state })}
        />
        <Segmented<string>
          aria-label={t("identity.kind")}
          value={query.kind ?? ""}
          options={kinds}
          onChange={(kind) => go({ kind })}
        />
        <Select
          allowClear
          style={{ width: 260 }}
          aria-label={t("data.dataset")}
          placeholder={t("data.dataset")}
          value={query.dataset ?? undefined}
          onChange={(dataset) => go({ dataset })}
          options={found.datasets.map((one) => ({ value: one.dataset, label: say(one.title) }))}
        />
      </div>
      {found.total ? (
        <Scroll label={t("identity.records")} width={860}>
          <Table<RecordInfo>
            size="small"
            rowKey={(one) => `${one.record}-${one.dataset}`}
            dataSource={found.items}
            rowClassName="clue-row"
            onRow={(one) => ({ onClick: () => navigate(`/data/identity/${one.record}`) })}
            pagination={{
              current: query.page,
              pageSize: query.size,
              total: found.total,
              showSizeChanger: false,
              onChange: (page) => go({ page: String(page) }),
            }}
            columns={[
              { title: t("identity.kind"), width: 90, render: (_, one) => <KindMark record={one} /> },
              {
                title: t("identity.record"),
                render: (_, one) => (
                  <>
                    <Link to={`/data/identity/${one.record}`}>
                      {one.told.map((said) => say(said.value)).join(t("comma")) || "—"}
                    </Link>
                    {one.decision && (
                      <div className="small">
                        <Mark tone="green">{say(one.decision)}</Mark>{" "}
                        {one.waiting && <span className="soft">{t("identity.waiting")}</span>}
                      </div>
                    )}
                  </>
                ),
              },
              { title: t("data.dataset"), render: (_, one) => say(one.title) },
              {
                title: t("identity.rows"),
                align: "right",
                className: "number",
                render: (_, one) => one.rows.toLocaleString(),
              },
              { title: t("identity.candidates"), render: (_, one) => <Candidates record={one} /> },
            ]}
          />
        </Scroll>
      ) : (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t(`identity.${query.state}.none`)}>
          <Button type="link" onClick={() => go({ state: query.state === "unsure" ? "linked" : "unsure" })}>
            {t(query.state === "unsure" ? "identity.see_linked" : "identity.see_unsure")}
          </Button>
        </Empty>
      )}
    </>
  );
}

/** A person or a company. */
function KindMark({ record }: { record: RecordInfo }) {
  const { say } = useTexts();
  return <Mark tone={record.kind.code === "company" ? "violet" : "blue"}>{say(record.kind)}</Mark>;
}

/** Who it may be, with the chance of each. */
function Candidates({ record }: { record: RecordInfo }) {
  const { t } = useTexts();
  if (!record.candidates.length) return <>—</>;
  return (
    <span className="row tight">
      {record.candidates.map((one) => (
        <span key={one.number} className="nowrap">
          {one.shown}{" "}
          <Mark tone={one.decided ? "green" : "plain"}>
            {one.decided ? t("identity.decided") : share(one.chance)}
          </Mark>
        </span>
      ))}
    </span>
  );
}

/** A chance as people read it; what is not certain is never told as 100 %. */
export function share(chance: number): string {
  return `${Math.min(99.99, 100 * chance).toFixed(2)}%`;
}
