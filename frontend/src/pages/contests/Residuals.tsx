/** What may tell the author of one work: each place with its context, hidden or kept, one by one or many at once. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Radio, Segmented, Skeleton, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { JobsOf } from "./ContestJobs";
import { decideAll } from "./deciding";
import { byText, None, PAGED } from "./tables";
import { useAct } from "./useAct";
import type { Page } from "./useContest";

type Place = Schemas["ResidualInfo"];
type Decision = Schemas["ResidualDecision"]["decision"];
const BOTH: Decision[] = ["hide", "keep"];

interface Given {
  page: Page;
  work: string;
  packages: Schemas["BlindPackage"][];
  go: (work: string) => void;
}

export function Residuals({ page, work, packages, go }: Given) {
  const { t } = useTexts();
  const { slug } = page;
  const list = useQuery({
    queryKey: ["contest", slug, "blind", work],
    queryFn: () => got(api.GET("/api/contests/{slug}/blind/{work}", { params: { path: { slug, work } } })),
  });
  const mine = packages.find((one) => one.work === work);
  const next = packages.find((one) => one.work !== work && one.undecided > 0);
  return (
    <div className="stack">
      <div className="row">
        <Button onClick={() => go("")}>{t("contests.residual.back")}</Button>
        <h2 className="grow" style={{ margin: 0 }}>
          {t("contests.residual.of", { work })}
        </h2>
        {mine && <a href={`/api/contests/${slug}/entries/${mine.id}/file`}>{t("contests.original")}</a>}
        {next && (
          <Button onClick={() => go(next.work)}>{t("contests.residual.next", { work: next.work })}</Button>
        )}
      </div>
      <JobsOf page={page} tasks={["blind"]} />
      {list.isError && !list.data && <Problem error={list.error} retry={list.refetch} />}
      {list.isPending && <Skeleton active />}
      {list.data && <Places page={page} work={work} found={list.data.items} />}
    </div>
  );
}

function Places({ page, work, found }: { page: Page; work: string; found: Place[] }) {
  const { t } = useTexts();
  const { act, busy } = useAct(page.slug);
  const [all, setAll] = useState(false);
  const [chosen, setChosen] = useState<number[]>([]);
  const left = found.filter((one) => !one.decision);
  const shown = all || !left.length ? found : left;
  const picked = found.filter((one) => chosen.includes(one.id));
  const decide = async (places: Place[], decision: Decision) => {
    const fit = places.filter((one) => one.choices.includes(decision));
    await act(() => decideAll(page.slug, work, fit, decision));
    setChosen([]);
  };
  const columns = useColumns(busy, (place, decision) => void decide([place], decision));
  if (!found.length) return <None>{t("contests.residual.nothing")}</None>;
  return (
    <>
      <p className="soft">{t("contests.residual.hint")}</p>
      {!left.length && <Alert type="success" showIcon title={t("contests.residual.all")} />}
      <div className="row">
        {left.length > 0 && (
          <Segmented
            aria-label={t("contests.residual.which")}
            value={all ? "all" : "left"}
            options={[
              { value: "left", label: t("contests.residual.only", { n: left.length }) },
              { value: "all", label: t("contests.residual.every", { n: found.length }) },
            ]}
            onChange={(value) => setAll(value === "all")}
          />
        )}
        {BOTH.map((decision) => (
          <Button
            key={decision}
            loading={busy}
            disabled={!picked.some((one) => one.choices.includes(decision))}
            onClick={() => void decide(picked, decision)}
          >
            {t(`contests.residual.many.${decision}`, { n: picked.length })}
          </Button>
        ))}
      </div>
      <Table<Place>
        rowKey="id"
        size="middle"
        columns={columns}
        dataSource={shown}
        pagination={PAGED}
        rowSelection={{
          selectedRowKeys: chosen,
          onChange: (keys) => setChosen(keys.map(Number)),
          getCheckboxProps: (row) => ({
            "aria-label": t("contests.choose.of", { name: `${row.found} ${row.place}` }),
          }),
          getTitleCheckboxProps: () => ({ "aria-label": t("contests.choose.all") }),
        }}
      />
    </>
  );
}

type Decide = (place: Place, decision: Decision) => void;

function useColumns(busy: boolean, decide: Decide): TableColumnsType<Place> {
  const { t, say } = useTexts();
  return [
    {
      key: "found",
      title: t("contests.residual.found"),
      render: (_, row) => (
        <>
          <div className="context">
            {row.before}
            <mark>{row.found || say(row)}</mark>
            {row.after}
          </div>
          <div className="soft small">
            <code className="digest">{[row.original, row.place].filter(Boolean).join(" · ")}</code>
          </div>
        </>
      ),
    },
    {
      key: "why",
      title: t("contests.residual.why"),
      responsive: ["md"],
      sorter: byText((row) => `${row.kind} ${row.en}`),
      render: (_, row) => (
        <>
          <Mark tone={row.kind === "doubt" ? "amber" : "blue"}>
            {t(`contests.residual.kind.${row.kind}`)}
          </Mark>
          <div>{say(row)}</div>
        </>
      ),
    },
    {
      key: "decision",
      title: t("contests.residual.decision"),
      width: 170,
      render: (_, row) => (
        <Radio.Group
          aria-label={t("contests.residual.decision.of", { found: row.found || row.place })}
          size="small"
          optionType="button"
          disabled={busy}
          value={row.decision || null}
          options={BOTH.map((value) => ({
            value,
            label: t(`contests.residual.${value}`),
            disabled: !row.choices.includes(value),
          }))}
          onChange={(event) => decide(row, event.target.value as Decision)}
        />
      ),
    },
  ];
}
