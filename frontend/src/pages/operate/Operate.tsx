/** How the desk is: health, sizes and counts, the keeper's rounds, the settings. No clue and no person. */
import { useQuery } from "@tanstack/react-query";
import { Alert, Button, Card, Descriptions, Skeleton, Table } from "antd";
import { api, got, type Schemas } from "../../client/client";
import { Problem } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Mark, moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";

type Told = Schemas["Operate"];

export function Operate() {
  const { t, say } = useTexts();
  useTitle(t("nav.operate"));
  const told = useQuery({ queryKey: ["operate"], queryFn: () => got(api.GET("/api/operate")) });
  if (told.isError) return <Problem error={told.error} retry={told.refetch} />;
  if (!told.data) return <Skeleton active paragraph={{ rows: 10 }} />;
  const one = told.data;
  const good = one.well && one.checks.every((check) => check.ok);
  return (
    <div className="stack">
      <div className="row">
        <h1 className="grow">{t("nav.operate")}</h1>
        <span className="soft number">{moment(one.at)}</span>
        <Button onClick={() => void told.refetch()} loading={told.isFetching}>
          {t("operate.refresh")}
        </Button>
      </div>
      <Alert
        type={good ? "success" : one.well ? "warning" : "error"}
        showIcon
        title={t(good ? "operate.well" : "operate.unwell")}
      />
      <Card title={t("operate.checks")}>
        <Descriptions
          column={1}
          size="small"
          items={one.checks.map((check) => ({
            key: check.code,
            label: say(check),
            children: check.ok ? (
              <Mark tone="green">{t("operate.ok")}</Mark>
            ) : (
              <span className="row">
                <Mark tone="red">{t("operate.problem")}</Mark>
                {say(check.problem)}
              </span>
            ),
          }))}
        />
      </Card>
      <Figures told={one} />
      <Rounds rounds={one.rounds} />
      <Settings settings={one.settings} />
    </div>
  );
}

function size(bytes: number | null | undefined): string {
  if (bytes === null || bytes === undefined) return "—";
  const units = ["B", "KB", "MB", "GB", "TB"];
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${(bytes / 1000 ** step).toFixed(step ? 1 : 0)} ${units[step]}`;
}

function Figures({ told }: { told: Told }) {
  const { t } = useTexts();
  const free = (folder: string) => size(told.free.find((one) => one.folder === folder)?.bytes);
  const items = [
    { key: "version", label: t("operate.version"), children: told.version },
    {
      key: "database",
      label: t("operate.database"),
      children: `${told.database} ${size(told.database_bytes)}`,
    },
    { key: "lake", label: t("operate.lake"), children: size(told.lake_bytes) },
    { key: "log", label: t("operate.log"), children: size(told.audit_bytes) },
    { key: "free.lake", label: t("operate.free.lake"), children: free("lake") },
    { key: "free.desk", label: t("operate.free.desk"), children: free("desk") },
    { key: "datasets", label: t("operate.datasets"), children: told.datasets ?? "—" },
    { key: "runs", label: t("operate.runs"), children: told.runs ?? "—" },
    { key: "unsealed", label: t("operate.unsealed"), children: told.unsealed },
    { key: "sessions", label: t("operate.sessions"), children: told.sessions },
  ];
  return (
    <Card title={t("operate.figures")}>
      <Descriptions className="number" column={{ xs: 1, md: 2 }} size="small" items={items} />
    </Card>
  );
}

function Rounds({ rounds }: { rounds: Told["rounds"] }) {
  const { t } = useTexts();
  return (
    <Card title={t("operate.rounds")}>
      <Table
        rowKey="server"
        size="small"
        pagination={false}
        dataSource={rounds}
        locale={{ emptyText: t("operate.rounds.none") }}
        columns={[
          { key: "server", title: t("operate.server"), dataIndex: "server" },
          {
            key: "at",
            title: t("operate.round.at"),
            render: (_, row) => (
              <span className="row">
                <span className="number">{moment(row.at)}</span>
                <Mark tone={row.ok ? "green" : "red"}>{t(row.ok ? "operate.ok" : "operate.problem")}</Mark>
              </span>
            ),
          },
          { key: "seconds", title: t("operate.round.seconds"), dataIndex: "seconds", className: "number" },
          {
            key: "error",
            title: t("operate.round.error"),
            render: (_, row) => (row.error_at ? `${moment(row.error_at)} ${row.error}` : "—"),
          },
        ]}
      />
    </Card>
  );
}

function Settings({ settings }: { settings: Told["settings"] }) {
  const { t } = useTexts();
  return (
    <Card title={t("operate.settings")}>
      <p className="soft">{t("operate.settings.hint")}</p>
      <Table
        rowKey="name"
        size="small"
        pagination={false}
        dataSource={settings}
        scroll={{ x: 800 }}
        columns={[
          { key: "name", title: t("operate.setting"), render: (_, row) => <code>{row.name}</code> },
          {
            key: "value",
            title: t("operate.value"),
            render: (_, row) => (row.value === row.default ? row.value : <strong>{row.value}</strong>),
          },
          { key: "default", title: t("operate.default"), dataIndex: "default", className: "soft" },
          { key: "about", title: t("operate.about"), dataIndex: "about" },
        ]}
      />
    </Card>
  );
}
