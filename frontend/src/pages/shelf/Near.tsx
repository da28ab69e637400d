/** What is there already: the nearest models, shown when asked for, before anybody builds the same again. */
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Card } from "antd";
import { Link } from "react-router";
import { api, got } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import { Scroll } from "../data/Scroll";
import type { Page } from "./Entry";

export function Near({ page }: { page: Page }) {
  const { t, say } = useTexts();
  const words = useWords();
  const look = useMutation({
    mutationFn: () => got(api.POST("/api/shelf/{number}/nearest", { params: { path: { number: page.id } } })),
  });
  const found = look.data;
  return (
    <Card
      title={t("shelf.near")}
      extra={
        <Button className="no-print" loading={look.isPending} onClick={() => look.mutate()}>
          {t("shelf.near.look")}
        </Button>
      }
    >
      {look.isError && <Alert type="error" showIcon title={words(look.error)} />}
      {!found && <p className="soft">{t("shelf.near.hint")}</p>}
      {found?.point.full && <Alert type="warning" showIcon title={say(found.point.said)} />}
      {found && found.items.length === 0 && <p>{t("shelf.near.none")}</p>}
      {found && found.items.length > 0 && (
        <Scroll label={t("shelf.near")} width={620}>
          <table className="figures">
            <thead>
              <tr>
                <th scope="col">{t("shelf.model")}</th>
                <th scope="col">{t("shelf.near.alike")}</th>
                <th scope="col" className="words">
                  {t("shelf.near.lists")}
                </th>
                <th scope="col" className="words">
                  {t("shelf.near.steps")}
                </th>
              </tr>
            </thead>
            <tbody>
              {found.items.map((one) => (
                <tr key={one.model}>
                  <th scope="row">
                    <Link to={`/models/${one.model}`}>{say(one.title)}</Link>
                    {one.same_point && <div className="soft">{t("shelf.near.point")}</div>}
                  </th>
                  <td>{one.value === null ? "—" : `${(100 * one.value).toFixed(0)} %`}</td>
                  <td className="words">{one.lists.map(say).join(t("comma")) || "—"}</td>
                  <td className="words">
                    {one.steps
                      .slice(0, 6)
                      .map(([mine, other]) => `${mine} = ${other}`)
                      .join(t("semicolon")) || "—"}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </Card>
  );
}
