/** Requests to agencies: what waits, what is overdue, what was handed up; and drafting one. */
import type { TableColumnsType } from "antd";
import { Link } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { useTitle } from "../../parts/useTitle";
import { Deadline, Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { TONES } from "./choices";
import { RequestForm } from "./RequestForm";
import { SupplyList } from "./SupplyList";

type Row = Schemas["RequestRow"];
const VIEWS = ["open", "overdue", "escalated", "closed", "all"] as const;

export function Requests() {
  const { t } = useTexts();
  useTitle(t("nav.supply"));
  return (
    <SupplyList
      at="requests"
      views={VIEWS}
      label={(view, n) => t(`supply.view.${view}`, { n })}
      columns={useColumns()}
      list={(query) => got(api.GET("/api/supply/requests", { params: { query } }))}
      add={t("supply.request.new")}
      none={t("supply.requests.none")}
      first={<Link to="/coverage">{t("supply.to_coverage")}</Link>}
      form={(close) => <RequestForm close={close} />}
    />
  );
}

function useColumns(): TableColumnsType<Row> {
  const { t, say } = useTexts();
  return [
    {
      key: "agency",
      title: t("supply.agency"),
      render: (_, row) => (
        <>
          <Link to={`/supply/requests/${row.id}`}>{row.agency}</Link>
          <div className="soft">{row.purpose}</div>
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
      width: 190,
      render: (_, row) => (
        <>
          {say(row.office)}
          <div className="soft">{row.owner.name}</div>
        </>
      ),
    },
    {
      key: "state",
      title: t("clues.state"),
      width: 150,
      render: (_, row) => <RequestState row={row} />,
    },
    {
      key: "due",
      title: t("supply.due"),
      width: 200,
      render: (_, row) =>
        row.state.code === "sent" || row.state.code === "partial" ? (
          <Deadline day={row.due} />
        ) : (
          <span className="number">{row.due ?? "—"}</span>
        ),
    },
  ];
}

export function RequestState({ row }: { row: Row }) {
  const { t, say } = useTexts();
  return (
    <>
      <Mark tone={TONES[row.state.code] ?? "plain"}>{say(row.state)}</Mark>
      {row.escalated && <Mark tone="violet">{t("supply.handed_up", { office: say(row.escalated) })}</Mark>}
      {row.refusal && <div className="soft cap">{say(row.refusal)}</div>}
    </>
  );
}
