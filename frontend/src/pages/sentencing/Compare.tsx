/** Two kept calculations beside each other: only the steps in which they differ. */
import { useQuery } from "@tanstack/react-query";
import { Card, Skeleton } from "antd";
import { Link, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import "./sentencing.css";
import { signed } from "./WhatIf";

export function Compare() {
  const { t, say } = useTexts();
  useTitle(t("sentencing.compare"));
  const [params] = useSearchParams();
  const query = { one: Number(params.get("one")), other: Number(params.get("other")) };
  const found = useQuery({
    queryKey: ["sentencing", "compare", query],
    queryFn: () => got(api.GET("/api/sentencing/compare", { params: { query } })),
  });
  if (found.isError) return <Problem error={found.error} retry={found.refetch} />;
  if (!found.data) return <Skeleton active />;
  const page = found.data;
  return (
    <div className="stack">
      <h1>{t("sentencing.compare")}</h1>
      <Card>
        <div className="scroll-x">
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{t("sentencing.tree.step")}</th>
                <Head one={page.one} />
                <Head one={page.other} />
              </tr>
            </thead>
            <tbody>
              <tr className="top">
                <td>{t("sentencing.term")}</td>
                <td>{say(page.one_form)}</td>
                <td>
                  {say(page.other_form)}{" "}
                  {t("sentencing.moved", { low: signed(page.low), high: signed(page.high) })}
                </td>
              </tr>
              {page.steps.map((one, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a step may stand under several crimes, and none ever moves
                <tr key={at}>
                  <td>
                    {say(one.title)} <span className="soft">{say(one.under)}</span>
                  </td>
                  <td className="number">{say(one.one) || "—"}</td>
                  <td className="number">{say(one.other) || "—"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {page.steps.length === 0 && <p className="soft">{t("sentencing.compare.same")}</p>}
      </Card>
    </div>
  );
}

function Head({ one }: { one: Schemas["KeptRow"] }) {
  return (
    <th scope="col">
      <Link to={`/sentencing/kept/${one.id}`}>{one.title}</Link>
      <div className="soft">
        {one.by.name} {moment(one.at)}
      </div>
    </th>
  );
}
