/** A judgment, case or answer read whole, with what was looked for in it. */
import { useQuery } from "@tanstack/react-query";
import { Card, Tag } from "antd";
import { Link, useSearchParams } from "react-router";
import { api, got } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { useTexts } from "../../texts/texts";
import { Spans } from "./Spans";

export function Document() {
  const { t, say } = useTexts();
  const [params] = useSearchParams();
  const id = params.get("id") ?? "";
  const q = params.get("q") ?? "";
  const found = useQuery({
    queryKey: ["search", "document", id, q],
    queryFn: () => got(api.GET("/api/search/document", { params: { query: { id, q } } })),
  });
  useTitle(found.data?.title);
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return null;
  const page = found.data;
  return (
    <div className="stack">
      <h1>
        {page.title} <Tag>{say(page.kind)}</Tag>
      </h1>
      {q && (
        <Link className="no-print" to={`/search?${new URLSearchParams({ q })}`}>
          {t("search.back")}
        </Link>
      )}
      <Card title={page.heading || undefined} extra={page.day}>
        <div style={{ whiteSpace: "pre-line", lineHeight: 1.9 }}>
          <Spans excerpt={page.text} />
        </div>
      </Card>
      <p className="soft">{t("search.source", { source: page.source })}</p>
    </div>
  );
}
