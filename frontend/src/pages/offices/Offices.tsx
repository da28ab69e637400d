/** The tree of offices: the reader's own and those below. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Empty, Form, Input, Modal, Select, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { api, got, type Schemas } from "../../client/client";
import { Problem, useWords } from "../../parts/Problem";
import { useTitle } from "../../parts/useTitle";
import { useTexts } from "../../texts/texts";

type Office = Schemas["OfficeRow"];
type Tree = Schemas["OfficeTree"];
interface Node extends Office {
  children?: Node[];
}

export function Offices() {
  const { t } = useTexts();
  useTitle(t("nav.offices"));
  const list = useQuery({ queryKey: ["offices"], queryFn: () => got(api.GET("/api/offices")) });
  const [edited, setEdited] = useState<Office | "new">();
  const columns = useColumns(setEdited);
  if (list.isError) return <Problem error={list.error} retry={list.refetch} />;
  return (
    <div className="stack">
      <div className="row">
        <h1 className="grow">{t("nav.offices")}</h1>
        <Button type="primary" disabled={!list.data} onClick={() => setEdited("new")}>
          {t("offices.add")}
        </Button>
      </div>
      {list.data && (
        <Table<Node>
          rowKey="code"
          size="middle"
          columns={columns}
          dataSource={nested(list.data.items)}
          expandable={{ defaultExpandAllRows: true }}
          pagination={false}
          locale={{ emptyText: <Empty description={t("offices.empty")} /> }}
          scroll={{ x: 1100 }}
        />
      )}
      {edited && list.data && (
        <OfficeForm
          office={edited === "new" ? undefined : edited}
          tree={list.data}
          close={() => setEdited(undefined)}
        />
      )}
    </div>
  );
}

/** Each office with those below it; they come with the upper ones first. */
function nested(items: Office[]): Node[] {
  const nodes = new Map<string, Node>(items.map((one) => [one.code, { ...one }]));
  const tops: Node[] = [];
  for (const node of nodes.values()) {
    const above = node.parent ? nodes.get(node.parent) : undefined;
    if (above) above.children = [...(above.children ?? []), node];
    else tops.push(node);
  }
  return tops;
}

function useColumns(edit: (row: Office) => void): TableColumnsType<Node> {
  const { t, say } = useTexts();
  return [
    { key: "name", title: t("users.office"), width: 300, render: (_, row) => say(row) },
    { key: "code", title: t("offices.code"), dataIndex: "code", width: 90, className: "number" },
    { key: "level", title: t("offices.level"), width: 90, render: (_, row) => say(row.level) },
    { key: "short", title: t("offices.short"), dataIndex: "short", width: 100 },
    { key: "contact", title: t("offices.contact"), dataIndex: "contact", width: 200 },
    {
      key: "people",
      title: t("offices.people"),
      width: 90,
      align: "right",
      className: "number",
      render: (_, row) => <Link to={`/users?office=${row.code}`}>{row.people}</Link>,
    },
    {
      key: "edit",
      title: t("users.actions"),
      width: 130,
      fixed: "right",
      render: (_, row) => (
        <Button size="small" onClick={() => edit(row)}>
          {t("offices.edit")}
        </Button>
      ),
    },
  ];
}

function OfficeForm({ office, tree, close }: { office: Office | undefined; tree: Tree; close: () => void }) {
  const { t, say } = useTexts();
  const { message } = App.useApp();
  const words = useWords();
  const queries = useQueryClient();
  const [form] = Form.useForm<Schemas["NewOffice"]>();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    const { code, level, parent, region, ...rest } = await form.validateFields();
    setBusy(true);
    try {
      const answer = office
        ? api.PUT("/api/offices/{code}", {
            params: { path: { code: office.code } },
            body: { ...rest, version: office.version },
          })
        : api.POST("/api/offices", { body: { code, level, parent, region, ...rest } });
      queries.setQueryData(["offices"], await got(answer as Promise<{ data?: Tree }>));
      message.success(t("users.done"));
      close();
    } catch (error) {
      message.error(words(error));
      void queries.invalidateQueries({ queryKey: ["offices"] });
    }
    setBusy(false);
  };
  const must = [{ required: true, message: t("act.required") }];
  const text = (name: "zh" | "en" | "short" | "contact", maxLength: number, needed = false) => (
    <Form.Item name={name} label={t(`offices.${name}`)} rules={needed ? must : []}>
      <Input maxLength={maxLength} />
    </Form.Item>
  );
  return (
    <Modal
      open
      title={t(office ? "offices.edit" : "offices.add")}
      okText={t("save")}
      confirmLoading={busy}
      onCancel={close}
      onOk={save}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={office ?? { parent: tree.items[0]?.code, region: "", en: "", short: "", contact: "" }}
      >
        {!office && (
          <>
            <Form.Item name="parent" label={t("offices.parent")} rules={must}>
              <Select
                showSearch={{ optionFilterProp: "label" }}
                options={tree.items.map((one) => ({ value: one.code, label: say(one) }))}
              />
            </Form.Item>
            <Form.Item name="level" label={t("offices.level")} rules={must}>
              <Select options={tree.levels.map((one) => ({ value: one.code, label: say(one) }))} />
            </Form.Item>
            <Form.Item name="code" label={t("offices.code")} rules={must}>
              <Input maxLength={12} />
            </Form.Item>
            <Form.Item name="region" label={t("offices.region")} extra={t("offices.region.hint")}>
              <Input maxLength={6} />
            </Form.Item>
          </>
        )}
        {text("zh", 80, true)}
        {text("en", 120)}
        {text("short", 8)}
        {text("contact", 80)}
      </Form>
    </Modal>
  );
}
