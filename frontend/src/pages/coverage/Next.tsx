/** Data to get next: what frees most models comes first. */
import { Empty, Table } from "antd";
import { Link } from "react-router";
import type { Schemas } from "../../client/client";
import { Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Scroll } from "../data/Scroll";
import type { Cover } from "./Coverage";
import { requestFor } from "./Matrix";

type Row = Schemas["NextData"];

export function Next({ map }: { map: Cover }) {
  const { t, say } = useTexts();
  const region = map.offices.find((one) => one.code === map.office.code)?.region ?? "";
  return (
    <Scroll label={t("coverage.next")} width={900}>
      <Table<Row>
        rowKey="standard"
        size="middle"
        dataSource={map.next}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("coverage.next.none")} />,
        }}
        columns={[
          {
            key: "title",
            title: t("data.dataset"),
            render: (_, one) => (
              <>
                {say(one.title)} <span className="soft">{one.whys.map(say).join(t("comma"))}</span>
                <div className="soft">{say(one.provider)}</div>
              </>
            ),
          },
          { key: "alone", title: t("coverage.alone"), width: 120, align: "right", dataIndex: "alone" },
          {
            key: "models",
            title: t("coverage.waiting"),
            render: (_, one) => (
              <>
                <strong className="number">{one.models.length}</strong>{" "}
                <span className="soft">
                  {one.lines.map((line) => `${say(line)} ${line.count}`).join(t("comma"))}
                </span>
                <div className="small">
                  {one.models.slice(0, 4).map((model) => (
                    <Link key={model.code} className="cell" to={`/models/${model.code}`}>
                      {say(model)}
                    </Link>
                  ))}
                  {one.models.length > 4 && t("data.more_models", { n: one.models.length - 4 })}
                </div>
              </>
            ),
          },
          {
            key: "offices",
            title: t("coverage.blocked_offices"),
            width: 110,
            align: "right",
            dataIndex: "offices",
          },
          {
            key: "acts",
            title: t("users.actions"),
            width: 190,
            render: (_, one) => (
              <>
                {one.requests.map((number) => (
                  <div key={number}>
                    <Link to={`/supply/requests/${number}`}>{t("coverage.asked")}</Link>
                  </div>
                ))}
                {one.agreements.length > 0 && <Mark tone="blue">{t("coverage.agreed")}</Mark>}
                {map.can && <Link to={requestFor([one.standard], region, "")}>{t("coverage.request")}</Link>}
              </>
            ),
          },
        ]}
      />
    </Scroll>
  );
}
