/** What is asked and not found, by topic: a map for training. Nobody is named. */
import { useQuery } from "@tanstack/react-query";
import { Table, type TableColumnsType } from "antd";
import { Link } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { useTexts } from "../../texts/texts";

type Gap = Schemas["KnowledgeGap"];
const COUNTS = ["missed", "open", "late", "stale", "answered"] as const;

export function Gaps() {
  const { t, say } = useTexts();
  useTitle(t("answers.gaps.title"));
  const found = useQuery({
    queryKey: ["answers", "gaps"],
    queryFn: () => got(api.GET("/api/answers/gaps")),
  });
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  const map = found.data;
  if (!map) return null;
  const { items, median_days, ...figures } = map;
  const most = Math.max(1, ...items.flatMap((one) => [one.missed, one.open, one.late, one.stale]));
  const columns: TableColumnsType<Gap> = [
    { title: t("answers.topic"), render: (_, one) => say(one.topic) },
    ...COUNTS.map((name) => ({
      title: t(`answers.gaps.${name}`),
      align: "right" as const,
      render: (_: unknown, one: Gap) => <Heat value={one[name]} most={name === "answered" ? 0 : most} />,
    })),
    { title: t("answers.gaps.words"), render: (_, one) => one.words.join("；") || t("answers.gaps.none") },
  ];
  return (
    <div className="stack">
      <Link className="no-print" to="/answers">
        {t("answers.back")}
      </Link>
      <h1>{t("answers.gaps.title")}</h1>
      <p className="soft">{t("answers.gaps.hint")}</p>
      <p>{t("answers.gaps.summary", { ...figures, median: median_days ?? t("answers.gaps.none") })}</p>
      <Table<Gap>
        rowKey={(one) => one.topic.code}
        size="small"
        columns={columns}
        dataSource={items}
        pagination={false}
        scroll={{ x: "max-content" }}
      />
    </div>
  );
}

/** A number on a ground that is the deeper the more it is; the number itself is always there. */
function Heat({ value, most }: { value: number; most: number }) {
  const share = most ? value / most : 0;
  return (
    <span
      style={{
        background: share ? `rgba(217, 119, 6, ${0.08 + 0.3 * share})` : undefined,
        padding: "2px 8px",
        borderRadius: 4,
      }}
    >
      {value}
    </span>
  );
}
