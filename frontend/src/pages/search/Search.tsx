/** One search over statutes, judgments, cases, models and answers, with why each is an answer. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Checkbox, DatePicker, Empty, Input, List, Segmented, Tag } from "antd";
import dayjs from "dayjs";
import { Link, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { SaveSearch } from "../../parts/following";
import { Problem } from "../../parts/Problem";
import { SuggestBox } from "../../parts/SuggestBox";
import { useTitle } from "../../parts/useTitle";
import { useTexts } from "../../texts/texts";
import { articlePlace } from "../statutes/places";
import { StatusTag } from "../statutes/Status";
import { Age, useIndex } from "./Fill";
import { Spans } from "./Spans";

type Found = Schemas["Found"];
type Results = Schemas["SearchResults"];
const SIZE = 20;
const KINDS = ["article", "judgment", "case", "model", "answer"] as const;

export function Search() {
  const { t, say } = useTexts();
  useTitle(t("nav.search"));
  const [params, setParams] = useSearchParams();
  const q = params.get("q") ?? "";
  const kind = KINDS.find((one) => one === params.get("kind")) ?? ("" as const);
  const on = params.get("on") ?? "";
  const authority = params.get("authority") === "yes";
  const page = Number(params.get("page") ?? 1);
  const query = { q, kind, authority, page, ...(on ? { on } : {}) };
  const found = useQuery({
    queryKey: ["search", query],
    queryFn: () => got(api.GET("/api/search", { params: { query } })),
    placeholderData: keepPreviousData,
  });
  const go = (next: Record<string, string>) => {
    const all = { q, kind, on, authority: authority ? "yes" : "", ...next };
    setParams(Object.fromEntries(Object.entries(all).filter((pair): pair is [string, string] => !!pair[1])));
  };
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  const all = found.data?.kinds.reduce((sum, one) => sum + one.count, 0) ?? 0;
  return (
    <div className="stack">
      <h1>{t("nav.search")}</h1>
      <p className="soft">{t("search.hint")}</p>
      <Index />
      <div style={{ maxWidth: 760 }}>
        <SuggestBox
          key={q}
          first={q}
          go={(words) => go({ q: words })}
          box={({ ask }) => (
            <Input.Search
              allowClear
              autoFocus
              size="large"
              maxLength={2000}
              aria-label={t("search.words")}
              placeholder={t("search.words")}
              loading={found.isFetching}
              onSearch={ask}
            />
          )}
        />
      </div>
      {q && (
        <div className="row no-print">
          <Segmented
            aria-label={t("search.kinds")}
            value={kind}
            options={[
              { value: "", label: `${t("search.kinds.all")} (${all})` },
              ...(found.data?.kinds ?? []).map((one) => ({
                value: one.code,
                label: `${say(one)} (${one.count})`,
              })),
            ]}
            onChange={(value) => go({ kind: value })}
            style={{ maxWidth: "100%", overflowX: "auto" }}
          />
          <DatePicker
            aria-label={t("search.on")}
            placeholder={t("search.on")}
            value={on ? dayjs(on) : null}
            onChange={(day) => go({ on: day ? day.format("YYYY-MM-DD") : "" })}
          />
          <Checkbox
            checked={authority}
            onChange={(event) => go({ authority: event.target.checked ? "yes" : "" })}
          >
            {t("search.authority")}
          </Checkbox>
          <SaveSearch q={q} kind={kind} />
        </div>
      )}
      <Answers found={found.data} q={q} page={page} all={all} turn={(at) => go({ page: String(at) })} />
    </div>
  );
}

/** How old the index is, and the way to what fills it. */
function Index() {
  const { t } = useTexts();
  const state = useIndex().data;
  if (!state) return null;
  return (
    <div className="row no-print">
      <Age state={state} />
      <Link to="/search/fill">{t("search.fill")}</Link>
    </div>
  );
}

interface Props {
  found: Results | undefined;
  q: string;
  page: number;
  all: number;
  turn: (page: number) => void;
}

function Answers({ found, q, page, all, turn }: Props) {
  const { t, say } = useTexts();
  if (!found) return null;
  if (!found.filled) {
    return (
      <Empty
        image={Empty.PRESENTED_IMAGE_SIMPLE}
        description={
          <>
            {t("search.empty")}
            <br />
            {say(found.hint)}
          </>
        }
      />
    );
  }
  if (!q) return <p className="soft">{t("search.begin", { n: all })}</p>;
  const counts = t("search.counts", { whole: found.whole, some: found.some });
  return (
    <List<Found>
      header={
        <span className="soft" role="status">
          {counts}
          {found.some > found.total && `; ${t("search.deep", { n: found.total })}`}
        </span>
      }
      dataSource={found.items}
      locale={{ emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("search.none")} /> }}
      pagination={
        found.total > SIZE && {
          current: page,
          pageSize: SIZE,
          total: found.total,
          showSizeChanger: false,
          onChange: turn,
        }
      }
      renderItem={(one) => <Answer key={one.id} one={one} q={q} />}
    />
  );
}

function Answer({ one, q }: { one: Found; q: string }) {
  const { t, say } = useTexts();
  const scores = one.why
    .map((why) => t("search.score", { part: say(why.part), score: why.score }))
    .join(" + ");
  return (
    <List.Item>
      <div style={{ minWidth: 0, width: "100%" }}>
        <div className="row">
          <Link to={placeOf(one, q)} style={{ fontSize: 16 }}>
            <Spans excerpt={one.title} />
          </Link>
          <Tag>{say(one.kind)}</Tag>
          {one.standing && <StatusTag status={one.standing} />}
          {one.day && (
            <span className="soft">{one.standing ? t("search.from", { day: one.day }) : one.day}</span>
          )}
        </div>
        {one.heading && <div className="soft">{one.heading}</div>}
        <p style={{ margin: "4px 0" }}>
          <Spans excerpt={one.excerpt} />
        </p>
        <div className="soft">
          {one.phrases.length > 0 && t("search.why", { list: one.phrases.join("、") })}{" "}
          {scores && `(${scores})`} {one.also > 0 && t("search.also", { n: one.also })}
        </div>
      </div>
    </List.Item>
  );
}

/** An article and a model have pages of their own; anything else is read here. */
function placeOf(one: Found, q: string): string {
  if (one.article)
    return articlePlace(one.law, one.article, one.standing?.code === "historical" ? one.day : "");
  if (one.model) return `/models/${one.model}`;
  return `/search/document?${new URLSearchParams({ id: one.id, q })}`;
}
