/** Who may not judge what, and why: computed and told; nobody lifts one, but two people of one name are told apart. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Alert, Button, Card, Select, Skeleton, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { Mark } from "../../parts/values";
import { type Key, useTexts } from "../../texts/texts";
import { Declare } from "./Declare";
import { PersonSearch } from "./PersonSearch";
import { Reasoned } from "./Reasoned";
import { byText, None, PAGED } from "./tables";
import { useSend } from "./useAct";
import type { Page } from "./useContest";
import { useJudges } from "./useSeats";

type Conflict = Schemas["ConflictInfo"];

export function Conflicts({ page }: { page: Page }) {
  const { t } = useTexts();
  const { slug } = page;
  const [judge, setJudge] = useState("");
  const [kind, setKind] = useState("");
  const [declaring, setDeclaring] = useState(false);
  const judges = useJudges(page);
  const list = useQuery({
    queryKey: ["contest", slug, "conflicts"],
    queryFn: () => got(api.GET("/api/contests/{slug}/conflicts", { params: { path: { slug } } })),
  });
  if (list.isError && !list.data) return <Problem error={list.error} retry={list.refetch} />;
  if (!list.data) return <Skeleton active />;
  const { items, free } = list.data;
  const kinds = [...new Set(items.map((one) => one.kind))].sort();
  const shown = items.filter((one) => (!judge || one.judge === judge) && (!kind || one.kind === kind));
  const nothing = Object.entries(free).flatMap(([code, works]) => (works === 0 ? [judges.called(code)] : []));
  return (
    <div className="stack">
      <p className="soft">{t("contests.clashes.hint")}</p>
      {nothing.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t("contests.clashes.free.none", { judges: nothing.join(t("comma")) })}
        />
      )}
      <div className="row">
        <Select
          style={{ minWidth: 170 }}
          aria-label={t("contests.judge")}
          value={judge}
          options={[{ value: "", label: t("contests.judge.all") }, ...judges.options]}
          onChange={setJudge}
        />
        <Select
          style={{ minWidth: 170 }}
          aria-label={t("contests.clash.kind")}
          value={kind}
          options={[
            { value: "", label: t("contests.clash.all") },
            ...kinds.map((value) => ({ value, label: t(`contests.clash.${value}` as Key) })),
          ]}
          onChange={setKind}
        />
        <span className="grow soft">
          {judge && free[judge] !== undefined
            ? t("contests.clashes.free", { n: free[judge] })
            : t("contests.clashes.count", { n: shown.length })}
        </span>
        <Button onClick={() => setDeclaring(true)}>{t("contests.declare")}</Button>
      </div>
      <Found page={page} items={shown} called={judges.called} none={t("contests.clashes.none")} />
      <Before page={page} />
      {declaring && <Declare page={page} judges={judges.options} close={() => setDeclaring(false)} />}
    </div>
  );
}

interface Shown {
  page: Page;
  items: Conflict[];
  called: (code: string) => string;
  none: string;
}

function Found({ page, items, called, none }: Shown) {
  const { t, say } = useTexts();
  const send = useSend(page.slug);
  const [apart, setApart] = useState<Conflict>();
  const columns: TableColumnsType<Conflict> = [
    {
      key: "judge",
      title: t("contests.judge"),
      width: 150,
      sorter: byText((row) => row.judge),
      render: (_, row) => called(row.judge),
    },
    {
      key: "work",
      title: t("contests.work.number"),
      width: 110,
      className: "number",
      sorter: byText((row) => row.work),
      render: (_, row) => row.work,
    },
    {
      key: "why",
      title: t("contests.why"),
      sorter: byText((row) => row.kind),
      render: (_, row) => (
        <>
          <Mark tone={row.kind === "declared" ? "violet" : "amber"}>
            {t(`contests.clash.${row.kind}` as Key)}
          </Mark>{" "}
          {say(row)}
          {row.kind === "name" && (
            <div>
              <Button size="small" onClick={() => setApart(row)}>
                {t("contests.apart")}
              </Button>
            </div>
          )}
        </>
      ),
    },
  ];
  return (
    <>
      <Table<Conflict>
        rowKey={(row) => `${row.judge} ${row.work} ${row.kind} ${row.person} ${row.en}`}
        size="middle"
        columns={columns}
        dataSource={items}
        pagination={PAGED}
        locale={{ emptyText: <None>{none}</None> }}
      />
      {apart && (
        <Reasoned
          title={t("contests.apart.of", { judge: called(apart.judge) })}
          ok={t("contests.apart")}
          label={t("contests.apart.why")}
          close={() => setApart(undefined)}
          go={(why) =>
            send(() =>
              api.POST("/api/contests/{slug}/apart", {
                params: { path: { slug: page.slug } },
                body: { judge: apart.judge, person: apart.person, why },
              }),
            )
          }
        >
          <p>{t("contests.apart.sure", { why: say(apart) })}</p>
        </Reasoned>
      )}
    </>
  );
}

/** Conflicts somebody would have, looked at before he is invited. */
function Before({ page }: { page: Page }) {
  const { t } = useTexts();
  const [who, setWho] = useState("");
  const { slug } = page;
  const found = useQuery({
    queryKey: ["contest", slug, "conflicts", "of", who],
    queryFn: () =>
      got(
        api.GET("/api/contests/{slug}/conflicts/of", {
          params: { path: { slug }, query: { username: who } },
        }),
      ),
    enabled: who !== "",
    placeholderData: keepPreviousData,
  });
  const free = Object.values(found.data?.free ?? {})[0];
  return (
    <Card title={t("contests.before")}>
      <div className="stack">
        <p className="soft">{t("contests.before.hint")}</p>
        <div style={{ maxWidth: 480 }}>
          <PersonSearch slug={slug} value={who} onChange={setWho} />
        </div>
        {found.isError && <Problem error={found.error} retry={found.refetch} />}
        {who && found.data && (
          <>
            {free !== undefined && <p>{t("contests.clashes.free", { n: free })}</p>}
            <Found
              page={page}
              items={found.data.items}
              called={(code) => (code === "?" ? who : code)}
              none={t("contests.before.none")}
            />
          </>
        )}
      </div>
    </Card>
  );
}
