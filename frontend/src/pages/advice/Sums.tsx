/** The amounts of the act with what counted, what did not and what is uncertain; weights of drugs. */
import { Card } from "antd";
import type { Schemas } from "../../client/client";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { wordsAt } from "./wordsAt";

export function Sums({ found, said }: { found: Schemas["ChargeAdvice"]; said: string }) {
  const { t, say } = useTexts();
  const { amount, drugs } = found;
  return (
    <>
      <Card title={t("advice.amounts")}>
        <p>
          <b>{amount.yuan === null ? t("advice.no_sum") : t("advice.sum", { n: amount.yuan })}</b>
        </p>
        {amount.amounts.length > 0 && (
          <div className="scroll-x">
            <table className="plain">
              <thead>
                <tr>
                  <th scope="col">{t("advice.amount")}</th>
                  <th scope="col">{t("advice.words")}</th>
                  <th scope="col">{t("advice.what")}</th>
                  <th scope="col">{t("advice.counted")}</th>
                </tr>
              </thead>
              <tbody>
                {amount.amounts.map((one) => (
                  <tr key={one.place.start}>
                    <td className="number">{one.yuan}</td>
                    <td>{wordsAt(said, [one.place])}</td>
                    <td>{say(one.what)}</td>
                    <td>
                      <Mark tone={one.counted ? "green" : "plain"}>
                        {t(one.counted ? "advice.counted.yes" : "advice.counted.no")}
                      </Mark>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
        {amount.doubts.map((one) => (
          <p key={one.zh} className="soft">
            {say(one)}
          </p>
        ))}
      </Card>
      {drugs.length > 0 && (
        <Card title={t("advice.drugs")}>
          <ul className="reasons">
            {drugs.map((one) => (
              <li key={one.person + one.kind}>
                {one.person && `${one.person} · `}
                {t("advice.grams", { kind: one.kind || t("advice.no_kind"), n: one.grams })}{" "}
                <span className="soft">{wordsAt(said, one.places).join(t("comma"))}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </>
  );
}
