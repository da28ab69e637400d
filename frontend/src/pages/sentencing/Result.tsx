/** A result: the term as an interval, both laws beside each other, every step, what is open, what needs review. */
import { Alert, Card } from "antd";
import type { ReactNode } from "react";
import type { Schemas } from "../../client/client";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import "./sentencing.css";
import { Tree } from "./Tree";

type Worked = Schemas["Worked"];

export function Result({ result, children }: { result: Worked; children?: ReactNode }) {
  const { t, say } = useTexts();
  return (
    <>
      <Card>
        <h1 className="sentence" role="status">
          {say(result.form)} {result.needs_review && <Mark tone="amber">{t("sentencing.review")}</Mark>}
        </h1>
        <p>
          {t("sentencing.months_of", { n: ends(result.low, result.high) })}
          {t("semicolon")}
          {t("sentencing.band", { n: ends(result.band[0] ?? 0, result.band[1] ?? 0) })}
        </p>
        {result.combined && <p className="soft">{t("sentencing.combined")}</p>}
        {result.left.length > 0 && (
          <p>{t("sentencing.left", { n: ends(result.left[0] ?? 0, result.left[1] ?? 0) })}</p>
        )}
        {children}
        <p className="soft">{say(result.disclaimer)}</p>
      </Card>
      {result.uncompared.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={t("sentencing.uncompared")}
          description={<Lines lines={result.uncompared} />}
        />
      )}
      <Laws crimes={result.crimes} />
      <Card title={t("sentencing.tree")}>
        <Tree steps={result.steps} />
      </Card>
      <Section title={t("sentencing.asks")} lines={result.asks} />
      <Section title={t("sentencing.reviews")} lines={result.reviews} />
      <Section title={t("sentencing.probation")} lines={result.probation} />
      <Section title={t("sentencing.notes")} lines={result.notes} />
      <Card title={t("sentencing.bases")}>
        <p className="soft">{result.bases.join(t("semicolon"))}</p>
      </Card>
    </>
  );
}

export function ends(low: number, high: number): string {
  return low === high ? String(low) : `${low}–${high}`;
}

function Section({ title, lines }: { title: string; lines: Schemas["Text"][] }) {
  if (!lines.length) return null;
  return (
    <Card title={title}>
      <Lines lines={lines} />
    </Card>
  );
}

function Lines({ lines }: { lines: Schemas["Text"][] }) {
  const { say } = useTexts();
  return (
    <ul className="reasons">
      {lines.map((one) => (
        <li key={one.zh}>{say(one)}</li>
      ))}
    </ul>
  );
}

/** Each crime under both laws, the one that applies marked (art. 12 of the Criminal Law). */
function Laws({ crimes }: { crimes: Worked["crimes"] }) {
  const { t, say } = useTexts();
  return (
    <Card title={t("sentencing.laws")}>
      <div className="scroll-x">
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{t("sentencing.charge")}</th>
              <th scope="col">{t("sentencing.law")}</th>
              <th scope="col">{t("sentencing.term")}</th>
              <th scope="col">{t("sentencing.exact")}</th>
            </tr>
          </thead>
          <tbody>
            {crimes.map((one, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: one charge may stand twice
              <Crime key={at} one={one} />
            ))}
          </tbody>
        </table>
      </div>
      {crimes.some((one) => one.situations > 1) && <p className="soft">{t("sentencing.situations")}</p>}
      {crimes
        .filter((one) => one.same_law)
        .map((one) => (
          <p key={one.charge} className="soft">
            {t("sentencing.same_law", { charge: one.charge })}
          </p>
        ))}
      {crimes.map((one) => one.uncompared && <p key={one.charge}>{say(one.uncompared)}</p>)}
    </Card>
  );
}

function Crime({ one }: { one: Schemas["CrimeTerm"] }) {
  const { t } = useTexts();
  return (
    <>
      <tr>
        <th scope="row">{one.charge}</th>
        <td>
          {one.law_day} {one.other && <Mark tone="green">{t("sentencing.lighter")}</Mark>}
        </td>
        <td className="number">{t("sentencing.n_months", { n: ends(one.low, one.high) })}</td>
        <td className="number">{one.exact}</td>
      </tr>
      {one.other && (
        <tr>
          <td />
          <td>
            {one.other.day} <Mark tone="plain">{t("sentencing.heavier")}</Mark>
          </td>
          <td className="number">{t("sentencing.n_months", { n: ends(one.other.low, one.other.high) })}</td>
          <td className="number">{one.other.exact}</td>
        </tr>
      )}
    </>
  );
}
