/** One contest: its road, and what the reader's seat lets him see and do, a tab each. */
import { Card, Skeleton, Tabs } from "antd";
import { Link, useParams, useSearchParams } from "react-router";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Road } from "./Road";
import { shownOf, tabsOf } from "./tabs";
import { PhaseTag } from "./tags";
import { useContest } from "./useContest";
import "./contests.css";

export function Contest() {
  const { t, say } = useTexts();
  const { slug = "" } = useParams();
  const [params, setParams] = useSearchParams();
  const found = useContest(slug);
  const page = found.data?.page;
  useTitle(page ? say(page.title) : undefined);
  if (found.isError && !found.data) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data || !page) return <Skeleton active paragraph={{ rows: 10 }} />;
  const tabs = tabsOf(page);
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
        activeKey={shownOf(tabs, params.get("tab"), page.phase.code)}
        onChange={(tab) => setParams({ tab })}
        destroyOnHidden
        items={tabs.map((one) => ({ key: one.key, label: t(one.label), children: one.show(page) }))}
      />
    </div>
  );
}
