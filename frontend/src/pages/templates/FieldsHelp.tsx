/** The names a template may use, what each is, and how to write them. */
import { Modal, Table } from "antd";
import type { Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";

type Field = Schemas["TemplateField"];

export function FieldsHelp({ fields, open, close }: { fields: Field[]; open: boolean; close: () => void }) {
  const { t, say } = useTexts();
  return (
    <Modal open={open} onCancel={close} width={860} footer={null} title={t("templates.fields")}>
      <p>{t("templates.fields.hint")}</p>
      <pre className="detail">
        {"{{ office }}\n{%p for line in facts %}\n{{ line }}\n{%p endfor %}\n{%p if contact %}"}
      </pre>
      <Table<Field>
        rowKey="name"
        size="small"
        pagination={false}
        dataSource={fields}
        columns={[
          { key: "name", title: t("templates.name"), render: (_, row) => <code>{`{{ ${row.name} }}`}</code> },
          {
            key: "says",
            title: t("templates.says"),
            render: (_, row) => (
              <>
                {say(row)} {row.lines && <span className="soft">({t("templates.lines")})</span>}
              </>
            ),
          },
          {
            key: "example",
            title: t("templates.example"),
            width: 260,
            dataIndex: "example",
            className: "soft",
          },
        ]}
      />
    </Modal>
  );
}
