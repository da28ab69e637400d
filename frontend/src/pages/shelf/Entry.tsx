/** One model of the shelf: where it stands, what is near to it, its figures, versions, needs and who uses it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Card, Descriptions, Empty, Grid, Skeleton, Statistic, Steps } from "antd";
import Markdown from "react-markdown";
import { Link, useParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Actions } from "./Actions";
import { Near } from "./Near";
import { Ratings } from "./Ratings";
import { TakeUp } from "./TakeUp";
import { EntryTag } from "./tags";
import { Versions } from "./Versions";
import "../figures/figures.css";

export type Page = Schemas["ShelfPage"];

export function Entry() {
  const number = Number(useParams().id);
  const found = useQuery({
    queryKey: ["entry", number],
    queryFn: () => got(api.GET("/api/shelf/{number}", { params: { path: { number } } })),
  });
  const { say } = useTexts();
  const page = found.data;
  useTitle(page && say(page.title));
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!page) return <Skeleton active paragraph={{ rows: 10 }} />;
  return (
    <div className="stack">
      <Head page={page} />
      <Road page={page} />
      <Near page={page} />
      <Figures page={page} />
      <TakeUp page={page} />
      <Ratings page={page} />
      <Versions page={page} />
      <History page={page} />
      <Explained page={page} />
    </div>
  );
}

function Head({ page }: { page: Page }) {
  const { t, say } = useTexts();
  const wide = Grid.useBreakpoint().md;
  return (
    <Card>
      <Link className="no-print" to="/shelf">
        {t("shelf.back")}
      </Link>
      <h1 className="sentence">{say(page.title)}</h1>
      <div className="row">
        <EntryTag state={page.state} />
        <span className="number">
          {page.model} {page.model_version}
        </span>
        <span>{say(page.line)}</span>
        <span>{say(page.office)}</span>
        <span>{page.author.name}</span>
      </div>
      <Descriptions
        column={1}
        size="small"
        layout={wide ? "horizontal" : "vertical"}
        style={{ marginTop: 12 }}
      >
        <Descriptions.Item label={t("shelf.point")}>
          <div>
            {say(page.point) || t("shelf.point.none")}
            {page.point.zh && <div className="soft">{say(page.under.said)}</div>}
          </div>
        </Descriptions.Item>
        {page.forked.model && (
          <Descriptions.Item label={t("shelf.forked")}>
            {page.forked.model} {page.forked.version}
          </Descriptions.Item>
        )}
        {page.origin && <Descriptions.Item label={t("shelf.origin")}>{say(page.origin)}</Descriptions.Item>}
        {page.difference && (
          <Descriptions.Item label={t("shelf.difference")}>{page.difference}</Descriptions.Item>
        )}
        {page.answers.map((one) => (
          <Descriptions.Item key={one.code} label={t("shelf.answer")}>
            {say(one)}
          </Descriptions.Item>
        ))}
        {page.fingerprint && (
          <Descriptions.Item label={t("shelf.fingerprint")}>
            <span className="number" style={{ overflowWrap: "anywhere" }}>
              {page.fingerprint}
            </span>
          </Descriptions.Item>
        )}
      </Descriptions>
      <div className="row no-print">
        <Actions page={page} />
        <Favourite page={page} />
        {page.may_run && (
          <Link to={`/models/${page.model}?version=${page.model_version}`}>{t("shelf.run")}</Link>
        )}
        {page.may_pack && (
          <a href={`/api/shelf/${page.id}/bundle`} download>
            {t("shelf.pack")}
          </a>
        )}
        {page.draft !== null && <Link to={`/workshop/${page.draft}`}>{t("shelf.draft")}</Link>}
      </div>
    </Card>
  );
}

function Favourite({ page }: { page: Page }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const words = useWords();
  const { message } = App.useApp();
  const change = useMutation({
    mutationFn: () =>
      got(
        api.PUT("/api/shelf/{number}/favourite", {
          params: { path: { number: page.id } },
          body: { on: !page.favourite },
        }),
      ),
    onSuccess: (after) => queries.setQueryData(["entry", page.id], after),
    onError: (error) => message.error(words(error)),
  });
  return (
    <Button aria-pressed={page.favourite} loading={change.isPending} onClick={() => change.mutate()}>
      {page.favourite ? "★" : "☆"} {t(page.favourite ? "shelf.favourite.on" : "shelf.favourite")}{" "}
      {page.favourites > 0 && page.favourites}
    </Button>
  );
}

/** The road with who takes the next step and what that needs. */
function Road({ page }: { page: Page }) {
  const { t, say } = useTexts();
  const road = page.moves.filter((one) => one.action.code !== "withdraw");
  const first = road[0]?.source;
  const stops = first ? [first, ...road.map((one) => one.target)] : [];
  const at = stops.findIndex((one) => one.code === page.state.code);
  const next = road.find((one) => one.source.code === page.state.code);
  return (
    <Card title={t("shelf.road")}>
      <Steps
        size="small"
        responsive
        current={Math.max(0, at)}
        status={page.state.code === "withdrawn" ? "error" : "process"}
        items={stops.map((one) => ({ title: say(one) }))}
      />
      {page.state.code === "withdrawn" && <Alert type="error" showIcon title={t("shelf.withdrawn.road")} />}
      {next && (
        <p>
          {t("shelf.next", { step: say(next.action), who: say(next.who) })}
          {next.needs.length > 0 &&
            t("shelf.next.needs", { needs: next.needs.map(say).join(t("semicolon")) })}
        </p>
      )}
      {page.pilots.length > 0 && (
        <>
          <p className="soft">{t("shelf.pilot.purpose", { purpose: page.purpose })}</p>
          <ul className="reasons">
            {page.pilots.map((one) => (
              <li key={one.office.code}>
                {say(one.office)} · {say(one.state)} {one.by?.name} {one.why}
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

function Figures({ page }: { page: Page }) {
  const { t } = useTexts();
  const one = page.counted;
  const few = t("shelf.figures.few", { least: one.least });
  if (one.runs === 0) {
    return (
      <Card title={t("shelf.figures")}>
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("shelf.figures.none")} />
      </Card>
    );
  }
  const share = (value: number | null) => (value === null ? few : `${(100 * value).toFixed(0)} %`);
  return (
    <Card title={t("shelf.figures")}>
      <div className="cards">
        <Statistic title={t("shelf.figures.offices")} value={one.offices} />
        <Statistic title={t("shelf.figures.runs")} value={one.runs} />
        <Statistic title={t("shelf.figures.clues")} value={one.clues ?? few} />
        <Statistic title={t("shelf.figures.confirmed")} value={one.confirmed ?? few} />
        <Statistic title={t("shelf.figures.rejected")} value={one.rejected ?? few} />
        <Statistic title={t("shelf.figures.precision")} value={share(one.precision)} />
        <Statistic title={t("shelf.figures.undetermined")} value={one.undetermined ?? few} />
      </div>
      <p className="soft">
        {one.low !== null && one.high !== null
          ? t("shelf.figures.interval", { low: share(one.low), high: share(one.high) })
          : ""}
        {t("shelf.figures.hint", { least: one.least })}
      </p>
    </Card>
  );
}

function History({ page }: { page: Page }) {
  const { t, say } = useTexts();
  return (
    <Card title={t("shelf.history")}>
      <ul className="reasons">
        {page.steps.map((one) => (
          <li key={`${one.at}${one.action.code}`}>
            <span className="number">{moment(one.at)}</span> {say(one.office)} {one.by.name} ·{" "}
            {say(one.action)}
            {one.why && `${t("shelf.colon")}${one.why}`}
            {one.answers.map((answer) => (
              <div key={answer.code} className="soft">
                {say(answer)}
              </div>
            ))}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Explained({ page }: { page: Page }) {
  const { t, say } = useTexts();
  const told = say(page.explained);
  return (
    <Card title={t("model.explained")}>
      {told ? (
        <div className="told">
          <Markdown>{told.replace(/^# .*\n/, "")}</Markdown>
        </div>
      ) : (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("shelf.explained.none")} />
      )}
    </Card>
  );
}
