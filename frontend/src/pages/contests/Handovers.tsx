/** Winners given to the shelf: works with an award, and those that were handed over with the record the desk signed. */
import { useQuery } from "@tanstack/react-query";
import { Button, Popconfirm, Skeleton, Table, type TableColumnsType } from "antd";
import { Link } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { Mark, moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { useResult } from "./Results";
import { byNumber, byText, None, PAGED } from "./tables";
import { useAct } from "./useAct";
import type { Page } from "./useContest";

interface Winner extends Omit<Schemas["RankedWork"], "standing"> {
  type: Schemas["Coded"];
  given: Schemas["HandoverInfo"] | undefined;
}

export function Handovers({ page }: { page: Page }) {
  const { t } = useTexts();
  const { slug } = page;
  const result = useResult(page);
  const list = useQuery({
    queryKey: ["contest", slug, "handovers"],
    queryFn: () => got(api.GET("/api/contests/{slug}/handovers", { params: { path: { slug } } })),
  });
  const columns = useColumns(page);
  if (list.isError && !list.data) return <Problem error={list.error} retry={list.refetch} />;
  if (result.isError && !result.data) return <Problem error={result.error} retry={result.refetch} />;
  if (!list.data || !result.data) return <Skeleton active />;
  const given = new Map(list.data.items.map((one) => [one.work, one]));
  const winners: Winner[] = result.data.types.flatMap(({ type, works }) =>
    works.filter((one) => one.award).map((one) => ({ ...one, type, given: given.get(one.work) })),
  );
  return (
    <div className="stack">
      <p className="soft">{t("contests.handovers.hint")}</p>
      <Table<Winner>
        rowKey="work"
        size="middle"
        columns={columns}
        dataSource={winners}
        pagination={PAGED}
        locale={{ emptyText: <None>{t("contests.handovers.none")}</None> }}
      />
    </div>
  );
}

/** When a work was handed over, and how far it is on the shelf for whoever may see it there. */
function Given({ given }: { given: Schemas["HandoverInfo"] }) {
  const { t, say } = useTexts();
  return (
    <>
      <Mark tone="green">{t("contests.handover.given")}</Mark>
      <div className="soft number">{moment(given.at)}</div>
      <div className="soft">
        {given.entry !== null ? (
          <Link to={`/shelf/${given.entry}`}>
            {t("contests.handover.entry", { state: say(given.state) })}
          </Link>
        ) : (
          t("contests.handover.unseen")
        )}
      </div>
    </>
  );
}

function useColumns(page: Page): TableColumnsType<Winner> {
  const { t, say } = useTexts();
  const { act, busy } = useAct(page.slug);
  const give = (work: string) => {
    const path = { slug: page.slug, work };
    return act(
      () => api.POST("/api/contests/{slug}/handovers/{work}", { params: { path } }),
      t("contests.handover.done"),
    );
  };
  return [
    {
      key: "work",
      title: t("contests.work.entered"),
      sorter: byText((row) => row.work),
      render: (_, row) => (
        <>
          <span className="number">{row.work}</span> {row.title}
          <div className="soft">
            <span className="cap">{say(row.type)}</span> ·{" "}
            {row.authors?.map((one) => one.name).join(t("comma"))}
          </div>
        </>
      ),
    },
    {
      key: "award",
      title: t("contests.awards"),
      sorter: byNumber((row) => row.rank),
      render: (_, row) => say(row.award),
    },
    {
      key: "given",
      title: t("contests.handover"),
      render: (_, row) =>
        row.given ? (
          <Given given={row.given} />
        ) : (
          <Popconfirm
            title={t("contests.handover.sure", { work: row.work })}
            okText={t("contests.handover.go")}
            cancelText={t("cancel")}
            onConfirm={() => give(row.work)}
          >
            <Button size="small" loading={busy} aria-label={t("contests.handover.of", { work: row.work })}>
              {t("contests.handover.go")}
            </Button>
          </Popconfirm>
        ),
    },
  ];
}
