/** Adding somebody, or changing what he is. */
import { Form, Input, Modal, Select } from "antd";
import { useState } from "react";
import { api, got, type Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";
import type { Done, Row } from "./Users";

interface Props {
  user: Row | undefined;
  list: Schemas["UserList"];
  offices: Schemas["OfficeRow"][];
  made: (answer: Promise<Done>) => Promise<boolean>;
  close: () => void;
}

export function UserForm({ user, list, offices, made, close }: Props) {
  const { t, say } = useTexts();
  const [form] = Form.useForm<Schemas["NewUser"]>();
  const [busy, setBusy] = useState(false);
  const options = (of: Schemas["Coded"][]) => of.map((one) => ({ value: one.code, label: say(one) }));
  const save = async () => {
    const values = await form.validateFields();
    setBusy(true);
    const { username, ...rest } = values;
    const answer = user
      ? api.PUT("/api/users/{number}", {
          params: { path: { number: user.id } },
          body: { ...rest, version: user.version },
        })
      : api.POST("/api/users", { body: { username, ...rest } });
    if (await made(got(answer as Promise<{ data?: Done }>))) close();
    setBusy(false);
  };
  const must = [{ required: true, message: t("act.required") }];
  return (
    <Modal
      open
      title={t(user ? "users.edit" : "users.add")}
      okText={t("save")}
      confirmLoading={busy}
      onCancel={close}
      onOk={save}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          username: user?.username,
          name: user?.name,
          office: user?.office.code,
          roles: user?.roles.map((one) => one.code) ?? [],
          lines: user?.lines.map((one) => one.code) ?? [],
          phone: user?.phone ?? "",
        }}
      >
        <Form.Item name="username" label={t("users.username")} extra={t("users.username.hint")} rules={must}>
          <Input maxLength={40} disabled={!!user} autoComplete="off" />
        </Form.Item>
        <Form.Item name="name" label={t("users.name")} rules={must}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="office" label={t("users.office")} rules={must}>
          <Select
            showSearch={{ optionFilterProp: "label" }}
            options={options(offices)}
            disabled={user?.own}
          />
        </Form.Item>
        <Form.Item name="roles" label={t("users.roles")} extra={t("users.roles.hint")} rules={must}>
          <Select mode="multiple" options={options(list.roles)} disabled={user?.own} />
        </Form.Item>
        <Form.Item name="lines" label={t("users.lines")} extra={user && t("users.rights.hint")}>
          <Select mode="multiple" options={options(list.lines)} disabled={user?.own} />
        </Form.Item>
        <Form.Item name="phone" label={t("users.phone")}>
          <Input maxLength={40} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
