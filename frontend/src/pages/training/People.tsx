/** For who leads and reviews: what each of the office passed, by office and name. No score, no order by success. */
import { useQuery } from "@tanstack/react-query";
import { api, got } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";

export function People() {
  const { t, say } = useTexts();
  const found = useQuery({
    queryKey: ["training", "people"],
    queryFn: () => got(api.GET("/api/training/people")),
  });
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return null;
  const { exercises, items } = found.data;
  return (
    <section className="stack">
      <h2>{t("training.people")}</h2>
      {items.length === 0 && <p className="soft">{t("training.people.none")}</p>}
      {items.length > 0 && (
        <div className="wide">
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{t("training.person")}</th>
                <th scope="col">{t("training.office")}</th>
                <th scope="col">{t("training.people.passed")}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((one) => (
                <tr key={one.person.username}>
                  <th scope="row">{one.person.name}</th>
                  <td>{say(one.office)}</td>
                  <td>
                    {exercises
                      .filter(({ code }) => one.passed[code])
                      .map((each) => `${say(each)} ${moment(one.passed[each.code] ?? "")}`)
                      .join("; ") || "—"}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
