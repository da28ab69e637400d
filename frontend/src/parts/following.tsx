/** What the reader follows: articles and searches, with a press; and what of it changed. */
import { StarFilled, StarOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Card } from "antd";
import { Link } from "react-router";
import { api, got, type Schemas } from "../client/client";
import { articlePlace } from "../pages/statutes/places";
import { useTexts } from "../texts/texts";
import { moment } from "./values";

type Page = Schemas["FollowingPage"];
const KEY = ["following"];

function useFollowing(enabled = true) {
  return useQuery({ queryKey: KEY, queryFn: () => got(api.GET("/api/following")), enabled });
}

/** Follows an article, or no more. */
export function FollowArticle({ law, article }: { law: string; article: string }) {
  const followed = useFollowing().data?.articles.some((one) => one.law === law && one.article === article);
  return (
    <Star
      on={followed}
      ask={(follow) => got(api.POST("/api/following/article", { body: { law, article, follow } }))}
    />
  );
}

/** Keeps a search, or no more. */
export function SaveSearch({ q, kind }: { q: string; kind: Schemas["SaveSearch"]["kind"] }) {
  const kept = useFollowing().data?.searches.some((one) => one.q === q && one.kind === kind);
  return (
    <Star on={kept} ask={(follow) => got(api.POST("/api/following/search", { body: { q, kind, follow } }))} />
  );
}

function Star({ on, ask }: { on: boolean | undefined; ask: (follow: boolean) => Promise<Page> }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const press = useMutation({ mutationFn: ask, onSuccess: (page) => queries.setQueryData(KEY, page) });
  if (on === undefined) return null;
  return (
    <Button
      size="small"
      icon={on ? <StarFilled /> : <StarOutlined />}
      aria-pressed={on}
      loading={press.isPending}
      onClick={() => press.mutate(!on)}
    >
      {t(on ? "following.drop" : "following.follow")}
    </Button>
  );
}

/** What changed since the reader last looked; nothing while nothing did. */
export function Changed({ may }: { may: boolean }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const page = useFollowing(may).data;
  const seen = useMutation({
    mutationFn: () => got(api.POST("/api/following/seen")),
    onSuccess: (now) => queries.setQueryData(KEY, now),
  });
  if (!page?.unread) return null;
  return (
    <Card
      title={t("following.changed")}
      extra={
        <Button size="small" loading={seen.isPending} onClick={() => seen.mutate()}>
          {t("following.seen")}
        </Button>
      }
    >
      <ul className="reasons">
        {page.articles.map(
          (one) =>
            one.changed && (
              <li key={`${one.law} ${one.article}`}>
                <Link to={articlePlace(one.law, one.article)}>
                  {one.law} {one.label}
                </Link>{" "}
                <span className="soft">{moment(one.changed)}</span>
              </li>
            ),
        )}
        {page.searches.map(
          (one) =>
            one.changed && (
              <li key={`${one.q} ${one.kind}`}>
                <Link
                  to={`/search?${new URLSearchParams({ q: one.q, ...(one.kind ? { kind: one.kind } : {}) })}`}
                >
                  {one.q}
                </Link>{" "}
                <span className="soft">
                  {t("following.fresh", { n: one.fresh })} · {moment(one.changed)}
                </span>
              </li>
            ),
        )}
      </ul>
    </Card>
  );
}
