/** The form of a step: what it reads, and its options by the inputs their types ask for. */
import { Alert, Form } from "antd";
import { useTexts } from "../../../texts/texts";
import {
  asText,
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
import { Anything, Choice, Columns, ConditionField, Fields, Pairs, Several, Takes, Words } from "./inputs";
import { Name } from "./Name";

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
              <Option bench={bench} palette={palette} step={step} option={option} />
            </Form.Item>
          ))}
        </>
      )}
    </Form>
  );
}

function Option({ bench, palette, step, option }: Omit<Given, "choose"> & { option: OptionForm }) {
  const { t, say } = useTexts();
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
    set: (next: unknown) => {
      if (next === null && value === undefined) return;
      void edit({ kind: "option", step: step.name, option: option.name, value: next });
    },
  };
  const base = ["steps", step.name, option.name];
  const put = (path: (string | number)[], next: unknown) =>
    void edit(
      next === null
        ? { kind: "remove", path: [...base, ...path] }
        : { kind: "set", path: [...base, ...path], value: next },
    );
  switch (option.kind) {
    case "pairs":
      return (
        <Pairs
          {...field}
          sides={step.reads.map((one) => (draft.columns[one.name] ?? []).map((column) => column.name))}
        />
      );
    case "expression":
      if (option.name === "where" || option.name === "having")
        return <ConditionField {...field} kind={(column) => kindOf(draft, step, column)} />;
      return <Words {...field} />;
    case "columns":
      return <Columns {...field} names={columns} />;
    case "takes":
      return <Takes {...field} put={put} inputs={null} />;
    case "each":
      return <Takes {...field} put={put} inputs={step.reads.map((one) => one.alias)} />;
    case "fields":
      return <Fields {...field} put={put} words={option.choices} />;
    case "choice":
      return <Choice {...field} names={option.choices} none={option.default ?? t("workshop.none")} />;
    case "text":
      return <Words {...field} value={asText(value)} names={columns} />;
    default:
      return palette ? <Anything {...field} /> : null;
  }
}
