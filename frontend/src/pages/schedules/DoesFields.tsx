/** What a schedule does: which folder, table or models, and what goes by itself. */
import { Alert, Button, Checkbox, DatePicker, Form, Input, Radio, Select } from "antd";
import { Link } from "react-router";
import type { Schemas } from "../../client/client";
import { useTexts } from "../../texts/texts";

type Choices = Schemas["ScheduleChoices"];

function useMust() {
  const { t } = useTexts();
  return [{ required: true, message: t("act.required") }];
}

function Loads() {
  const { t } = useTexts();
  return (
    <Form.Item name="load" valuePropName="checked" extra={t("schedules.load.hint")}>
      <Checkbox>{t("schedules.load")}</Checkbox>
    </Form.Item>
  );
}

export function FolderFields({ choices }: { choices: Choices }) {
  const { t, say } = useTexts();
  const must = useMust();
  if (!choices.folders.length) {
    return (
      <Alert type="warning" showIcon title={t("schedules.folder.none")} description={<pre>{SECTION}</pre>} />
    );
  }
  return (
    <>
      <Form.Item name="folder" label={t("schedules.folder")} rules={must} extra={t("schedules.folder.hint")}>
        <Select
          options={choices.folders.map((one) => ({
            value: one.name,
            label: `${one.name} · ${say(one.owner)}`,
          }))}
        />
      </Form.Item>
      <Form.Item name="delivery" label={t("schedules.delivery")} extra={t("schedules.delivery.hint")}>
        <Radio.Group
          options={(["full", "append"] as const).map((value) => ({
            value,
            label: t(`schedules.delivery.${value}`),
          }))}
        />
      </Form.Item>
      <Loads />
    </>
  );
}

const SECTION = `[[folders]]
name = "pensions"
path = "/srv/drop/pensions"
owner = "340100"`;

export function TableFields({ choices }: { choices: Choices }) {
  const { t, say } = useTexts();
  const must = useMust();
  if (!choices.sources.length) {
    return (
      <Alert
        type="warning"
        showIcon
        title={t("schedules.source.none")}
        description={<Link to="/data/sources">{t("source.nav")}</Link>}
      />
    );
  }
  return (
    <>
      <Form.Item name="source" label={t("schedules.source")} rules={must}>
        <Select
          options={choices.sources.map((one) => ({
            value: one.name,
            label: `${one.name} · ${say(one.owner)}`,
          }))}
        />
      </Form.Item>
      <Form.Item name="table" label={t("schedules.table")} rules={must} extra={t("schedules.table.hint")}>
        <Input maxLength={400} />
      </Form.Item>
      <Form.Item name="newer" label={t("schedules.newer")} extra={t("schedules.newer.hint")}>
        <Input maxLength={200} />
      </Form.Item>
      <Loads />
    </>
  );
}

export function ModelFields({ choices }: { choices: Choices }) {
  const { t, say } = useTexts();
  const must = useMust();
  return (
    <>
      <Form.Item name="models" label={t("schedules.models")} extra={t("schedules.models.hint")}>
        <Select
          mode="multiple"
          allowClear
          placeholder={t("schedules.models.all")}
          optionFilterProp="label"
          options={choices.models.map((one) => ({
            value: one.id,
            label: `${say(one.title)} · ${say(one.line)}`,
          }))}
        />
      </Form.Item>
      <Form.Item
        name="purpose"
        label={t("model.run.purpose")}
        rules={must}
        extra={t("schedules.purpose.hint")}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="on_data" valuePropName="checked" extra={t("schedules.on_data.hint")}>
        <Checkbox>{t("schedules.on_data")}</Checkbox>
      </Form.Item>
    </>
  );
}

/** What every delivery is complete for; without it silence proves nothing. */
export function Coverage() {
  const { t } = useTexts();
  const must = useMust();
  return (
    <Form.Item label={t("schedules.covers")} extra={t("schedules.covers.hint")}>
      <Form.List name="covers">
        {(fields, { add, remove }) => (
          <div className="stack tight">
            {fields.map((one) => (
              <div className="row" key={one.key}>
                <Form.Item name={[one.name, "region"]} rules={must} noStyle>
                  <Input
                    style={{ width: 140 }}
                    maxLength={6}
                    aria-label={t("schedules.region")}
                    placeholder="340100"
                  />
                </Form.Item>
                <Form.Item name={[one.name, "start"]} rules={must} noStyle>
                  <DatePicker aria-label={t("schedules.start")} placeholder={t("schedules.start")} />
                </Form.Item>
                <Button onClick={() => remove(one.name)}>{t("schedules.remove")}</Button>
              </div>
            ))}
            <div>
              <Button onClick={() => add()}>{t("schedules.covers.add")}</Button>
            </div>
          </div>
        )}
      </Form.List>
    </Form.Item>
  );
}
