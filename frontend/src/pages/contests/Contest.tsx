/** One contest: its road, and what the reader's seat lets him see and do, a tab each. */
import { Card, Skeleton, Tabs } from "antd";
import type { ReactNode } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { moment } from "../../parts/values";
import { type Key, useTexts } from "../../texts/texts";
import { ContestJobs } from "./ContestJobs";
import { Draft } from "./Draft";
import { Entries } from "./Entries";
import { FileText } from "./FileText";
import { Finals } from "./Finals";
import { Judging } from "./Judging";
import { OwnWorks } from "./OwnWorks";
import { Pairs } from "./Pairs";
import { Results } from "./Results";
import { Road } from "./Road";
import { Rules } from "./Rules";
import { Seats } from "./Seats";
import { PhaseTag } from "./tags";
import { type Page, useContest } from "./useContest";
import "./contests.css";

const PUBLISHED = ["published", "final"];

interface Tab {
  key: string;
  label: Key;
  /** Whether the reader has it; asked of what the server says he may see. */
  there: (page: Page, may: (what: string) => boolean) => boolean;
  show: (page: Page) => ReactNode;
}

const TABS: Tab[] = [
  {
    key: "judging",
    label: "contests.tab.judging",
    there: (_, may) => may("assigned"),
    show: (page) => <Judging page={page} />,
  },
  {
    key: "pairs",
    label: "contests.tab.pairs",
    there: (_, may) => may("pairs"),
    show: (page) => <Pairs page={page} />,
  },
  {
    key: "finals",
    label: "contests.tab.finals",
    there: (_, may) => may("finals"),
    show: (page) => <Finals page={page} />,
  },
  {
    key: "results",
    label: "contests.tab.results",
    there: (page, may) => may("results") || PUBLISHED.includes(page.phase.code),
    show: (page) => <Results page={page} />,
  },
  {
    key: "own",
    label: "contests.tab.own",
    there: (page, may) => may("own") || page.may_enter,
    show: (page) => <OwnWorks page={page} />,
  },
  {
    key: "entries",
    label: "contests.tab.entries",
    there: (_, may) => may("entries"),
    show: (page) => <Entries page={page} />,
  },
  { key: "rules", label: "contests.tab.rules", there: () => true, show: (page) => <Rules page={page} /> },
  {
    key: "draft",
    label: "contests.tab.draft",
    there: (_, may) => may("steer"),
    show: (page) => <Draft page={page} />,
  },
  {
    key: "file",
    label: "contests.tab.file",
    there: (_, may) => may("seats"),
    show: (page) => <FileText page={page} />,
  },
  {
    key: "seats",
    label: "contests.tab.seats",
    there: (_, may) => may("seats"),
    show: (page) => <Seats page={page} />,
  },
  {
    key: "jobs",
    label: "contests.tab.jobs",
    there: (_, may) => may("tasks"),
    show: (page) => <ContestJobs page={page} />,
  },
];

export function Contest() {
  const { t, say } = useTexts();
  const { slug = "" } = useParams();
  const [params, setParams] = useSearchParams();
  const found = useContest(slug);
  const page = found.data?.page;
  useTitle(page ? say(page.title) : undefined);
  if (found.isError && !found.data) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data || !page) return <Skeleton active paragraph={{ rows: 10 }} />;
  const may = (what: string) => page.may.includes(what);
  const tabs = TABS.filter((one) => one.there(page, may));
  const shown = tabs.find((one) => one.key === params.get("tab")) ?? tabs[0];
  return (
    <div className="stack contest">
      <Card>
        <Link className="no-print" to="/contests">
          {t("contests.back")}
        </Link>
        <h1 className="sentence">{say(page.title)}</h1>
        <div className="row">
          <PhaseTag phase={page.phase} />
          <span>{say(page.organiser)}</span>
          <span className="number">
            {t("contests.taken", { open: moment(page.open), closed: moment(page.closed) })}
          </span>
          {page.seat && <span>{t("contests.seat.mine", { seat: say(page.seat) })}</span>}
        </div>
      </Card>
      <Road held={found.data} />
      <Tabs
        activeKey={shown?.key}
        onChange={(tab) => setParams({ tab })}
        destroyOnHidden
        items={tabs.map((one) => ({ key: one.key, label: t(one.label), children: one.show(page) }))}
      />
    </div>
  );
}
