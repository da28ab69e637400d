/** What waits today: counts that lead to lists, deadlines, the gravest clues, the funnel. */
import { useQuery } from "@tanstack/react-query";
import { Card, Empty, List, Skeleton, Statistic } from "antd";
import { Link } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Changed } from "../../parts/following";
import { type Right, useMay, useMe } from "../../parts/me";
import { Problem } from "../../parts/Problem";
import { placeOf } from "../../parts/places";
import { useTitle } from "../../parts/useTitle";
import { Deadline, LevelTag, StateTag } from "../../parts/values";
import { type Key, useTexts } from "../../texts/texts";
import { OpenCampaigns } from "../campaigns/OpenCampaigns";

type Home = Schemas["Home"];

const CARDS: { key: keyof Home["counts"]; text: Key; to: string; seldom?: boolean }[] = [
  { key: "new", text: "today.new", to: "/clues?state=new&found=present" },
  { key: "mine", text: "today.mine", to: "/clues?state=open&owner=me" },
  { key: "due", text: "today.due", to: "/deadlines?scope=soon" },
  { key: "overdue", text: "today.overdue", to: "/deadlines?scope=overdue" },
  { key: "review", text: "today.review", to: "/cases?state=reviewing" },
  { key: "approvals", text: "today.approvals", to: "/approvals?view=decide", seldom: true },
  { key: "answered", text: "today.answered", to: "/approvals?view=mine", seldom: true },
  { key: "left_clues", text: "today.left_clues", to: "/clues?state=open&owner=gone", seldom: true },
  { key: "left_cases", text: "today.left_cases", to: "/cases?owner=gone", seldom: true },
];

const WAYS: { right: Right; to: string; text: Key; hint: Key }[] = [
  { right: "manage_users", to: "/users", text: "today.users", hint: "today.users.hint" },
  { right: "manage_users", to: "/offices", text: "today.offices", hint: "today.offices.hint" },
  { right: "read_audit", to: "/audit", text: "today.audit", hint: "today.audit.hint" },
  { right: "operate", to: "/operate", text: "today.operate", hint: "today.operate.hint" },
  { right: "load_data", to: "/data", text: "nav.data", hint: "today.data.hint" },
  { right: "load_data", to: "/supply", text: "nav.supply", hint: "today.supply.hint" },
  { right: "see_models", to: "/deadlines", text: "nav.deadlines", hint: "today.deadlines.hint" },
  { right: "see_models", to: "/coverage", text: "nav.coverage", hint: "today.coverage.hint" },
  { right: "see_models", to: "/models", text: "today.models", hint: "today.models.hint" },
];

export function Today() {
  const { t } = useTexts();
  useTitle(t("today.title"));
  const home = useQuery({ queryKey: ["home"], queryFn: () => got(api.GET("/api/home")) });
  const may = useMay();
  if (home.isError) return <Problem error={home.error} retry={home.refetch} />;
  if (!may("see_clues")) return <NoClues />;
  if (!home.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const { counts, deadlines, escalated, latest, funnel } = home.data;
  return (
    <div className="stack">
      <h1>{t("today.title")}</h1>
      <div className="cards">
        {CARDS.filter((one) => !one.seldom || counts[one.key] > 0).map((one) => (
          <Link key={one.key} to={one.to}>
            <Card hoverable>
              <Statistic title={t(one.text)} value={counts[one.key]} />
            </Card>
          </Link>
        ))}
      </div>
      <Changed may={may("see_models")} />
      <div className="two">
        <Card title={t("today.latest")}>
          <List
            dataSource={latest}
            locale={{ emptyText: <Empty description={t("today.no_clues")} /> }}
            renderItem={(clue) => <Latest clue={clue} />}
          />
        </Card>
        <div className="stack">
          {escalated.length > 0 && (
            <Card
              title={t("today.escalated")}
              extra={<Link to="/deadlines?scope=escalated">{t("today.all")}</Link>}
            >
              <List dataSource={escalated} renderItem={(one) => <Due due={one} />} />
            </Card>
          )}
          <OpenCampaigns />
          <Card title={t("today.deadlines")} extra={<Link to="/deadlines">{t("today.all")}</Link>}>
            <List
              dataSource={deadlines}
              locale={{
                emptyText: (
                  <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("today.no_deadlines")} />
                ),
              }}
              renderItem={(one) => <Due due={one} />}
            />
          </Card>
          <Card title={t("today.funnel")}>
            <FunnelOf funnel={funnel} />
          </Card>
        </div>
      </div>
    </div>
  );
}

/** For roles that handle no clues: the pages they do have. */
function NoClues() {
  const { t, say } = useTexts();
  const may = useMay();
  const roles = (useMe().data?.roles ?? []).map(say).join(t("comma"));
  return (
    <div className="stack">
      <h1>{t("today.title")}</h1>
      <p className="soft">{t("today.no_clues_for_role", { roles })}</p>
      <div className="cards ways">
        {WAYS.filter((one) => may(one.right)).map((one) => (
          <Link key={one.to} to={one.to}>
            <Card hoverable title={t(one.text)}>
              {t(one.hint)}
            </Card>
          </Link>
        ))}
      </div>
    </div>
  );
}

function Latest({ clue }: { clue: Schemas["ClueRow"] }) {
  const { say } = useTexts();
  return (
    <List.Item>
      <div>
        <Link to={`/clues/${clue.id}`}>{say(clue.says)}</Link>
        <div className="row soft">
          <LevelTag level={clue.level} />
          <StateTag state={clue.state} />
          <span>{say(clue.title)}</span>
          <span>{say(clue.place)}</span>
        </div>
      </div>
    </List.Item>
  );
}

function Due({ due }: { due: Home["deadlines"][number] }) {
  const { say } = useTexts();
  return (
    <List.Item>
      <div>
        <Link to={placeOf(due.kind, due.id)}>{say(due.text)}</Link>
        <div className="row tight">
          <Deadline day={due.due} />
          <span className="soft">{say(due.what)}</span>
        </div>
      </div>
    </List.Item>
  );
}

function FunnelOf({ funnel }: { funnel: Home["funnel"] }) {
  const { t } = useTexts();
  const steps = ["found", "handled", "verified", "cases", "outcomes"] as const;
  const most = Math.max(1, funnel.found);
  return (
    <div>
      {steps.map((step) => (
        <div key={step} className="funnel-line">
          <span>{t(`funnel.${step}`)}</span>
          <strong className="number">{funnel[step].toLocaleString()}</strong>
          <div className="funnel-bar" style={{ width: `${(100 * funnel[step]) / most}%` }} />
        </div>
      ))}
    </div>
  );
}
