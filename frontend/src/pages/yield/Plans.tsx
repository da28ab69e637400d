/** Which clues to check when people can check so many: the plans there are, and making one. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Button, Card, Empty, Form, InputNumber, Select, Skeleton, Table, type TableColumnsType } from "antd";
import { Link, useNavigate, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";
import { Scroll } from "../data/Scroll";
import { Head } from "./Head";

type Row = Schemas["CheckPlanRow"];
type List = Schemas["CheckPlanList"];

export function Plans() {
  const { t } = useTexts();
  const [params, setParams] = useSearchParams();
  const page = Number(params.get("page") ?? 1);
  const list = useQuery({
    queryKey: ["measure", "plans", page],
    queryFn: () => got(api.GET("/api/measure/plans", { params: { query: { page } } })),
    placeholderData: keepPreviousData,
  });
  const columns = useColumns();
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  if (!list.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  return (
    <div className="stack">
      <Head title="plans.title" hint="plans.hint" />
      <Card className="no-print">
        <Make list={list.data} />
      </Card>
      <Scroll label={t("plans.list")} width={820}>
        <Table<Row>
          rowKey="id"
          size="middle"
          columns={columns}
          dataSource={list.data.items}
          locale={{
            emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("plans.none")} />,
          }}
          pagination={{ current: page, pageSize: 20, total: list.data.total, hideOnSinglePage: true }}
          onChange={(at) => setParams({ page: String(at.current) })}
        />
      </Scroll>
      <p className="soft">{t("plans.how", { n: list.data.weight })}</p>
    </div>
  );
}

interface Given {
  capacity: number;
  percent: number;
  office?: string;
  line?: string;
}

function Make({ list }: { list: List }) {
  const { t, say } = useTexts();
  const words = useWords();
  const go = useNavigate();
  const queries = useQueryClient();
  const make = useMutation({
    mutationFn: ({ percent, ...rest }: Given) =>
      got(api.POST("/api/measure/plans", { body: { ...rest, share: percent / 100 } })),
    onSuccess: (made) => {
      void queries.invalidateQueries({ queryKey: ["measure", "plans"] });
      void go(`/yield/check/${made.id}`);
    },
  });
  return (
    <>
      <p>{t("plans.ready", { n: list.ready.toLocaleString() })}</p>
      <Form<Given>
        layout="inline"
        className="making"
        initialValues={{ capacity: 20, percent: 15 }}
        onFinish={(given) => make.mutate(given)}
      >
        <Form.Item name="capacity" label={t("plans.capacity")} rules={[{ required: true }]}>
          <InputNumber min={1} max={500} precision={0} />
        </Form.Item>
        <Form.Item name="percent" label={t("plans.percent")} rules={[{ required: true }]}>
          <InputNumber min={0} max={100} precision={0} />
        </Form.Item>
        <Form.Item name="office" label={t("users.office")}>
          <Select
            allowClear
            style={{ width: 210 }}
            placeholder={t("plans.all_offices")}
            showSearch={{ optionFilterProp: "label" }}
            options={list.offices.map((one) => ({ value: one.code, label: say(one) }))}
          />
        </Form.Item>
        <Form.Item name="line" label={t("clues.line")}>
          <Select
            allowClear
            style={{ width: 150 }}
            placeholder={t("plans.all_lines")}
            options={list.lines.map((one) => ({ value: one.code, label: say(one) }))}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={make.isPending} disabled={list.ready === 0}>
          {t("plans.make")}
        </Button>
      </Form>
      {make.isError && (
        <p role="alert" className="wrong">
          {words(make.error)}
        </p>
      )}
      {list.ready === 0 && <p className="soft">{t("plans.nothing")}</p>}
    </>
  );
}

function useColumns(): TableColumnsType<Row> {
  const { t, say } = useTexts();
  return [
    {
      key: "at",
      title: t("plans.at"),
      render: (_, row) => (
        <>
          <Link to={`/yield/check/${row.id}`}>{moment(row.at)}</Link>
          <div className="soft">{row.by.name}</div>
        </>
      ),
    },
    {
      key: "part",
      title: t("users.office"),
      render: (_, row) => (
        <>
          {say(row.office)}
          <div className="soft">{row.line ? say(row.line) : t("plans.all_lines")}</div>
        </>
      ),
    },
    { key: "waiting", title: t("yield.waiting"), align: "right", className: "number", dataIndex: "waiting" },
    { key: "picked", title: t("plans.picked"), align: "right", className: "number", dataIndex: "picked" },
    { key: "drawn", title: t("plans.drawn"), align: "right", className: "number", dataIndex: "drawn" },
    {
      key: "expected",
      title: t("plans.expected"),
      align: "right",
      className: "number",
      render: (_, row) => row.expected.toFixed(1),
    },
  ];
}
