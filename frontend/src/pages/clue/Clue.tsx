/** The clue page: the sentence, what can be done, evidence side by side, and everything that supports or weakens it. */
import { LeftOutlined, PrinterOutlined, RightOutlined } from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Skeleton, Space } from "antd";
import { useEffect } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { useMay } from "../../parts/me";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Deadline, LevelTag, moment, money, StateTag } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { taken } from "../clues/keys";
import { listAddress, neighbours } from "../clues/trail";
import { KeptOf } from "../sentencing/KeptList";
import { Actions } from "./Actions";
import { Checklist } from "./Checklist";
import { EvidenceCard } from "./Evidence";
import { Facts } from "./Facts";
import { GraphCard } from "./graph/GraphCard";
import { History } from "./History";
import { ModelCard } from "./ModelCard";
import { Papers } from "./Papers";
import { ProofCard } from "./ProofCard";
import { Related } from "./Related";

export type Page = Schemas["CluePage"];

export function Clue() {
  const { id = "" } = useParams();
  const { say } = useTexts();
  const queries = useQueryClient();
  const key = ["clue", id];
  const clue = useQuery({
    queryKey: key,
    queryFn: () => got(api.GET("/api/clues/{clue}", { params: { path: { clue: id } } })),
  });
  const changed = (page: Page | undefined) => {
    if (page) queries.setQueryData(key, page);
    void queries.invalidateQueries({
      predicate: (one) => one.queryKey[0] !== "clue" && one.queryKey[0] !== "evidence",
    });
    if (!page) void queries.invalidateQueries({ queryKey: key });
  };
  useTitle(clue.data && say(clue.data.says));
  // biome-ignore lint/correctness/useExhaustiveDependencies: another clue is read from its top
  useEffect(() => {
    window.scrollTo(0, 0);
  }, [id]);
  if (clue.isError) return <Problem error={clue.error} retry={clue.refetch} />;
  if (!clue.data) return <Skeleton active paragraph={{ rows: 12 }} />;
  return <Body key={id} page={clue.data} changed={changed} />;
}

function Body({ page, changed }: { page: Page; changed: (page: Page | undefined) => void }) {
  const { t, say } = useTexts();
  const may = useMay();
  return (
    <div className="stack">
      <Way id={page.id} />
      {page.touched && (
        <Alert
          type="warning"
          showIcon
          title={t("clue.touched")}
          description={page.touched_why.map(say).join(t("semicolon"))}
        />
      )}
      {page.found === "vanished" && (
        <Alert
          type="warning"
          showIcon
          title={t("clue.gone")}
          description={page.vanished_why.map(say).join(t("semicolon"))}
        />
      )}
      {page.origin && (
        <Alert
          type="info"
          showIcon
          title={t("clue.origin", {
            who: page.origin.zh,
            n: page.origin.sequence,
            at: moment(page.origin.at),
          })}
        />
      )}
      <Card>
        <div className="row">
          <LevelTag level={page.level} />
          <StateTag state={page.state} />
          <span>{say(page.title)}</span>
          <span className="soft">{say(page.line)}</span>
          {page.amount && <strong className="number">{t("yuan", { n: money(page.amount) })}</strong>}
          {page.owner && <span>{`${t("clues.owner")} ${page.owner.name}`}</span>}
          {page.deadline && <Deadline day={page.deadline} />}
        </div>
        <h1 className="sentence">{say(page.says)}</h1>
        {page.case && (
          <p className="row">
            <span>{t("clue.case", { n: page.case.number })}</span>
            <Link to={`/cases/${page.case.id}`} className="no-print">
              <Button type={page.actions.length ? "default" : "primary"} tabIndex={-1}>
                {t("clue.to_case")}
              </Button>
            </Link>
          </p>
        )}
        <Actions page={page} changed={changed} />
        <p className="no-print">
          <Link to={`/evidence?clue=${page.id}`}>{t("evidence.open.from")}</Link>
        </p>
        {!page.origin && may("decide") && may("unmask") && page.actions.length > 0 && (
          <p className="no-print">
            <Link to={`/exchange?clues=${page.id}`}>{t("clue.send_out")}</Link>
          </p>
        )}
      </Card>
      <EvidenceCard id={page.id} />
      <GraphCard id={page.id} />
      <div className="two">
        <div className="stack">
          <Checklist page={page} changed={changed} />
          <Papers page={page} changed={changed} />
          <History page={page} />
        </div>
        <div className="stack">
          <Facts page={page} />
          <ProofCard id={page.id} />
          <Related page={page} />
          <ModelCard page={page} />
          <KeptOf about={{ clue: page.id }} />
        </div>
      </div>
    </div>
  );
}

/** Back to the list, and to its neighbours, with keys too. */
function Way({ id }: { id: string }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { before, after } = neighbours(id);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (taken(event)) return;
      const to = { j: after, ArrowRight: after, k: before, ArrowLeft: before }[event.key];
      if (to) void navigate(`/clues/${to}`);
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [before, after, navigate]);
  return (
    <Space className="no-print">
      <Link to={listAddress()}>{t("clue.back")}</Link>
      {(before || after) && (
        <>
          <Button
            size="small"
            icon={<LeftOutlined />}
            disabled={!before}
            onClick={() => void navigate(`/clues/${before}`)}
          >
            {t("clue.prev")}
          </Button>
          <Button
            size="small"
            icon={<RightOutlined />}
            disabled={!after}
            onClick={() => void navigate(`/clues/${after}`)}
          >
            {t("clue.next")}
          </Button>
        </>
      )}
      <Button size="small" icon={<PrinterOutlined />} onClick={() => window.print()}>
        {t("clue.print")}
      </Button>
    </Space>
  );
}
