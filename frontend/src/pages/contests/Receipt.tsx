/** The receipt of something that was handed in, to be printed: what proves it, and its way to the published root. */
import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { Link, useParams } from "react-router";
import { api, got } from "../../client/client";
import { Missing } from "../../parts/Missing";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { useContest } from "./useContest";
import { size } from "./Versions";
import "./contests.css";

export function Receipt() {
  const { t, say } = useTexts();
  const { slug = "", work = "", place = "" } = useParams();
  useTitle(t("contests.receipt"));
  const contest = useContest(slug);
  const found = useQuery({
    queryKey: ["contest", slug, "own"],
    queryFn: () => got(api.GET("/api/contests/{slug}/works", { params: { path: { slug } } })),
  });
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (contest.isError) return <Problem error={contest.error} retry={contest.refetch} />;
  if (!found.data || !contest.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const mine = found.data.items.find((one) => one.id === work);
  const version = mine?.versions[Number(place) - 1];
  if (!mine || !version) return <Missing />;
  const { receipt, path } = version;
  const facts: [string, string][] = [
    [t("contests.title"), `${say(contest.data.page.title)}（${receipt.contest}）`],
    [t("contests.work"), mine.title],
    [t("contests.work.id"), receipt.work],
    [t("contests.version"), receipt.late ? t("contests.late") : String(receipt.version)],
    [t("contests.file"), `${version.name}（${size(receipt.size)}）`],
    [t("contests.received"), `${moment(receipt.at)}（${receipt.at}）`],
    ["SHA-256", receipt.sha256],
    [t("contests.signature"), receipt.signature],
    [t("contests.public_key"), receipt.public],
  ];
  return (
    <div className="stack">
      <div className="row no-print">
        <Link to={`/contests/${slug}?tab=own`}>{t("contests.receipt.back")}</Link>
        <Button type="primary" onClick={() => window.print()}>
          {t("contests.print")}
        </Button>
      </div>
      <article className="certificate">
        <h1>{t("contests.receipt")}</h1>
        {receipt.late && (
          <p>
            <strong>{t("contests.receipt.late")}</strong>
          </p>
        )}
        <table>
          <tbody>
            {facts.map(([label, value]) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{value}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {found.data.root && !receipt.late ? (
          <>
            <h2>{t("contests.path")}</h2>
            <ol className="digest">
              {path.map((step) => (
                <li key={step.hash}>
                  {t(`contests.path.${step.side}`)} <code>{step.hash}</code>
                </li>
              ))}
            </ol>
            <p>
              {t("contests.path.root")} <code className="digest">{found.data.root}</code>
            </p>
          </>
        ) : (
          !receipt.late && <p className="soft">{t("contests.path.later")}</p>
        )}
        <p className="soft">{t("contests.receipt.note")}</p>
      </article>
    </div>
  );
}
