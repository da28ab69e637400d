/** Offices on other networks and the keys their files are checked with: for the security administrator. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Card, Empty, Form, Input, Modal, Table, type TableColumnsType, Typography } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { filled } from "../../parts/filled";
import { Problem, useWords } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { Mark, moment } from "../../parts/values";
import { useTexts } from "../../texts/texts";

type Page = Schemas["Partners"];
type Row = Schemas["PartnerInfo"];
type Changed = (made: Promise<Page>) => Promise<boolean>;

export function Partners() {
  const { t } = useTexts();
  useTitle(t("nav.partners"));
  const queries = useQueryClient();
  const { message } = App.useApp();
  const words = useWords();
  const [adding, setAdding] = useState(false);
  const list = useQuery({ queryKey: ["partners"], queryFn: () => got(api.GET("/api/exchange/partners")) });
  const changed: Changed = async (made) => {
    try {
      queries.setQueryData(["partners"], await made);
      return true;
    } catch (error) {
      message.error(words(error), 6);
      return false;
    }
  };
  const columns = useColumns(changed);
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  return (
    <div className="stack">
      <div className="row">
        <h1 className="grow">{t("nav.partners")}</h1>
        <Button type="primary" onClick={() => setAdding(true)}>
          {t("partners.add")}
        </Button>
      </div>
      <p className="soft">{t("partners.hint")}</p>
      {list.data && (
        <Card title={t("partners.own")}>
          <Typography.Paragraph copyable className="detail">
            {list.data.own_public}
          </Typography.Paragraph>
          <div>
            {t("partners.fingerprint")} <code>{list.data.own_fingerprint}</code>
          </div>
        </Card>
      )}
      <Table<Row>
        rowKey="code"
        size="middle"
        loading={list.isPending}
        columns={columns}
        dataSource={list.data?.items ?? []}
        pagination={false}
        locale={{
          emptyText: <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("partners.none")} />,
        }}
        scroll={{ x: 860 }}
      />
      {adding && <Add changed={changed} close={() => setAdding(false)} />}
    </div>
  );
}

function useColumns(changed: Changed): TableColumnsType<Row> {
  const { t } = useTexts();
  const act = (row: Row) =>
    changed(
      got(
        api.POST("/api/exchange/partners/{code}/act", {
          params: { path: { code: row.code } },
          body: { action: row.active ? "deactivate" : "activate" },
        }),
      ),
    );
  return [
    { key: "code", title: t("offices.code"), width: 110, dataIndex: "code", className: "number" },
    { key: "zh", title: t("users.office"), dataIndex: "zh" },
    {
      key: "fingerprint",
      title: t("partners.fingerprint"),
      render: (_, row) => <code className="detail">{row.fingerprint}</code>,
    },
    {
      key: "active",
      title: t("clues.state"),
      width: 110,
      render: (_, row) => (
        <Mark tone={row.active ? "green" : "plain"}>
          {t(row.active ? "partners.active" : "partners.inactive")}
        </Mark>
      ),
    },
    {
      key: "by",
      title: t("partners.by"),
      width: 160,
      render: (_, row) => (
        <>
          {row.by.name} <div className="soft number">{moment(row.at)}</div>
        </>
      ),
    },
    {
      key: "act",
      title: t("users.actions"),
      width: 130,
      render: (_, row) => (
        <Button size="small" onClick={() => void act(row)}>
          {t(row.active ? "partners.deactivate" : "partners.activate")}
        </Button>
      ),
    },
  ];
}

function Add({ changed, close }: { changed: Changed; close: () => void }) {
  const { t } = useTexts();
  const [form] = Form.useForm<Schemas["NewPartner"]>();
  const must = [{ required: true, message: t("act.required") }];
  const save = async () => {
    const body = await filled(form);
    if (body && (await changed(got(api.POST("/api/exchange/partners", { body }))))) close();
  };
  return (
    <Modal open title={t("partners.add")} okText={t("save")} onCancel={close} onOk={save}>
      <p>{t("partners.add.hint")}</p>
      <Form form={form} layout="vertical">
        <Form.Item name="code" label={t("offices.code")} rules={must}>
          <Input maxLength={12} />
        </Form.Item>
        <Form.Item name="zh" label={t("users.office")} rules={must}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="public" label={t("partners.public")} rules={must}>
          <Input.TextArea rows={4} maxLength={2000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
