/** The course: its exercises as they stand for the reader, the certificate, and for trainers who passed what. */
import { PrinterOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button, Skeleton } from "antd";
import { Link } from "react-router";
import { api, got } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { State } from "./Guide";
import { People } from "./People";
import "./training.css";

export function Training() {
  const { t, say, lang } = useTexts();
  useTitle(t("nav.training"));
  const list = useQuery({ queryKey: ["training"], queryFn: () => got(api.GET("/api/training")) });
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  if (!list.data) return <Skeleton active paragraph={{ rows: 12 }} />;
  const { items, trainer } = list.data;
  const passed = items.filter((one) => one.state === "passed").length;
  return (
    <div className="stack">
      <div className="row">
        <h1 className="grow">{t("nav.training")}</h1>
        {passed > 0 && (
          <Button icon={<PrinterOutlined />} href={`/api/training/certificate?lang=${lang}`}>
            {t("training.certificate")}
          </Button>
        )}
      </div>
      <p className="soft">{t("training.hint.page")}</p>
      <p>{t("training.so.far", { n: passed, of: items.length })}</p>
      <ol className="course">
        {items.map((one) => (
          <li key={one.id}>
            <div className="row">
              <Link to={`/training/${one.id}`}>{say(one.title)}</Link>
              <State page={one} />
              <span className="soft">
                {one.passed ? moment(one.passed) : t("training.minutes", { n: one.minutes })}
              </span>
            </div>
            <p className="soft first">{say(one.learn)}</p>
          </li>
        ))}
      </ol>
      {trainer && <People />}
    </div>
  );
}
