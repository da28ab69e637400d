/** Agreements with agencies: in force, running out, ended; and writing one down. */
import type { TableColumnsType } from "antd";
import { Link } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { useTitle } from "../../parts/useTitle";
import { Deadline, Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { AgreementForm } from "./AgreementForm";
import { TONES } from "./choices";
import { SupplyList } from "./SupplyList";

type Row = Schemas["AgreementRow"];
const VIEWS = ["active", "expiring", "ended", "all"] as const;

export function Agreements() {
  const { t } = useTexts();
  useTitle(t("supply.agreements"));
  return (
    <SupplyList
      at="agreements"
      views={VIEWS}
      label={(view, n) => t(`supply.agreed.${view}`, { n })}
      columns={useColumns()}
      list={(query) => got(api.GET("/api/supply/agreements", { params: { query } }))}
      add={t("supply.agreement.new")}
      none={t("supply.agreements.none")}
      form={(close) => <AgreementForm close={close} />}
    />
  );
}

function useColumns(): TableColumnsType<Row> {
  const { t, say } = useTexts();
  return [
    {
      key: "title",
      title: t("supply.agreement"),
      render: (_, row) => (
        <>
          <Link to={`/supply/agreements/${row.id}`}>{row.title}</Link>
          <div className="soft">
            {row.agency} {row.number}
          </div>
        </>
      ),
    },
    {
      key: "items",
      title: t("supply.datasets"),
      render: (_, row) => row.items.map((one) => say(one.title)).join(t("comma")),
    },
    {
      key: "office",
      title: t("supply.office"),
      width: 180,
      render: (_, row) => (
        <>
          {say(row.office)}
          <div className="soft">{row.owner.name}</div>
        </>
      ),
    },
    {
      key: "often",
      title: t("supply.frequency"),
      width: 200,
      render: (_, row) => (
        <>
          <span className="cap">{say(row.frequency)}</span>
          {row.next && row.state.code === "active" && (
            <div>
              <Deadline day={row.next} />
            </div>
          )}
        </>
      ),
    },
    {
      key: "until",
      title: t("supply.until"),
      width: 150,
      render: (_, row) => (
        <>
          <span className="number">{row.until}</span>
          <div>
            <Mark tone={TONES[row.state.code] ?? "plain"}>{say(row.state)}</Mark>
          </div>
        </>
      ),
    },
  ];
}
