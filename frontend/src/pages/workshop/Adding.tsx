/** Adding a list or a step: its name, and what it reads. */
import { Form, Input, Modal, Select } from "antd";
import { filled } from "../../parts/filled";
import { useTexts } from "../../texts/texts";
import { freeName, inputsOf, type Palette } from "./parts";
import type { Bench } from "./useDraft";

interface Given {
  bench: Bench;
  palette: Palette;
  /** `step:<operator>` or `need:<standard>`. */
  what: string;
  /** What is selected stands first among the inputs. */
  selected: string | null;
  close: (added?: { part: "need" | "step"; name: string }) => void;
}

export function Adding({ what, ...given }: Given) {
  const [part, code = ""] = what.split(":");
  return part === "need" ? <AddNeed {...given} standard={code} /> : <AddStep {...given} verb={code} />;
}

function AddNeed({ bench, palette, standard, close }: Omit<Given, "what"> & { standard: string }) {
  const { t, say } = useTexts();
  const [form] = Form.useForm<{ alias: string; columns: string[] }>();
  const one = palette.standards.find((item) => item.id === standard);
  const save = async () => {
    const made = await filled(form);
    if (!made) return;
    const edit = { kind: "add_need", alias: made.alias, standard, columns: made.columns };
    if (await bench.edit(edit)) close({ part: "need", name: made.alias });
  };
  const must = [{ required: true, message: t("act.required") }];
  const all = [
    ...(one?.subjects ?? []).map((value) => ({ value, label: value })),
    ...(one?.columns ?? []).map((column) => ({
      value: column.name,
      label: `${column.name} · ${say(column)}`,
    })),
  ];
  return (
    <Modal
      open
      title={t("workshop.add.need", { what: say(one) || standard })}
      okText={t("workshop.add")}
      cancelText={t("cancel")}
      onCancel={() => close()}
      onOk={save}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{
          alias: freeName(bench.draft, standard.split("@")[0] ?? ""),
          columns: one?.subjects ?? [],
        }}
      >
        <Form.Item name="alias" label={t("workshop.name")} rules={must} extra={t("workshop.name.hint")}>
          <Input />
        </Form.Item>
        <Form.Item
          name="columns"
          label={t("workshop.need.columns")}
          rules={must}
          extra={t("workshop.need.columns.hint")}
        >
          <Select mode="multiple" options={all} optionFilterProp="label" />
        </Form.Item>
      </Form>
    </Modal>
  );
}

function AddStep({ bench, palette, verb, selected, close }: Omit<Given, "what"> & { verb: string }) {
  const { t, say } = useTexts();
  const [form] = Form.useForm<{ name: string; inputs: string[] }>();
  const operator = palette.operators.find((one) => one.verb === verb);
  const tree = bench.draft.tree;
  const names = tree ? [...tree.inputs, ...tree.steps].map((one) => one.name) : [];
  const [least, most] = [operator?.least ?? 1, operator?.most ?? 1];
  const save = async () => {
    const made = await filled(form);
    if (!made) return;
    const reads = made.inputs.map((name) => ({ alias: name, name }));
    const edit = { kind: "add_step", name: made.name, body: { [verb]: inputsOf(reads, most === 1) } };
    if (await bench.edit(edit)) close({ part: "step", name: made.name });
  };
  const begun = selected !== null && names.includes(selected) ? [selected] : [];
  return (
    <Modal
      open
      title={t("workshop.add.step", { what: say(operator) })}
      okText={t("workshop.add")}
      cancelText={t("cancel")}
      onCancel={() => close()}
      onOk={save}
    >
      <p className="soft">{say(operator?.about)}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ name: freeName(bench.draft, `${begun[0] ?? ""}_${verb}`), inputs: begun }}
      >
        <Form.Item
          name="name"
          label={t("workshop.name")}
          rules={[{ required: true, message: t("act.required") }]}
          extra={t("workshop.name.hint")}
        >
          <Input />
        </Form.Item>
        <Form.Item
          name="inputs"
          label={t("workshop.inputs", { least, most })}
          rules={[
            {
              validator: async (_, value: string[] | undefined) => {
                const n = value?.length ?? 0;
                if (n < least || n > most) throw new Error(t("workshop.inputs", { least, most }));
              },
            },
          ]}
        >
          <Select mode="multiple" maxCount={most} options={names.map((value) => ({ value, label: value }))} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
