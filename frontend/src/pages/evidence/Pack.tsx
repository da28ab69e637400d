/** A pack as a matrix to be read and printed: element, proof point, requirement, stage, source. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Card, Skeleton, Space } from "antd";
import { Link, useParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { AnswersCiting } from "../answers/AnswersCiting";
import { Sources } from "./Sources";
import "./evidence.css";

type Page = Schemas["PackPage"];

export function Pack() {
  const { t, say } = useTexts();
  const pack = useParams().id ?? "";
  const found = useQuery({
    queryKey: ["evidence", "packs", pack],
    queryFn: () => got(api.GET("/api/evidence/packs/{pack}", { params: { path: { pack } } })),
  });
  useTitle(found.data && say(found.data.title));
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const page = found.data;
  return (
    <div className="stack">
      <div className="row">
        <h1 className="grow">
          {say(page.title)} <span className="soft">{page.named}</span>
        </h1>
        <Space wrap className="no-print">
          <Link to="/evidence/packs">{t("evidence.packs")}</Link>
          <Link to={`/evidence/packs/${page.pack}/layer`}>
            <Button tabIndex={-1}>{t(page.may_edit ? "evidence.layer" : "evidence.layer.read")}</Button>
          </Link>
          <Button onClick={() => window.print()}>{t("evidence.print")}</Button>
        </Space>
      </div>
      <Alert type="info" showIcon title={say(page.notice)} />
      {page.law.length > 0 && (
        <p>
          {t("evidence.law")} <Sources sources={page.law} />
        </p>
      )}
      <AnswersCiting articles={page.law.map((one) => `${one.law}${one.article}`)} />
      <Table page={page} />
      {page.facts.length > 0 && (
        <Card title={t("evidence.facts")}>
          <p className="soft">{t("evidence.facts.hint")}</p>
          <ul className="reasons">
            {page.facts.map((one) => (
              <li key={one.name}>
                <code>{one.name}</code> {say(one.title)}
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title={t("evidence.for")}>
        {page.favourable.map((one) => (
          <div key={one.id} className="proof-item">
            <strong>{say(one.title)}</strong>
            <p style={{ margin: "4px 0" }}>{say(one.asks)}</p>
            <div className="soft">
              <Sources sources={one.sources} />
            </div>
          </div>
        ))}
        {page.favourable.length === 0 && <p className="soft">{t("evidence.for.none")}</p>}
      </Card>
    </div>
  );
}

function Table({ page }: { page: Page }) {
  const { t, say } = useTexts();
  const rows = page.points.flatMap((point) => point.needs.map((need, at) => ({ point, need, at })));
  return (
    <Card>
      <div className="proof-scroll">
        <table className="proof-matrix">
          <thead>
            <tr>
              <th>{t("evidence.element")}</th>
              <th>{t("evidence.point")}</th>
              <th>{t("evidence.material")}</th>
              <th>{t("evidence.level")}</th>
              <th>{t("evidence.stage.from")}</th>
              <th>{t("evidence.basis")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ point, need, at }) => (
              <tr key={`${point.name} ${need.id}`}>
                {at === 0 && <td rowSpan={point.needs.length}>{say(point.element)}</td>}
                {at === 0 && (
                  <td rowSpan={point.needs.length}>
                    {say(point.title)}
                    {point.core && (
                      <div>
                        <Mark tone="red">{t("evidence.core")}</Mark>
                      </div>
                    )}
                    {point.sources > 1 && (
                      <div className="soft">{t("evidence.sources.least", { n: point.sources })}</div>
                    )}
                  </td>
                )}
                <td>
                  {say(need.title)} {need.layer && <Mark tone="blue">{t("evidence.layer.mark")}</Mark>}
                  {need.each && <div className="soft">{say(need.each)}</div>}
                  {need.when && (
                    <div className="soft">
                      {t("evidence.when")} <code>{need.when}</code>
                    </div>
                  )}
                </td>
                <td>{say(need.level)}</td>
                <td>{say(need.stage)}</td>
                <td>
                  <Sources sources={need.sources} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
