/** The form of a step: what it reads, and its options by the inputs their types ask for. */
import { Alert, Form } from "antd";
import { useTexts } from "../../../texts/texts";
import {
  inputsOf,
  kindOf,
  type OptionForm,
  optionOf,
  type Palette,
  readable,
  type Step,
  titlesOf,
} from "../parts";
import type { Bench } from "../useDraft";
import { Several } from "./Columns";
import { ConditionField } from "./ConditionField";
import { Name } from "./Name";
import { Note } from "./Note";
import { Shaped } from "./Shaped";

interface Given {
  bench: Bench;
  palette: Palette;
  step: Step;
  /** After a rename or a removal something else is selected. */
  choose: (name: string | null) => void;
}

export function StepForm({ bench, palette, step, choose }: Given) {
  const { t, say, lang } = useTexts();
  const { draft, edit } = bench;
  const disabled = !draft.may_edit;
  const operator = palette.operators.find((one) => one.verb === step.verb);
  const tree = draft.tree;
  const others = tree
    ? [...tree.inputs, ...tree.steps].map((one) => one.name).filter((one) => one !== step.name)
    : [];
  const reads = (names: string[]) => {
    if (!operator) return;
    const kept = names.map((name) => step.reads.find((one) => one.name === name) ?? { alias: name, name });
    void edit({
      kind: "option",
      step: step.name,
      option: operator.verb,
      value: inputsOf(kept, operator.most === 1),
    });
  };
  return (
    <Form layout="vertical" className="bench-form">
      <Name
        name={step.name}
        disabled={disabled}
        rename={async (name) => {
          const made = await edit({ kind: "rename_step", old: step.name, new: name });
          if (made) choose(name);
          return made;
        }}
        remove={() => {
          void edit({ kind: "remove_step", name: step.name, reconnect: true }).then(
            (made) => made && choose(null),
          );
        }}
      />
      {!operator && <Alert type="warning" showIcon title={t("workshop.no_operator")} />}
      {operator && (
        <>
          <details className="about">
            <summary>
              {say(operator)} <code>{operator.verb}</code>
            </summary>
            <p className="soft">{say(operator.about)}</p>
            <pre>{operator.example}</pre>
          </details>
          <Form.Item label={t("workshop.inputs", { least: operator.least, most: operator.most })}>
            <Several
              label={t("workshop.inputs", { least: operator.least, most: operator.most })}
              value={step.reads.map((one) => one.name)}
              names={others}
              disabled={disabled}
              most={operator.most}
              set={reads}
            />
          </Form.Item>
          {operator.options.map((option) => (
            <Form.Item
              key={option.name}
              label={
                <span>
                  {lang === "zh" ? option.zh : option.en} <code>{option.name}</code>
                  {option.required && <span className="must"> *</span>}
                </span>
              }
            >
              <Option bench={bench} step={step} option={option} />
            </Form.Item>
          ))}
          <Note bench={bench} path={["steps", step.name]} value={step.note} />
        </>
      )}
    </Form>
  );
}

function Option({ bench, step, option }: Pick<Given, "bench" | "step"> & { option: OptionForm }) {
  const { say } = useTexts();
  const { draft, edit } = bench;
  const parameters = draft.tree?.parameters.map((one) => one.name) ?? [];
  const columns = readable(draft, step);
  const made = (draft.columns[step.name] ?? []).map((one) => one.name);
  const value = optionOf(step, option.name);
  const field = {
    label: say(option) || option.name,
    value,
    names: option.name === "having" ? [...made, ...parameters] : [...columns, ...parameters],
    titles: titlesOf(draft, step, say),
    disabled: !draft.may_edit,
  };
  const base = ["steps", step.name, option.name];
  const set = (next: unknown) => {
    if (next === null && value === undefined) return;
    void edit({ kind: "option", step: step.name, option: option.name, value: next });
  };
  const put = (path: (string | number)[], next: unknown) => {
    if (path.length === 0) return set(next);
    void edit(
      next === null
        ? { kind: "remove", path: [...base, ...path] }
        : { kind: "set", path: [...base, ...path], value: next },
    );
  };
  if (option.kind === "expression" && (option.name === "where" || option.name === "having"))
    return <ConditionField {...field} set={set} kind={(column) => kindOf(draft, step, column)} />;
  return (
    <Shaped
      {...field}
      form={option}
      put={put}
      insert={(path, next) => void edit({ kind: "insert", path: [...base, ...path], value: next })}
      rename={(path, old, next) => void renameColumn(bench, step.name, [...base, ...path], old, next)}
      inputs={step.reads.map((one) => ({
        alias: one.alias,
        columns: (draft.columns[one.name] ?? []).map((column) => column.name),
      }))}
      columns={columns}
    />
  );
}

/** A column under another name wherever it stands; while the model has mistakes, in this step alone. */
async function renameColumn(
  bench: Bench,
  step: string,
  path: (string | number)[],
  old: string,
  next: string,
) {
  const { draft, edit } = bench;
  if (draft.problems.length === 0) return edit({ kind: "rename_column", step, old, new: next });
  const holder = path
    .slice(2)
    .reduce<unknown>(
      (found, key) => (found as Record<string | number, unknown> | undefined)?.[key],
      Object.fromEntries(
        draft.tree?.steps.find((one) => one.name === step)?.options.map((one) => [one.name, one.value]) ?? [],
      ),
    );
  const entries = Object.entries((holder ?? {}) as Record<string, unknown>);
  return edit({
    kind: "set",
    path,
    value: Object.fromEntries(entries.map(([name, value]) => [name === old ? next : name, value])),
  });
}
