/** What the reader's seat lets him see and do in a contest, a tab each; and with which a phase begins. */
import type { ReactNode } from "react";
import type { Key } from "../../texts/texts";
import { Appeals } from "./Appeals";
import { Assignment } from "./Assignment";
import { Blind } from "./Blind";
import { Chain } from "./Chain";
import { Conflicts } from "./Conflicts";
import { ContestJobs } from "./ContestJobs";
import { Draft } from "./Draft";
import { Entries } from "./Entries";
import { FileText } from "./FileText";
import { Finals } from "./Finals";
import { Handovers } from "./Handovers";
import { Hearings } from "./Hearings";
import { Judging } from "./Judging";
import { Likeness } from "./Likeness";
import { OwnWorks } from "./OwnWorks";
import { Pairs } from "./Pairs";
import { Progress } from "./Progress";
import { Rejudging } from "./Rejudging";
import { Results } from "./Results";
import { Rules } from "./Rules";
import { Runs } from "./Runs";
import { Seats } from "./Seats";
import type { Page } from "./useContest";

const PUBLISHED = ["published", "final"];

interface Tab {
  label: Key;
  /** Whether the reader has it; asked of what the server says he may see. */
  there: (page: Page, may: (what: string) => boolean) => boolean;
  show: (page: Page) => ReactNode;
}

const needs =
  (what: string): Tab["there"] =>
  (_, may) =>
    may(what);

const TABS: Record<string, Tab> = {
  judging: {
    label: "contests.tab.judging",
    there: needs("assigned"),
    show: (page) => <Judging page={page} />,
  },
  pairs: { label: "contests.tab.pairs", there: needs("pairs"), show: (page) => <Pairs page={page} /> },
  finals: { label: "contests.tab.finals", there: needs("finals"), show: (page) => <Finals page={page} /> },
  hearings: {
    label: "contests.tab.hearings",
    there: needs("hearing"),
    show: (page) => <Hearings page={page} />,
  },
  own: {
    label: "contests.tab.own",
    there: (page, may) => may("own") || page.may_enter,
    show: (page) => <OwnWorks page={page} />,
  },
  entries: {
    label: "contests.tab.entries",
    there: needs("entries"),
    show: (page) => <Entries page={page} />,
  },
  blind: { label: "contests.tab.blind", there: needs("residual"), show: (page) => <Blind page={page} /> },
  runs: {
    label: "contests.tab.runs",
    there: (_, may) => may("run_states") || may("run_figures"),
    show: (page) => <Runs page={page} />,
  },
  likeness: {
    label: "contests.tab.likeness",
    there: needs("likeness"),
    show: (page) => <Likeness page={page} />,
  },
  conflicts: {
    label: "contests.tab.conflicts",
    there: needs("conflicts"),
    show: (page) => <Conflicts page={page} />,
  },
  assignment: {
    label: "contests.tab.assignment",
    there: needs("assigning"),
    show: (page) => <Assignment page={page} />,
  },
  progress: {
    label: "contests.tab.progress",
    there: needs("counts"),
    show: (page) => <Progress page={page} />,
  },
  results: {
    label: "contests.tab.results",
    there: (page, may) => may("results") || PUBLISHED.includes(page.phase.code),
    show: (page) => <Results page={page} />,
  },
  rejudging: {
    label: "contests.tab.rejudging",
    there: needs("rejudging"),
    show: (page) => <Rejudging page={page} />,
  },
  appeals: {
    label: "contests.tab.appeals",
    there: needs("appeals"),
    show: (page) => <Appeals page={page} />,
  },
  handovers: {
    label: "contests.tab.handovers",
    there: needs("handover"),
    show: (page) => <Handovers page={page} />,
  },
  rules: { label: "contests.tab.rules", there: () => true, show: (page) => <Rules page={page} /> },
  draft: { label: "contests.tab.draft", there: needs("steer"), show: (page) => <Draft page={page} /> },
  file: { label: "contests.tab.file", there: needs("seats"), show: (page) => <FileText page={page} /> },
  seats: { label: "contests.tab.seats", there: needs("seats"), show: (page) => <Seats page={page} /> },
  jobs: { label: "contests.tab.jobs", there: needs("tasks"), show: (page) => <ContestJobs page={page} /> },
  chain: { label: "contests.tab.chain", there: needs("chain"), show: (page) => <Chain page={page} /> },
};

/** What is to be done in a phase comes first, for whoever has it. */
const FIRST: Record<string, string[]> = {
  draft: ["draft", "seats"],
  closed: ["entries", "runs"],
  checked: ["assignment", "runs"],
  judging: ["judging", "progress"],
  settling: ["judging", "progress"],
  defence: ["pairs", "finals", "judging", "progress"],
  frozen: ["results"],
  signed: ["results"],
  published: ["hearings", "own", "results"],
  final: ["own", "results"],
};

export interface ShownTab extends Tab {
  key: string;
}

export function tabsOf(page: Page): ShownTab[] {
  const may = (what: string) => page.may.includes(what);
  return Object.entries(TABS)
    .map(([key, one]) => ({ key, ...one }))
    .filter((one) => one.there(page, may));
}

/** The tab that is asked for, or the one the phase begins with. */
export function shownOf(tabs: ShownTab[], asked: string | null, phase: string): string | undefined {
  const keys = tabs.map((one) => one.key);
  if (asked && keys.includes(asked)) return asked;
  return FIRST[phase]?.find((one) => keys.includes(one)) ?? keys[0];
}
