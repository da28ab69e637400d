/** Class reports: those there are, and making one. */
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, DatePicker, Empty, Form, Modal, Select, Table, type TableColumnsType } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { filled } from "../../parts/filled";
import { Problem, useWords } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { moment, money } from "../../parts/values";
import { useTexts } from "../../texts/texts";

type Row = Schemas["ReportRow"];
type List = Schemas["ReportList"];

export function Reports() {
  const { t } = useTexts();
  useTitle(t("nav.reports"));
  const [params, setParams] = useSearchParams();
  const page = Number(params.get("page") ?? 1);
  const [making, setMaking] = useState(false);
  const list = useQuery({
    queryKey: ["reports", page],
    queryFn: () => got(api.GET("/api/reports", { params: { query: { page } } })),
    placeholderData: keepPreviousData,
  });
  const columns = useColumns();
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  return (
    <div className="stack">
      <div className="row">
        <h1 className="grow">{t("nav.reports")}</h1>
        <Button type="primary" disabled={!list.data} onClick={() => setMaking(true)}>
          {t("reports.make")}
        </Button>
      </div>
      <p className="soft">{t("reports.hint")}</p>
      <Table<Row>
        rowKey="id"
        size="middle"
        loading={list.isPending}
        columns={columns}
        dataSource={list.data?.items ?? []}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("reports.none")} />,
        }}
        pagination={{ current: page, pageSize: 20, total: list.data?.total ?? 0, showSizeChanger: false }}
        onChange={(at) => setParams({ page: String(at.current) })}
        scroll={{ x: 860 }}
      />
      {making && list.data && <Make list={list.data} close={() => setMaking(false)} />}
    </div>
  );
}

function useColumns(): TableColumnsType<Row> {
  const { t, say } = useTexts();
  return [
    {
      key: "title",
      title: t("cases.name"),
      render: (_, row) => (
        <>
          <Link to={`/reports/${row.id}`}>{say(row.title)}</Link>
          <div className="soft">
            {say(row.below)} {row.first ?? "…"} – {row.last ?? "…"}
          </div>
        </>
      ),
    },
    {
      key: "clues",
      title: t("cases.clues"),
      width: 90,
      align: "right",
      className: "number",
      dataIndex: "clues",
    },
    {
      key: "amount",
      title: t("clues.amount"),
      width: 140,
      align: "right",
      className: "number",
      render: (_, row) => money(row.amount),
    },
    { key: "by", title: t("reports.by"), width: 120, render: (_, row) => row.by.name },
    {
      key: "at",
      title: t("reports.at"),
      width: 150,
      className: "number",
      render: (_, row) => moment(row.at),
    },
    {
      key: "case",
      title: t("reports.case"),
      width: 130,
      render: (_, row) => (row.case ? <Link to={`/cases/${row.case}`}>{t("reports.to_case")}</Link> : "—"),
    },
  ];
}

function Make({ list, close }: { list: List; close: () => void }) {
  const { t, say } = useTexts();
  const { message } = App.useApp();
  const words = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [form] = Form.useForm<{ model: string; office: string; first?: Dayjs; last?: Dayjs }>();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    const values = await filled(form);
    if (!values) return;
    setBusy(true);
    try {
      const made = await got(
        api.POST("/api/reports", {
          body: {
            model: values.model,
            office: values.office,
            first: values.first?.format("YYYY-MM-DD") ?? null,
            last: values.last?.format("YYYY-MM-DD") ?? null,
          },
        }),
      );
      await queries.invalidateQueries({ queryKey: ["reports"] });
      await navigate(`/reports/${made.id}`);
    } catch (error) {
      message.error(words(error), 6);
    }
    setBusy(false);
  };
  const must = [{ required: true, message: t("act.required") }];
  return (
    <Modal
      open
      title={t("reports.make")}
      okText={t("reports.make")}
      confirmLoading={busy}
      onCancel={close}
      onOk={save}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ model: list.models[0]?.code, office: list.offices[0]?.code }}
      >
        <Form.Item name="model" label={t("reports.model")} rules={must}>
          <Select
            options={list.models.map((one) => ({ value: one.code, label: `${say(one)} ${one.count}` }))}
          />
        </Form.Item>
        <Form.Item name="office" label={t("reports.office")} rules={must}>
          <Select
            showSearch={{ optionFilterProp: "label" }}
            options={list.offices.map((one) => ({ value: one.code, label: say(one) }))}
          />
        </Form.Item>
        <Form.Item name="first" label={t("reports.first")}>
          <DatePicker style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="last" label={t("reports.last")}>
          <DatePicker style={{ width: "100%" }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
