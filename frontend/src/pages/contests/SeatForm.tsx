/** A seat for somebody; of a judge also what he judges and the facts conflicts of interest are computed of. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Checkbox, DatePicker, Form, Input, InputNumber, Modal, Select } from "antd";
import type { Dayjs } from "dayjs";
import { api, got, type Schemas } from "../../client/client";
import { useWords } from "../../parts/Problem";
import { useTexts } from "../../texts/texts";
import { PersonSearch } from "./PersonSearch";
import type { Page } from "./useContest";

const DAY = "YYYY-MM-DD";
const KINDS = ["judge", "defence", "appeal", "secretary", "signer", "organiser"] as const;
const OF_SECRETARY = KINDS.slice(0, 3);

interface Given extends Partial<Omit<Schemas["NewSeat"], "postings">> {
  username: string;
  kind: (typeof KINDS)[number];
  postings?: { office?: string; time?: [Dayjs, Dayjs | null] }[];
}

export function SeatForm({ page, close }: { page: Page; close: () => void }) {
  const { t, say } = useTexts();
  const words = useWords();
  const queries = useQueryClient();
  const [form] = Form.useForm<Given>();
  const kind = Form.useWatch("kind", form);
  const judges = OF_SECRETARY.some((one) => one === kind);
  const save = useMutation({
    mutationFn: (given: Given) =>
      got(
        api.POST("/api/contests/{slug}/seats", { params: { path: { slug: page.slug } }, body: body(given) }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["contest", page.slug] });
      close();
    },
  });
  const must = [{ required: true, whitespace: true, message: t("act.required") }];
  const kinds = page.seat?.code === "organiser" ? KINDS : OF_SECRETARY;
  const tags = (name: "topics" | "contacts" | "supervisors", hint: string) => (
    <Form.Item name={name} label={t(`contests.seat.${name}`)} extra={hint}>
      <Select mode="tags" open={false} suffixIcon={null} />
    </Form.Item>
  );
  return (
    <Modal
      open
      width={640}
      title={t("contests.seat.add")}
      okText={t("contests.seat.add")}
      cancelText={t("cancel")}
      confirmLoading={save.isPending}
      onCancel={close}
      onOk={() => form.submit()}
    >
      <Form<Given>
        form={form}
        layout="vertical"
        initialValues={{ kind: "judge", types: page.types.map((one) => one.type.code), confirmed: false }}
        onFinish={(given) => save.mutate(given)}
      >
        {save.isError && <Alert type="error" showIcon title={words(save.error)} />}
        <Form.Item name="username" label={t("contests.person")} extra={t("contests.seat.who")} rules={must}>
          <PersonSearch slug={page.slug} />
        </Form.Item>
        <Form.Item name="kind" label={t("contests.seat")}>
          <Select options={kinds.map((value) => ({ value, label: t(`contests.seat.${value}`) }))} />
        </Form.Item>
        {judges && (
          <>
            <Form.Item
              name="types"
              label={t("contests.seat.types")}
              // no `required`: it would set an attribute that a group of boxes must not have
              rules={[{ validator: async (_, types: string[]) => chosen(kind, types, t("act.required")) }]}
            >
              <Checkbox.Group
                options={page.types.map((one) => ({ value: one.type.code, label: say(one.type) }))}
              />
            </Form.Item>
            {tags("topics", t("contests.topics.hint"))}
            <div className="row">
              <Form.Item name="most" label={t("contests.most")}>
                <InputNumber min={0} max={1000} precision={0} />
              </Form.Item>
              <Form.Item name="panel" label={t("contests.panel")}>
                <Input maxLength={20} />
              </Form.Item>
            </div>
            {tags("contacts", t("contests.seat.contacts.hint"))}
            {tags("supervisors", t("contests.seat.supervisors.hint"))}
            <Postings />
          </>
        )}
        <Form.Item name="confirmed" valuePropName="checked">
          <Checkbox>{t("contests.seat.sure")}</Checkbox>
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** A judge judges one type at least. */
function chosen(kind: string | undefined, types: string[] | undefined, words: string): void {
  if (kind === "judge" && !types?.length) throw new Error(words);
}

/** Where a judge served before: of this it is computed with whom he shared an office or a city. */
function Postings() {
  const { t } = useTexts();
  return (
    <Form.List name="postings">
      {(fields, { add, remove }) => (
        <div className="stack tight" style={{ marginBottom: 16 }}>
          {fields.map(({ key, name }) => (
            <div key={key} className="row tight">
              <Form.Item
                name={[name, "office"]}
                rules={[{ required: true, message: t("act.required") }]}
                noStyle
              >
                <Input
                  style={{ width: 170 }}
                  maxLength={12}
                  aria-label={t("contests.author.code")}
                  placeholder={t("contests.author.code")}
                />
              </Form.Item>
              <Form.Item
                name={[name, "time"]}
                rules={[{ required: true, message: t("act.required") }]}
                noStyle
              >
                <DatePicker.RangePicker allowEmpty={[false, true]} />
              </Form.Item>
              <Button onClick={() => remove(name)}>{t("contests.remove")}</Button>
            </div>
          ))}
          <div>
            <Button size="small" onClick={() => add({})}>
              {t("contests.posting.add")}
            </Button>
          </div>
        </div>
      )}
    </Form.List>
  );
}

function body(given: Given): Schemas["NewSeat"] {
  return {
    username: given.username.trim(),
    kind: given.kind,
    types:
      given.kind === "judge" || given.kind === "defence" || given.kind === "appeal"
        ? (given.types ?? [])
        : [],
    topics: given.topics ?? [],
    most: given.most ?? null,
    panel: given.panel ?? "",
    contacts: given.contacts ?? [],
    supervisors: given.supervisors ?? [],
    confirmed: given.confirmed ?? false,
    postings: (given.postings ?? []).flatMap(({ office, time }) =>
      office && time
        ? [{ office: office.trim(), start: time[0].format(DAY), end: time[1]?.format(DAY) ?? null }]
        : [],
    ),
  };
}
