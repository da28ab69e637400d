/** A kept calculation: made again from its record, with what has changed since. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Card, Input, Skeleton } from "antd";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { comparePlace, formPlace } from "./places";
import { Result } from "./Result";

type Page = Schemas["KeptCalculation"];

export function Kept() {
  const id = Number(useParams().id);
  const { t, say, lang } = useTexts();
  const found = useQuery({
    queryKey: ["sentencing", "kept", id],
    queryFn: () => got(api.GET("/api/sentencing/kept/{number}", { params: { path: { number: id } } })),
  });
  useTitle(found.data?.title);
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const page = found.data;
  const file = (form: string) => `/api/sentencing/kept/${id}/file?form=${form}&lang=${lang}`;
  return (
    <div className="stack">
      <h1>{page.title}</h1>
      <div className="row no-print">
        <Link to="/sentencing/kept">{t("sentencing.kept")}</Link>
        {page.case && <Link to={`/cases/${page.case}`}>{page.case_number}</Link>}
        {page.clue && <Link to={`/clues/${page.clue}`}>{t("sentencing.to_clue")}</Link>}
        {page.origin && <Link to={comparePlace(page.origin, id)}>{t("sentencing.compare.origin")}</Link>}
      </div>
      <p className="soft">
        {page.by.name} {moment(page.at)} <span title={page.sha256}>SHA-256 {page.sha256.slice(0, 12)}…</span>
      </p>
      <Standing page={page} />
      <Result result={page.result}>
        {page.proposal !== null && (
          <p>
            {t("sentencing.proposed", { n: page.proposal })}{" "}
            {page.why && <span className="soft">{page.why}</span>}
          </p>
        )}
        <div className="row no-print">
          <Link to={formPlace({ from: id })}>
            <Button type="primary" tabIndex={-1}>
              {t("sentencing.reopen")}
            </Button>
          </Link>
          <Button href={file("docx")}>{t("sentencing.paper.docx")}</Button>
          <Button href={file("pdf")}>{t("sentencing.paper.pdf")}</Button>
          <Button href={`/api/sentencing/kept/${id}/record`}>{t("sentencing.record")}</Button>
          <Button onClick={() => window.print()}>{t("sentencing.print")}</Button>
        </div>
      </Result>
      {page.denied.length > 0 && (
        <Card title={t("sentencing.denied")}>
          <ul className="reasons">
            {page.denied.map((one) => (
              <li key={one.crime + one.circumstance}>
                {one.crime} · {say(one.title)} “{one.said}” <span className="soft">{one.why}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {page.may_set_aside && <SetAside id={id} />}
    </div>
  );
}

/** Whether it comes to the same numbers, what is different today, and whether it still counts. */
function Standing({ page }: { page: Page }) {
  const { t, say } = useTexts();
  return (
    <>
      {page.aside && (
        <Alert
          type="error"
          showIcon
          title={t("sentencing.aside.by", {
            name: page.aside_by?.name ?? "",
            at: moment(page.aside_at ?? ""),
          })}
          description={page.aside_why}
        />
      )}
      {page.same ? (
        <Alert type="success" showIcon title={t("sentencing.same")} />
      ) : (
        <Alert type="error" showIcon title={t("sentencing.differs")} description={page.differs.join("、")} />
      )}
      {page.changed.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t("sentencing.changed", { n: page.changed.length })}
          description={page.today && t("sentencing.today", { form: say(page.today) })}
        />
      )}
    </>
  );
}

function SetAside({ id }: { id: number }) {
  const { t } = useTexts();
  const words = useWords();
  const queries = useQueryClient();
  const [why, setWhy] = useState("");
  const put = useMutation({
    mutationFn: () =>
      got(
        api.POST("/api/sentencing/kept/{number}/aside", { params: { path: { number: id } }, body: { why } }),
      ),
    onSuccess: async (made) => {
      queries.setQueryData(["sentencing", "kept", id], made);
      await queries.invalidateQueries({ queryKey: ["sentencing", "list"] });
    },
  });
  return (
    <Card title={t("sentencing.aside.do")} className="no-print">
      <p className="soft">{t("sentencing.aside.hint")}</p>
      {put.isError && <Alert type="error" showIcon title={words(put.error)} />}
      <div className="row">
        <Input
          aria-label={t("sentencing.aside.why")}
          placeholder={t("sentencing.aside.why")}
          maxLength={1000}
          style={{ maxWidth: 480 }}
          value={why}
          onChange={(event) => setWhy(event.target.value)}
        />
        <Button danger disabled={!why.trim()} loading={put.isPending} onClick={() => put.mutate()}>
          {t("sentencing.aside.do")}
        </Button>
      </div>
    </Card>
  );
}
