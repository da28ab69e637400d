/** Who a user is at the log-in provider and in the directory; nobody comes in by either without this. */
import { Form, Input, Modal } from "antd";
import { useState } from "react";
import { api, got } from "../../client/client";
import { useTexts } from "../../texts/texts";
import type { Done, Row } from "./Users";

interface Props {
  row: Row;
  made: (answer: Promise<Done>) => Promise<boolean>;
  close: () => void;
}

export function IdentityForm({ row, made, close }: Props) {
  const { t } = useTexts();
  const [form] = Form.useForm<{ oidc?: string; ldap?: string }>();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    const { oidc, ldap } = form.getFieldsValue();
    const body = { oidc: oidc?.trim() || null, ldap: ldap?.trim() || null, version: row.version };
    const params = { path: { number: row.id } };
    const done = await made(got(api.PUT("/api/users/{number}/identities", { params, body })));
    setBusy(false);
    if (done) close();
  };
  return (
    <Modal
      open
      title={t("users.identities")}
      okText={t("save")}
      confirmLoading={busy}
      onCancel={close}
      onOk={save}
    >
      <p>{`${row.name} ${row.username}`}</p>
      <p className="soft">{t("users.identities.hint")}</p>
      <Form form={form} layout="vertical" initialValues={{ oidc: row.oidc, ldap: row.ldap }}>
        <Form.Item name="oidc" label={t("users.oidc")}>
          <Input maxLength={255} autoComplete="off" />
        </Form.Item>
        <Form.Item name="ldap" label={t("users.ldap")}>
          <Input maxLength={255} autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
