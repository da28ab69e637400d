/** How far judging is, by judge and by work, without any score; and what is to be settled before results are frozen. */
import { useQuery } from "@tanstack/react-query";
import { Progress as Bar, Card, Skeleton, Table, type TableColumnsType } from "antd";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Agreement } from "./Agreement";
import { Entered } from "./Entered";
import { FarForms } from "./FarForms";
import { byNumber, byText, None, PAGED } from "./tables";
import type { Page } from "./useContest";
import { useJudges } from "./useSeats";

type OfJudge = Schemas["JudgeProgress"];
type OfWork = Schemas["WorkProgress"];

export function useProgress(page: Page) {
  const { slug } = page;
  return useQuery({
    queryKey: ["contest", slug, "progress"],
    queryFn: () => got(api.GET("/api/contests/{slug}/progress", { params: { path: { slug } } })),
    refetchInterval: 30_000,
  });
}

export function Progress({ page }: { page: Page }) {
  const { t } = useTexts();
  const found = useProgress(page);
  if (found.isError && !found.data) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return <Skeleton active />;
  const { items, works, forms, wanted } = found.data;
  const may = (what: string) => page.may.includes(what);
  const label = t("contests.progress.all", { forms, wanted });
  return (
    <div className="stack">
      <div className="row">
        <span>{label}</span>
        <Bar
          percent={wanted ? Math.floor((100 * forms) / wanted) : 0}
          style={{ flex: "1 1 200px", maxWidth: 420 }}
          aria-label={label}
        />
      </div>
      <div className="halves">
        <Card title={t("contests.by.judge")}>
          <Judges page={page} items={items} />
        </Card>
        <Card title={t("contests.by.work")}>
          <Works page={page} items={works} />
        </Card>
      </div>
      {may("faraway") && <FarForms page={page} />}
      {may("agreement") && <Agreement page={page} />}
      {may("entering") && <Entered page={page} works={works} />}
    </div>
  );
}

function Judges({ page, items }: { page: Page; items: OfJudge[] }) {
  const { t } = useTexts();
  const { called } = useJudges(page);
  const columns: TableColumnsType<OfJudge> = [
    {
      key: "judge",
      title: t("contests.judge"),
      sorter: byText((row) => row.judge),
      render: (_, row) => called(row.judge),
    },
    {
      key: "done",
      title: t("contests.progress.done"),
      className: "number",
      sorter: byNumber((row) => row.done),
      render: (_, row) => `${row.done}/${row.assigned}`,
    },
    {
      key: "left",
      title: t("contests.progress.left"),
      className: "number",
      defaultSortOrder: "descend",
      sorter: byNumber((row) => row.assigned - row.done),
      render: (_, row) => row.assigned - row.done,
    },
    {
      key: "abstained",
      title: t("contests.abstained"),
      className: "number",
      responsive: ["sm"],
      sorter: byNumber((row) => row.abstained),
      render: (_, row) => row.abstained,
    },
  ];
  return (
    <Table<OfJudge>
      rowKey="judge"
      size="small"
      columns={columns}
      dataSource={items}
      pagination={PAGED}
      locale={{ emptyText: <None>{t("contests.progress.judges.none")}</None> }}
    />
  );
}

function Works({ page, items }: { page: Page; items: OfWork[] }) {
  const { t } = useTexts();
  const least = new Map(page.types.map((one) => [one.type.code, one.least]));
  const short = (row: OfWork) =>
    !row.anchor && row.done - row.abstained < (least.get(row.type.code) ?? 0) && row.done === row.assigned;
  const columns: TableColumnsType<OfWork> = [
    {
      key: "work",
      title: t("contests.work.number"),
      sorter: byText((row) => row.work),
      render: (_, row) => (
        <>
          <span className="number">{row.work}</span>{" "}
          {row.anchor && <Mark tone="violet">{t("contests.anchor")}</Mark>}
          {short(row) && <Mark tone="red">{t("contests.progress.short")}</Mark>}
        </>
      ),
    },
    {
      key: "done",
      title: t("contests.progress.done"),
      className: "number",
      defaultSortOrder: "ascend",
      sorter: byNumber((row) => (row.assigned ? row.done / row.assigned : 0)),
      render: (_, row) => `${row.done}/${row.assigned}`,
    },
    {
      key: "waiting",
      title: t("contests.progress.waiting"),
      hidden: items.every((row) => row.waiting === null),
      render: (_, row) => row.waiting?.join(t("comma")) || "—",
    },
  ];
  return (
    <Table<OfWork>
      rowKey="work"
      size="small"
      columns={columns}
      dataSource={items}
      pagination={PAGED}
      locale={{ emptyText: <None>{t("contests.progress.works.none")}</None> }}
    />
  );
}
