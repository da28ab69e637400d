/** How far judges agree, in words first; and, for the organiser, how strict each is. Nothing of any work. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Card, Skeleton, Table, type TableColumnsType } from "antd";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { JobsOf } from "./ContestJobs";
import { byNumber, byText, None, PAGED } from "./tables";
import { useAct } from "./useAct";
import type { Page } from "./useContest";
import { useJudges } from "./useSeats";

type OfType = Schemas["AgreementInfo"];
type Strictness = Schemas["LeniencyInfo"];
const SETTLED = ["judging", "settling"];

/** A figure with few digits; nothing where there is none. */
export function short(value: number | null | undefined, digits = 2): string {
  return value === null || value === undefined ? "—" : value.toFixed(digits);
}

export function Agreement({ page }: { page: Page }) {
  const { t } = useTexts();
  const { slug } = page;
  const { act, busy } = useAct(slug);
  const found = useQuery({
    queryKey: ["contest", slug, "agreement"],
    queryFn: () => got(api.GET("/api/contests/{slug}/agreement", { params: { path: { slug } } })),
  });
  if (found.isError && !found.data) return <Problem error={found.error} retry={found.refetch} />;
  const compute = page.may.includes("faraway") && SETTLED.includes(page.phase.code);
  return (
    <Card
      title={t("contests.agreement")}
      extra={
        compute && (
          <Button
            size="small"
            loading={busy}
            onClick={() =>
              act(() => api.POST("/api/contests/{slug}/agreement", { params: { path: { slug } } }))
            }
          >
            {t("contests.agreement.compute")}
          </Button>
        )
      }
    >
      {!found.data && <Skeleton active />}
      {found.data && (
        <div className="stack">
          <JobsOf page={page} tasks={["settle"]} />
          {!found.data.items.length && (
            <None>{t(compute ? "contests.agreement.none" : "contests.agreement.wait")}</None>
          )}
          {found.data.items.map((one) => (
            <One key={one.type.code} page={page} of={one} />
          ))}
          {found.data.judges.length > 0 && <Judges page={page} items={found.data.judges} />}
        </div>
      )}
    </Card>
  );
}

function One({ page, of }: { page: Page; of: OfType }) {
  const { t, say } = useTexts();
  const criteria = page.types.find((one) => one.type.code === of.type.code)?.criteria ?? [];
  const notes = of.notes.filter((one) => one.en !== of.en);
  return (
    <section className="stack tight">
      <div className="row">
        <h2 className="cap" style={{ margin: 0 }}>
          {say(of.type)}
        </h2>
        {!of.current && <Mark tone="amber">{t("contests.agreement.old")}</Mark>}
      </div>
      <Alert type={of.more ? "warning" : "info"} showIcon title={say(of)} />
      <div className="row number">
        <span>
          Krippendorff α {short(of.alpha)}
          {of.alpha_low !== null &&
            of.alpha_high !== null &&
            t("contests.agreement.between", { low: short(of.alpha_low), high: short(of.alpha_high) })}
        </span>
        <span>Kendall W {short(of.w)}</span>
        <span>{t("contests.agreement.forms", { n: of.forms })}</span>
      </div>
      <div className="row soft">
        {criteria
          .filter((one) => one.id in of.by_criterion)
          .map((one) => (
            <span key={one.id}>
              {say(one)} α {short(of.by_criterion[one.id])}
            </span>
          ))}
      </div>
      {notes.length > 0 && (
        <ul className="reasons">
          {notes.map((one) => (
            <li key={one.en}>{say(one)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Judges({ page, items }: { page: Page; items: Strictness[] }) {
  const { t } = useTexts();
  const { called } = useJudges(page);
  const figure = (
    key: "effect" | "anchors" | "lowest" | "middle" | "highest",
    title: string,
    wide = false,
  ): TableColumnsType<Strictness>[number] => ({
    key,
    title,
    className: "number",
    ...(wide && { responsive: ["md" as const] }),
    sorter: byNumber((row: Strictness) => row[key]),
    render: (_: unknown, row: Strictness) => short(row[key], 1),
  });
  const columns: TableColumnsType<Strictness> = [
    {
      key: "judge",
      title: t("contests.judge"),
      sorter: byText((row) => row.judge),
      render: (_, row) => called(row.judge),
    },
    {
      key: "forms",
      title: t("contests.forms"),
      className: "number",
      sorter: byNumber((row) => row.forms),
      render: (_, row) => row.forms,
    },
    figure("effect", t("contests.lenient.effect")),
    figure("anchors", t("contests.lenient.anchors")),
    figure("lowest", t("contests.lenient.lowest"), true),
    figure("middle", t("contests.lenient.middle"), true),
    figure("highest", t("contests.lenient.highest"), true),
  ];
  return (
    <section>
      <h2>{t("contests.lenient")}</h2>
      <p className="soft">{t("contests.lenient.hint")}</p>
      <Table<Strictness>
        rowKey={(row) => `${row.judge} ${row.forms} ${row.effect}`}
        size="small"
        columns={columns}
        dataSource={items}
        pagination={PAGED}
      />
    </section>
  );
}
