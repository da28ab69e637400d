/** What was handed in of a work, in the order of time, each with its receipt. */
import { Link } from "react-router";
import { Mark, moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import type { OwnWork } from "./OwnWorks";
import { WholeTag } from "./tags";
import type { Page } from "./useContest";
import "../figures/figures.css";

const KILO = 1000;

export function receiptPlace(page: Page, work: OwnWork, place: number): string {
  return `/contests/${page.slug}/works/${work.id}/receipts/${place + 1}`;
}

/** Bytes as people say them. */
export function size(bytes: number): string {
  if (bytes < KILO) return `${bytes} B`;
  if (bytes < KILO * KILO) return `${(bytes / KILO).toFixed(1)} KB`;
  return `${(bytes / KILO / KILO).toFixed(1)} MB`;
}

export function Versions({ page, work }: { page: Page; work: OwnWork }) {
  const { t } = useTexts();
  const last = Math.max(...work.versions.map((one) => one.number));
  return (
    <table className="figures">
      <thead>
        <tr>
          <th scope="col">{t("contests.version")}</th>
          <th scope="col" className="words">
            {t("contests.file")}
          </th>
          <th scope="col" className="words">
            {t("contests.whole")}
          </th>
          <th scope="col">{t("contests.receipt")}</th>
        </tr>
      </thead>
      <tbody>
        {work.versions.map((one, place) => (
          <tr key={`${one.receipt.at}${one.receipt.sha256}`}>
            <th scope="row">
              {one.number > 0 ? t("contests.version.n", { n: one.number }) : t("contests.late")}{" "}
              {one.number === last && last > 0 && <Mark tone="blue">{t("contests.version.counts")}</Mark>}
              <div className="soft small number">{moment(one.receipt.at)}</div>
            </th>
            <td className="words">
              {one.name}
              <div className="soft small">{size(one.receipt.size)}</div>
            </td>
            <td className="words">{one.number > 0 ? <WholeTag whole={one.whole} /> : "—"}</td>
            <td>
              <Link to={receiptPlace(page, work, place)}>{t("contests.receipt.see")}</Link>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
