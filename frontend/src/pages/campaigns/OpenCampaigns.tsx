/** Campaigns under way, on the first page: those this office has not answered first. */
import { useQuery } from "@tanstack/react-query";
import { Card, List } from "antd";
import { Link } from "react-router";
import { api, got } from "../../client/client";
import { Deadline, Mark } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { PartTag } from "./tags";

export function OpenCampaigns() {
  const { t } = useTexts();
  const query = { view: "open", size: 5 } as const;
  const list = useQuery({
    queryKey: ["campaigns", "open", query.size],
    queryFn: () => got(api.GET("/api/campaigns", { params: { query } })),
  });
  const waits = (one: { own?: { code: string } | null }) => (one.own?.code === "asked" ? 0 : 1);
  const shown = [...(list.data?.items ?? [])].sort((a, b) => waits(a) - waits(b));
  if (!shown.length) return null;
  return (
    <Card
      title={t("campaigns.open")}
      extra={<Link to="/campaigns?view=open">{t("today.all")}</Link>}
      className="open-campaigns"
    >
      <List
        dataSource={shown}
        renderItem={(one) => (
          <List.Item>
            <div>
              <Link to={`/campaigns/${one.id}`}>{one.name}</Link>
              <div className="row tight">
                {one.own && <PartTag state={one.own} />}
                {one.reminded && <Mark tone="red">{t("campaigns.reminded")}</Mark>}
                <Deadline day={one.last} />
                <span className="soft">
                  {t("campaigns.counts", { taken: one.taken, all: one.parts, unseen: one.unseen })}
                </span>
              </div>
            </div>
          </List.Item>
        )}
      />
    </Card>
  );
}
