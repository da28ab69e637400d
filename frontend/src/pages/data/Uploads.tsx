/** Deliveries that are neither imported nor discarded. */
import { useQuery } from "@tanstack/react-query";
import { Card, Table } from "antd";
import { Link } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Mark, moment, type Tone } from "../../parts/values";
import { useTexts } from "../../texts/texts";

type Row = Schemas["UploadInfo"];

const TONES: Record<string, Tone> = {
  uploaded: "blue",
  mapped: "violet",
  importing: "amber",
  imported: "green",
  failed: "red",
  fetching: "amber",
  unfetched: "red",
};

export function UploadState({ of }: { of: Pick<Row, "state"> }) {
  const { say } = useTexts();
  return <Mark tone={TONES[of.state.code] ?? "plain"}>{say(of.state)}</Mark>;
}

export function size(bytes: number): string {
  return bytes < 1 << 20 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / (1 << 20)).toFixed(1)} MB`;
}

export function Uploads() {
  const { t, say } = useTexts();
  const query = { open: true, size: 20 };
  const list = useQuery({
    queryKey: ["uploads", query],
    queryFn: () => got(api.GET("/api/data/uploads", { params: { query } })),
    refetchInterval: ({ state }) =>
      state.data?.items.some((one) => ["fetching", "importing"].includes(one.state.code)) ? 2000 : 30_000,
  });
  if (!list.data?.items.length) return null;
  return (
    <Card size="small" title={t("data.waiting")}>
      <Table<Row>
        rowKey="id"
        size="small"
        pagination={false}
        dataSource={list.data.items}
        columns={[
          {
            key: "name",
            title: t("data.file"),
            render: (_, one) => <Link to={`/data/uploads/${one.id}`}>{one.name}</Link>,
          },
          { key: "state", title: t("clues.state"), width: 130, render: (_, one) => <UploadState of={one} /> },
          {
            key: "size",
            title: t("data.size"),
            width: 100,
            align: "right",
            render: (_, one) => size(one.size),
          },
          {
            key: "by",
            title: t("data.by"),
            render: (_, one) => (
              <>
                {one.by.name} <span className="soft">{say(one.office)}</span>
              </>
            ),
          },
          { key: "at", title: t("data.at"), width: 150, render: (_, one) => moment(one.at) },
        ]}
      />
    </Card>
  );
}
