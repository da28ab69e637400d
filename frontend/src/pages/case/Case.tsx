/** A case: its clues, its letters up to the reply, what it achieved. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Card, List, Skeleton, Timeline } from "antd";
import { Link, useParams } from "react-router";
import { ApiError, api, got, type Schemas } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Deadline, LevelTag, moment, money, StateTag } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { CardsOut } from "../cases/CardsOut";
import { KeptOf } from "../sentencing/KeptList";
import { Letters } from "./Letters";
import { OutcomeCard } from "./Outcome";
import { Steps } from "./Steps";
import { Terms } from "./Terms";

export type Page = Schemas["CasePage"];
export type Changed = (made: Promise<Page>) => Promise<boolean>;

export function Case() {
  const id = Number(useParams().id);
  const queries = useQueryClient();
  const { message } = App.useApp();
  const words = useWords();
  const { say } = useTexts();
  const key = ["case", id];
  const found = useQuery({
    queryKey: key,
    queryFn: () => got(api.GET("/api/cases/{number}", { params: { path: { number: id } } })),
  });
  const changed: Changed = async (made) => {
    try {
      queries.setQueryData(key, await made);
      await queries.invalidateQueries({ predicate: (one) => one.queryKey[0] !== "case" });
      return true;
    } catch (error) {
      message.error(words(error), 6);
      if (error instanceof ApiError && error.status === 409)
        await queries.invalidateQueries({ queryKey: key });
      return false;
    }
  };
  useTitle(found.data && `${found.data.number} ${say(found.data.title)}`);
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  return <Body page={found.data} changed={changed} />;
}

/** What the case is called in the unified case system. */
function Numbers({ page }: { page: Page }) {
  const { t } = useTexts();
  const said = [
    [t("cards.unified"), page.unified_number],
    [t("cards.department"), page.department_number],
    [t("cards.accepted"), page.accepted_on],
  ].filter(([, value]) => value);
  if (!said.length) return null;
  return (
    <div className="row numbers">
      {said.map(([name, value]) => (
        <span key={name}>
          <span className="soft">{name}</span> <span className="number">{value}</span>
        </span>
      ))}
    </div>
  );
}

function Body({ page, changed }: { page: Page; changed: Changed }) {
  const { t, say } = useTexts();
  return (
    <div className="stack">
      <div className="row no-print">
        <Link className="grow" to="/cases">
          {t("case.back")}
        </Link>
        <Link to={`/evidence?case=${page.id}`}>
          <Button tabIndex={-1}>{t("evidence.open.from")}</Button>
        </Link>
        <CardsOut which={{ case: page.id }} total={1} />
      </div>
      <Card>
        <div className="row">
          <StateTag state={page.state} />
          <span className="number">{page.number}</span>
          <span className="soft">{say(page.office)}</span>
          <span className="soft">{say(page.line)}</span>
          <span>{`${t("clues.owner")} ${page.owner.name}`}</span>
          {page.deadline && <Deadline day={page.deadline} />}
          {page.report && <Link to={`/reports/${page.report}`}>{t("nav.reports")}</Link>}
          <span className="number">{t("yuan", { n: money(page.amount) })}</span>
        </div>
        <Numbers page={page} />
        <h1 className="sentence">{say(page.title)}</h1>
        <Steps page={page} changed={changed} />
      </Card>
      <div className="two">
        <div className="stack">
          <Letters page={page} changed={changed} />
          <OutcomeCard page={page} changed={changed} />
        </div>
        <div className="stack">
          <Terms page={page} changed={changed} />
          <KeptOf about={{ case: page.id }} />
          <Card title={t("case.clues")}>
            <List
              dataSource={page.clue_rows}
              renderItem={(one) => (
                <List.Item>
                  <div>
                    <LevelTag level={one.level} /> <Link to={`/clues/${one.id}`}>{say(one.says)}</Link>
                  </div>
                </List.Item>
              )}
            />
          </Card>
          <Card title={t("case.steps")}>
            <Timeline
              items={page.steps
                .map((one, number) => ({
                  key: number,
                  content: (
                    <div>
                      <strong className="cap">{say(one.action)}</strong>{" "}
                      <span className="soft number">{moment(one.at)}</span> {one.by}
                      {one.why && <div>{one.why}</div>}
                    </div>
                  ),
                }))
                .reverse()}
            />
          </Card>
        </div>
      </div>
    </div>
  );
}
