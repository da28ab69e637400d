/** The certificate of destruction of a version, to be printed and signed. */
import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { Link, useParams } from "react-router";
import { api, got } from "../../client/client";
import { Missing } from "../../parts/Missing";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";

export function Certificate() {
  const { id = "", number = "" } = useParams();
  const { t, say } = useTexts();
  useTitle(t("data.certificate"));
  const query = { version: Number(number) };
  const found = useQuery({
    queryKey: ["dataset", id, query],
    queryFn: () => got(api.GET("/api/data/datasets/{dataset}", { params: { path: { dataset: id }, query } })),
  });
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return <Skeleton active paragraph={{ rows: 12 }} />;
  const paper = found.data.certificates.find((one) => one.number === Number(number));
  if (!paper) return <Missing />;
  const facts: [string, string][] = [
    [t("data.dataset"), `${say(found.data.title)}（${paper.dataset}）`],
    [t("data.version"), `${paper.number} · ${paper.version}`],
    [t("data.standard"), paper.standard],
    [t("data.owner"), say(found.data.owner)],
    [t("data.rows"), paper.rows.toLocaleString("en-US")],
    [t("data.destroyed.at"), moment(paper.destroyed)],
    [t("data.by.destroyed"), paper.by],
    [t("data.basis"), paper.basis],
    [t("data.why.label"), paper.why],
    [t("data.proofs.label"), paper.proofs.join(t("comma")) || t("data.proofs.none")],
  ];
  return (
    <div className="stack">
      <div className="row no-print">
        <Link to={`/data/${id}`}>{t("data.back.dataset")}</Link>
        <Button type="primary" onClick={() => window.print()}>
          {t("data.print")}
        </Button>
        <Button href={`/api/data/datasets/${id}/certificates/${paper.number}`}>
          {t("data.certificate.file")}
        </Button>
      </div>
      <article className="certificate">
        <h1>{t("data.certificate")}</h1>
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
        <Files title={t("data.certificate.files")} rows={paper.files} />
        <Files title={t("data.certificate.kept")} rows={paper.kept} />
        <p className="soft">{t("data.certificate.note")}</p>
        <p>{t("data.certificate.sign")}</p>
      </article>
    </div>
  );
}

function Files({ title, rows }: { title: string; rows: string[][] }) {
  const { t } = useTexts();
  if (!rows.length) return null;
  return (
    <>
      <h2>{title}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("data.file")}</th>
            <th scope="col">SHA-256</th>
            <th scope="col">{t("data.bytes")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([path, digest, bytes]) => (
            <tr key={path}>
              <td>{path?.split("/").slice(-2).join("/")}</td>
              <td>
                <code>{digest}</code>
              </td>
              <td className="number">{bytes}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
