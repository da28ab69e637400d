/** A request as a letter to print. */
import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import dayjs from "dayjs";
import { Link, useParams } from "react-router";
import { api, got } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { useTexts } from "../../texts/texts";

export function RequestPrint() {
  const { t, say } = useTexts();
  const number = Number(useParams().id);
  const found = useQuery({
    queryKey: ["supply", "request", number],
    queryFn: () => got(api.GET("/api/supply/requests/{number}", { params: { path: { number } } })),
  });
  useTitle(t("supply.letter"));
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return <Skeleton active />;
  const page = found.data;
  const region = page.region ? t("supply.letter.region", { region: say(page.region) }) : "";
  const period =
    page.first || page.last
      ? t("supply.letter.period", { first: page.first ?? "…", last: page.last ?? "…" })
      : "";
  return (
    <div className="stack">
      <div className="row no-print">
        <Link to={`/supply/requests/${page.id}`}>{t("supply.letter.back")}</Link>
        <Button type="primary" onClick={() => window.print()}>
          {t("supply.print")}
        </Button>
      </div>
      <article className="paper">
        <h2>{t("supply.letter")}</h2>
        <p className="right">{page.number || t("supply.letter.unnumbered")}</p>
        <p className="flush">
          {page.agency}
          {t("colon")}
        </p>
        <p>
          {t("supply.letter.why", {
            purpose: page.purpose,
            bases: page.bases.map((one) => one.cited).join(t("comma")),
          })}
        </p>
        {page.items.map((one, at) => (
          <p key={one.standard}>
            {at + 1}
            {t("supply.letter.point")}
            {say(one.title)}
            {t("colon")}
            {one.columns.map(say).join(t("comma")) || t("supply.columns.all")}
          </p>
        ))}
        <p>
          {region}
          {period}
          {page.due && t("supply.letter.due", { day: page.due })}
        </p>
        <p>{t("supply.letter.care")}</p>
        <p>{t("supply.letter.contact", { name: page.owner.name })}</p>
        <p className="right">{say(page.office)}</p>
        <p className="right">{page.sent_on ?? dayjs().format("YYYY-MM-DD")}</p>
      </article>
    </div>
  );
}
