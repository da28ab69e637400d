/** Judges and their works, or works and their judges: the same pairs from either side. */
import { Segmented, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import type { Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";
import { byNumber, byText, PAGED } from "./tables";
import type { Page } from "./useContest";
import { useJudges } from "./useSeats";

type Pair = Schemas["AssignmentPair"];
interface Row {
  name: string;
  others: Pair[];
}

interface Given {
  page: Page;
  pairs: Pair[];
  /** Works a judge would have, for those who have none too. */
  loads?: Record<string, number>;
}

export function AssignedPairs({ page, pairs, loads = {} }: Given) {
  const { t } = useTexts();
  const [by, setBy] = useState<"judge" | "work">("judge");
  const { called } = useJudges(page);
  const other = by === "judge" ? "work" : "judge";
  const names = new Set([...(by === "judge" ? Object.keys(loads) : []), ...pairs.map((one) => one[by])]);
  const rows: Row[] = [...names]
    .map((name) => ({ name, others: pairs.filter((one) => one[by] === name) }))
    .sort(byText((row) => row.name));
  const columns: TableColumnsType<Row> = [
    {
      key: "name",
      title: t(by === "judge" ? "contests.judge" : "contests.work.number"),
      width: 160,
      sorter: byText((row) => row.name),
      render: (_, row) => called(row.name),
    },
    {
      key: "load",
      title: t(by === "judge" ? "contests.load" : "contests.judges"),
      width: 90,
      className: "number",
      sorter: byNumber((row) => row.others.length),
      render: (_, row) => row.others.length,
    },
    {
      key: "others",
      title: t(by === "judge" ? "contests.works" : "contests.judges"),
      render: (_, row) => (
        <span className="number codes">
          {[...row.others]
            .sort((one, two) => one.place - two.place || byText<Pair>((pair) => pair[other])(one, two))
            .map((pair) => (
              <span key={pair[other]} className={pair.new ? "fresh" : undefined}>
                {pair[other]}
              </span>
            ))}
        </span>
      ),
    },
  ];
  return (
    <div className="stack tight">
      <Segmented
        aria-label={t("contests.pairs.by")}
        value={by}
        options={[
          { value: "judge", label: t("contests.by.judge") },
          { value: "work", label: t("contests.by.work") },
        ]}
        onChange={(value) => setBy(value === "work" ? "work" : "judge")}
      />
      <Table<Row> rowKey="name" size="small" columns={columns} dataSource={rows} pagination={PAGED} />
    </div>
  );
}
